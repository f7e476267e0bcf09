"""What stands for years: help centres, pilots, three-year plans, the documents they rest on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CentreFunction, CentreLevel, PilotKind, PilotStage
from campaigns.models.entries import Entry, EntryQuerySet
from unionaid.money import MoneyField
from unionaid.organizations.scope import STEP


class HelpCentre(Entry):
    """困难职工帮扶中心: `held_on` is the day it opened, `standard_on` the day it met the standard.

    The standard is the plan of 2017: its four aims, 三位一体 and 四个一, all of them.
    """

    AIMS = ("good_surroundings", "good_running", "standard_service", "good_efficiency")
    FUNCTIONS = ("does_aid", "does_rights", "does_service")
    FOUR_ONES = ("one_heart", "one_stack", "one_net", "one_home")

    name = models.CharField(_("名称"), max_length=80)
    level = models.CharField(_("级别"), max_length=10, choices=CentreLevel)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    telephone = models.CharField(_("电话"), max_length=30, blank=True)
    staff = models.PositiveIntegerField(_("工作人员（人）"), default=0)
    windows = models.PositiveIntegerField(_("服务窗口（个）"), default=0)
    does_aid = models.BooleanField(_("三位一体：帮扶"), default=False)
    does_rights = models.BooleanField(_("三位一体：维权"), default=False)
    does_service = models.BooleanField(_("三位一体：服务"), default=False)
    one_heart = models.BooleanField(_("四个一：一片心"), default=False)
    one_stack = models.BooleanField(_("四个一：一叠卡"), default=False)
    one_net = models.BooleanField(_("四个一：一张网"), default=False)
    one_home = models.BooleanField(_("四个一：一个家"), default=False)
    good_surroundings = models.BooleanField(_("优化服务环境"), default=False)
    good_running = models.BooleanField(_("强化运行质量"), default=False)
    standard_service = models.BooleanField(_("规范服务标准"), default=False)
    good_efficiency = models.BooleanField(_("提升工作效能"), default=False)
    standard_on = models.DateField(_("规范化达标日期"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("帮扶中心")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(standard_on__isnull=True)
                | Q(
                    standard_on__gte=F("held_on"), does_aid=True, does_rights=True, does_service=True,
                    one_heart=True, one_stack=True, one_net=True, one_home=True, good_surroundings=True,
                    good_running=True, standard_service=True, good_efficiency=True,
                ),
                name="standard_centre_meets_every_point",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def checked(self):
        """How many points of the standard it meets, as shown: 9/11."""
        points = (*self.FUNCTIONS, *self.FOUR_ONES, *self.AIMS)
        return f"{sum(getattr(self, point) for point in points)}/{len(points)}"


class CentreReception(Entry):
    """A line of a centre's reception log, of one visitor or of a day's visitors."""

    centre = models.ForeignKey(
        HelpCentre, verbose_name=_("帮扶中心"), on_delete=models.PROTECT, related_name="receptions"
    )
    function = models.CharField(_("业务"), max_length=10, choices=CentreFunction)
    person_times = models.PositiveIntegerField(_("接待（人次）"), default=1)
    matter = models.CharField(_("事项"), max_length=200)
    answer = models.CharField(_("办理情况"), max_length=200, blank=True)
    settled_on = models.DateField(_("办结日期"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("接待登记")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("held_on")),
                name="reception_settled_after_it_began",
            ),
        ]


class PilotProject(Entry):
    """提升职工生活品质试点: `held_on` is the date of its plan."""

    name = models.CharField(_("试点名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=12, choices=PilotKind)
    batch_year = models.PositiveSmallIntegerField(_("批次年度"))
    document_no = models.CharField(_("方案文号"), max_length=80, blank=True)
    amount = MoneyField(_("启动资金（元）"), default=0)
    stage = models.CharField(
        _("进度"), max_length=10, choices=PilotStage, default=PilotStage.PLANNING
    )
    milestones = models.CharField(_("阶段成果"), max_length=300, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("生活品质试点")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="pilot_money_is_not_negative"),
            models.CheckConstraint(
                condition=Q(stage="ACCEPTED", accepted_on__gte=F("held_on"))
                | (~Q(stage="ACCEPTED") & Q(accepted_on__isnull=True)),
                name="accepted_pilot_has_its_day",
            ),
        ]


class ActionPlan(Entry):
    """解困脱困三年行动计划 of a prefecture, its title as printed. `held_on` is the day it was issued."""

    title = models.CharField(_("计划名称（照原文）"), max_length=120)
    issuer = models.CharField(_("印发机关"), max_length=80)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    first_year = models.PositiveSmallIntegerField(_("起始年度"))
    last_year = models.PositiveSmallIntegerField(_("结束年度"))
    leader = models.CharField(_("领导小组组长（职务）"), max_length=80)
    members = models.CharField(_("成员单位"), max_length=300)
    goal = models.CharField(_("总体目标"), max_length=200)

    class Meta(Entry.Meta):
        verbose_name = _("三年行动计划")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_its_start"
            ),
        ]

    def __str__(self):
        return self.title


class PlanTarget(Entry):
    """What a plan aims at in one year and what was reached, in households. `held_on`: when it was set."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("行动计划"), on_delete=models.PROTECT, related_name="targets"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    on_file = models.PositiveIntegerField(_("年初在档（户）"))
    target = models.PositiveIntegerField(_("计划解困脱困（户）"))
    reached = models.PositiveIntegerField(_("实际解困脱困（户）"), default=0)

    class Meta(Entry.Meta):
        verbose_name = _("年度目标")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(target__lte=F("on_file")) & Q(reached__lte=F("on_file")),
                name="target_at_most_what_is_on_file",
            ),
            models.UniqueConstraint(
                fields=["plan", "year"], condition=Q(status="HELD"), name="one_target_a_plan_and_year"
            ),
        ]


class PlanAssessment(Entry):
    """第三方评估 of a plan: who looked, at how many households, and what they found."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("行动计划"), on_delete=models.PROTECT, related_name="assessments"
    )
    body = models.CharField(_("评估机构"), max_length=80)
    sample = models.PositiveIntegerField(_("抽样（户）"))
    confirmed = models.PositiveIntegerField(_("确认解困脱困（户）"))
    result = models.CharField(_("评估结论"), max_length=300)

    class Meta(Entry.Meta):
        verbose_name = _("第三方评估")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(confirmed__lte=F("sample")), name="confirmed_at_most_the_sample"
            ),
        ]


class PolicyDocumentQuerySet(EntryQuerySet):
    def visible_to(self, posting):
        """Documents of the own subtree and those that the unions above have issued."""
        rows = super().visible_to(posting)
        if posting is None or not posting.may(self.model.view_permission):
            return rows
        path = posting.unit_path
        above = [path[:end] for end in range(STEP, len(path), STEP)]
        return self.filter(
            Q(pk__in=rows.order_by().values("pk")) | Q(unit_path__in=above)
        )


class PolicyDocument(Entry):
    """A regulation or circular, its name as printed; binds the union that registers it and all below it.

    `held_on` is the day it was registered here; the year of issue may be unknown.
    """

    title = models.CharField(_("文件名称（照原文）"), max_length=160)
    issuer = models.CharField(_("制发机关"), max_length=80, blank=True)
    issued_year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    source = models.CharField(_("出处"), max_length=80, blank=True)
    full_text_available = models.BooleanField(_("有全文"), default=False)

    objects = PolicyDocumentQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("政策文件")
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "title"], condition=Q(status="HELD"), name="document_registered_once"
            ),
        ]

    def __str__(self):
        return self.title
