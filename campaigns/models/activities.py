from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import (
    ActivityStatus,
    CoolingTarget,
    ServiceKind,
    WarmthTarget,
)
from households.enums import EventTag
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class ActivityQuerySet(ScopedQuerySet):
    def held(self):
        return self.filter(status=ActivityStatus.HELD)


class Activity(UnitScoped):
    """What every record of something held has: when, where, by which union, with whom, on what money."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    title = models.CharField(_("活动名称"), max_length=80)
    held_on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    partner = models.CharField(_("合作单位"), max_length=120, blank=True)
    event_tag = models.CharField(
        _("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ActivityStatus, default=ActivityStatus.HELD
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    request_key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True
    objects = ActivityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["unit_path", "held_on"], name="%(class)s_scope")]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.title}"


class JobFair(Activity):
    """专场招聘会: one event, one day, one place."""

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
            models.CheckConstraint(
                condition=Q(intentions__lte=F("seekers")) & Q(signed__lte=F("seekers")),
                name="fair_places_at_most_its_seekers",
            ),
        ]


class EmploymentService(Activity):
    """就业创业服务 given to a number of people."""

    service = models.CharField(_("服务类别"), max_length=10, choices=ServiceKind)
    person_times = models.PositiveIntegerField(_("服务（人次）"))
    on_file = models.PositiveIntegerField(_("其中困难职工及家庭成员（人次）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("就业创业服务")
        constraints = [
            models.CheckConstraint(
                condition=Q(on_file__lte=F("person_times")), name="served_on_file_at_most_all"
            ),
        ]


class LabourExport(Activity):
    """跨地区劳务输出: people brought to work elsewhere."""

    destination = models.CharField(_("输出地"), max_length=60)
    persons = models.PositiveIntegerField(_("输出（人）"))
    on_file = models.PositiveIntegerField(_("其中困难职工及家庭成员（人）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("劳务输出")
        constraints = [
            models.CheckConstraint(condition=Q(on_file__lte=F("persons")), name="sent_on_file_at_most_all"),
        ]


class SpendingActivity(Activity):
    """An activity on which money or goods are spent, counted by head and not by name.

    `cash` and `goods_value` in 元; goods at purchase price. `voucher_no` is the voucher of the
    ledger that paid it, empty for what was never in the ledger.
    """

    cash = MoneyField(_("慰问款（元）"), default=0)
    goods_value = MoneyField(_("慰问物资折价（元）"), default=0)
    goods = models.CharField(_("物资名称和数量"), max_length=200, blank=True)
    fund_source = models.CharField(_("资金来源"), max_length=20, blank=True)
    voucher_no = models.CharField(_("凭证号"), max_length=40, blank=True)

    class Meta(Activity.Meta):
        abstract = True

    @property
    def amount(self):
        return self.cash + self.goods_value


class CoolingVisit(SpendingActivity):
    """夏送清凉: a visit to an employer or a site, its workers by headcount."""

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
            models.CheckConstraint(
                condition=Q(migrant_workers__lte=F("workers")) & Q(new_form_workers__lte=F("workers")),
                name="cooled_groups_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(cash__gte=0, goods_value__gte=0), name="cooling_money_is_not_negative"
            ),
        ]


class WarmthVisit(SpendingActivity):
    """送温暖慰问: one household by name, or a number of workers, model workers or employers.

    `occasions` is what it counts for: households, heads or employers visited on that day.
    """

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
            models.CheckConstraint(
                condition=Q(archive__isnull=True) | Q(occasions=1), name="named_visit_is_one_occasion"
            ),
            models.CheckConstraint(condition=Q(occasions__gte=1), name="warmth_reaches_somebody"),
            models.CheckConstraint(
                condition=Q(cash__gte=0, goods_value__gte=0), name="warmth_money_is_not_negative"
            ),
            models.UniqueConstraint(
                fields=["archive", "campaign", "held_on"],
                condition=Q(archive__isnull=False),
                name="one_warmth_visit_a_day",
            ),
        ]
