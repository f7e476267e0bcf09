from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.money import MoneyField


class DatedQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class DibaoLine(models.Model):
    """当地低保标准, per person and month, for a division and a span of days [valid_from, valid_to]."""

    region_code = models.CharField(_("行政区划"), max_length=6)
    urban_monthly = MoneyField(_("城市标准（元/月）"))
    rural_monthly = MoneyField(_("农村标准（元/月）"), null=True, blank=True)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["region_code", "-valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(urban_monthly__gt=0), name="line_is_positive"),
            models.UniqueConstraint(
                fields=["region_code", "valid_from"], name="one_line_per_division_and_start"
            ),
        ]


class RuleSet(models.Model):
    """认定标准: the parameters of recognition. A change is a new version, never an edit."""

    version = models.CharField(_("版本"), max_length=40, unique=True)
    region_code = models.CharField(_("适用地区"), max_length=6)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    relative_multiplier = models.DecimalField(
        _("相对困难倍数"), max_digits=4, decimal_places=2, default=2
    )
    deep_inclusive = models.BooleanField(_("等于低保标准算深度困难"), default=False)
    relative_inclusive = models.BooleanField(_("等于上限算相对困难"), default=False)
    event_cost_ratio = models.DecimalField(
        _("意外致困：净支出占年收入比例"), max_digits=4, decimal_places=2, default="0.80"
    )
    event_lookback_months = models.PositiveSmallIntegerField(_("事件追溯月数"), default=12)
    severe_illness_as_rigid = models.BooleanField(_("重大疾病净支出计入刚性支出"), default=True)
    edge_margin = models.DecimalField(_("边缘幅度"), max_digits=4, decimal_places=2, default="0.10")
    count_union_aid_as_income = models.BooleanField(_("工会帮扶计入收入"), default=True)
    education_excludes_compulsory = models.BooleanField(_("义务教育阶段不计教育支出"), default=True)
    recheck_months = models.PositiveSmallIntegerField(_("复核间隔（月）"), default=12)
    grace_months = models.PositiveSmallIntegerField(_("渐退期（月）"), default=6)
    visit_interval_months = models.PositiveSmallIntegerField(_("走访间隔（月）"), default=6)
    retirement_age_men = models.PositiveSmallIntegerField(_("男职工退休年龄"), default=60)
    retirement_age_women = models.PositiveSmallIntegerField(_("女职工退休年龄"), default=55)
    county_review_working_days = models.PositiveSmallIntegerField(_("县级审核时限（工作日）"), default=5)
    city_approval_working_days = models.PositiveSmallIntegerField(_("市州审批时限（工作日）"), default=5)
    returned_fix_working_days = models.PositiveSmallIntegerField(_("退回修改时限（工作日）"), default=10)
    verify_working_days = models.PositiveSmallIntegerField(_("核实时限（工作日）"), default=5)
    publicity_working_days = models.PositiveSmallIntegerField(_("建档公示（工作日）"), default=5)
    publicity_days_exit = models.PositiveSmallIntegerField(_("退档公示（工作日）"), default=5)
    followup_months = models.PositiveSmallIntegerField(_("渐退期回访间隔（月）"), default=3)
    pairing_working_days = models.PositiveSmallIntegerField(_("结对时限（工作日）"), default=10)
    demand_days = models.PositiveSmallIntegerField(_("诉求办理时限（天）"), default=30)
    paper_file_working_days = models.PositiveSmallIntegerField(_("纸质档案归档时限（工作日）"), default=30)
    spot_check_percent = models.PositiveSmallIntegerField(_("年度抽查比例（%）"), default=30)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(relative_multiplier__gte=1), name="multiplier_is_at_least_one"
            ),
            models.UniqueConstraint(
                fields=["region_code", "valid_from"], name="one_rule_set_per_region_and_start"
            ),
        ]

    def __str__(self):
        return self.version


class ApprovalChain(models.Model):
    """The review states a new file passes, as data: by archive level and union branch, versioned.

    `steps` is a list of {"status": a review state, "acting": the union that acts in it:
    "OWN" the filing union, "COUNTY", "CITY" or "PROVINCE" the one above it of that level}.
    The `needs_` flags say what a file must have before it is submitted or passed on.
    """

    version = models.CharField(max_length=40)
    archive_level = models.CharField(max_length=12)
    branch = models.CharField(max_length=20)
    steps = models.JSONField()
    needs_consents = models.BooleanField(_("须有全体成年成员授权书"), default=False)
    needs_documents = models.BooleanField(_("须有规定的材料"), default=False)
    needs_minutes = models.BooleanField(_("县级审核须有会议纪要"), default=False)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(default=timezone.now)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["archive_level", "branch", "valid_from"], name="one_chain_per_branch"
            ),
        ]

    @property
    def statuses(self):
        return tuple(step["status"] for step in self.steps)
