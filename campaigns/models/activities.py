from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.enums import FundSource
from campaigns.enums import (
    CampaignKind,
    CoolingTarget,
    GrantResult,
    SchoolStage,
    ServiceKind,
    StudentKind,
    WarmthTarget,
)
from campaigns.models.entries import Entry
from households.enums import EventTag
from unionaid.money import MoneyField
from unionaid.privacy.fields import EncryptedTextField


class Activity(Entry):
    """What every record of something held has besides: its name, its place, with whom, for which campaign."""

    campaign_kind = None

    campaign = models.ForeignKey(
        "campaigns.Campaign", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    title = models.CharField(_("活动名称"), max_length=80)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    partner = models.CharField(_("合作单位"), max_length=120, blank=True)
    event_tag = models.CharField(
        _("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE
    )

    class Meta(Entry.Meta):
        abstract = True

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.title}"


class JobFair(Activity):
    """专场招聘会: one event, one day, one place."""

    campaign_kind = CampaignKind.SPRING_JOBS

    is_online = models.BooleanField(_("线上"), default=False)
    employers = models.PositiveIntegerField(_("参会企业（家）"), default=0)
    posts = models.PositiveIntegerField(_("提供岗位（个）"), default=0)
    seekers = models.PositiveIntegerField(_("进场求职（人次）"), default=0)
    intentions = models.PositiveIntegerField(_("达成意向（人）"), default=0)
    signed = models.PositiveIntegerField(_("签约（人）"), default=0)
    on_file = models.PositiveIntegerField(_("其中困难职工及家庭成员（人）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("专场招聘会")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(intentions__lte=F("seekers")) & Q(signed__lte=F("seekers")),
                name="fair_places_at_most_its_seekers",
            ),
        ]


class EmploymentService(Activity):
    """就业创业服务 given to a number of people."""

    campaign_kind = CampaignKind.SPRING_JOBS

    service = models.CharField(_("服务类别"), max_length=10, choices=ServiceKind)
    person_times = models.PositiveIntegerField(_("服务（人次）"))
    on_file = models.PositiveIntegerField(_("其中困难职工及家庭成员（人次）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("就业创业服务")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(on_file__lte=F("person_times")), name="served_on_file_at_most_all"
            ),
        ]


class LabourExport(Activity):
    """跨地区劳务输出: people brought to work elsewhere."""

    campaign_kind = CampaignKind.SPRING_JOBS

    destination = models.CharField(_("输出地"), max_length=60)
    persons = models.PositiveIntegerField(_("输出（人）"))
    on_file = models.PositiveIntegerField(_("其中困难职工及家庭成员（人）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("劳务输出")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(on_file__lte=F("persons")), name="sent_on_file_at_most_all"),
        ]


class SpendingActivity(Activity):
    """An activity on which money or goods are spent.

    `cash`, `unit_price` and `goods_value` in 元; goods count at purchase price, quantity × unit price.
    """

    cash = MoneyField(_("慰问款（元）"), default=0)
    goods = models.CharField(_("物资名称"), max_length=60, blank=True)
    quantity = models.PositiveIntegerField(_("物资数量"), default=0)
    unit_price = MoneyField(_("物资单价（元）"), default=0)
    goods_value = MoneyField(_("慰问物资折价（元）"), default=0)
    fund_source = models.CharField(_("资金来源"), max_length=12, choices=FundSource, blank=True)

    class Meta(Activity.Meta):
        abstract = True
        constraints = [
            *Activity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cash__gte=0, goods_value=F("quantity") * F("unit_price"))
                & (
                    Q(goods="", quantity=0, unit_price=0)
                    | ~Q(goods="") & Q(quantity__gt=0, unit_price__gt=0)
                ),
                name="%(class)s_goods_have_a_price",
            ),
        ]

    @property
    def amount(self):
        return self.cash + self.goods_value


class CoolingVisit(SpendingActivity):
    """夏送清凉: a visit to an employer or a site, its workers by headcount."""

    campaign_kind = CampaignKind.SUMMER_COOLING

    target = models.CharField(_("对象"), max_length=10, choices=CoolingTarget)
    employer = models.CharField(_("企业（工地）名称"), max_length=120)
    workers = models.PositiveIntegerField(_("慰问职工（人次）"))
    migrant_workers = models.PositiveIntegerField(_("其中农民工（人次）"), default=0)
    new_form_workers = models.PositiveIntegerField(_("其中新就业形态劳动者（人次）"), default=0)
    safety_checked = models.BooleanField(_("同时检查安全生产和劳动保护"), default=False)
    findings = models.CharField(_("检查发现"), max_length=300, blank=True)

    class Meta(SpendingActivity.Meta):
        verbose_name = _("夏送清凉慰问")
        constraints = [
            *SpendingActivity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(migrant_workers__lte=F("workers")) & Q(new_form_workers__lte=F("workers")),
                name="cooled_groups_at_most_all",
            ),
        ]


class StudentGrant(SpendingActivity):
    """金秋助学: one student of a household on file and what was decided, once a calendar year.

    `person_index` repeats the blind index of the student's identity number (None without one), so that
    a student is recognised at every union of the province. A refusal keeps its reason.
    """

    campaign_kind = CampaignKind.AUTUMN_EDUCATION

    archive = models.ForeignKey("households.HardshipArchive", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("households.FamilyMember", on_delete=models.PROTECT, related_name="+")
    person_index = models.BinaryField(max_length=16, null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    stage = models.CharField(_("学段"), max_length=16, choices=SchoolStage)
    school = models.CharField(_("学校"), max_length=80)
    student_kind = models.CharField(_("学生类别"), max_length=10, choices=StudentKind)
    result = models.CharField(
        _("审核结果"), max_length=10, choices=GrantResult, default=GrantResult.GRANTED
    )
    refusal_reason = models.CharField(_("不予资助理由"), max_length=200, blank=True)

    class Meta(SpendingActivity.Meta):
        verbose_name = _("金秋助学")
        constraints = [
            *SpendingActivity.Meta.constraints,
            models.UniqueConstraint(
                fields=["member", "year"],
                condition=Q(status="HELD", result="GRANTED"),
                name="member_granted_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["person_index", "year"],
                condition=Q(status="HELD", result="GRANTED"),
                name="student_granted_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(result="GRANTED", refusal_reason="", cash__gt=0)
                | (Q(result="REFUSED", cash=0, quantity=0) & ~Q(refusal_reason="")),
                name="grant_has_money_or_a_reason",
            ),
        ]


class WarmthVisit(SpendingActivity):
    """送温暖慰问: one household by name, or a number of workers, model workers or employers.

    `occasions` is what it counts for: households, heads or employers visited on that day.
    """

    campaign_kind = CampaignKind.WINTER_WARMTH

    target = models.CharField(_("对象"), max_length=14, choices=WarmthTarget)
    archive = models.ForeignKey(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    beneficiary = EncryptedTextField(_("慰问对象"), blank=True)
    occasions = models.PositiveIntegerField(_("慰问数量"), default=1)
    visitor = models.CharField(_("慰问人"), max_length=60, blank=True)
    signed_for = models.BooleanField(_("已签收"), default=False)

    class Meta(SpendingActivity.Meta):
        verbose_name = _("送温暖慰问")
        constraints = [
            *SpendingActivity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(archive__isnull=True) | Q(occasions=1), name="named_visit_is_one_occasion"
            ),
            models.CheckConstraint(condition=Q(occasions__gte=1), name="warmth_reaches_somebody"),
            models.UniqueConstraint(
                fields=["archive", "held_on"],
                condition=Q(archive__isnull=False, status="HELD"),
                name="one_warmth_visit_a_day",
            ),
        ]
