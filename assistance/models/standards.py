from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.enums import FundScheme
from assistance.kinds import AidType, CapForm, CapSubject, Stage
from assistance.limits import Cap
from households.enums import Tier
from households.models.standards import DatedQuerySet
from unionaid.money import MoneyField
from unionaid.organizations.enums import UnionLevel


class AidStandardVersion(models.Model):
    """帮扶标准: a version of the caps and approval limits, from its first day on.

    A change is a new version with its document, never an edit; the aid given under a version
    keeps pointing at it.
    """

    version = models.CharField(_("版本"), max_length=40, unique=True)
    region_code = models.CharField(_("适用地区"), max_length=6)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=80)
    national_only_schemes = models.JSONField(_("只用于全国级档案的资金"), default=list, blank=True)
    aid_in_grace = models.BooleanField(_("渐退期可以帮扶"), default=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("帮扶标准")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "valid_from"], name="one_aid_standard_per_region_and_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="aid_standard_ends_after_its_start",
            ),
        ]

    def __str__(self):
        return self.version

    @property
    def national_only_names(self):
        """The schemes whose money is for national files only, in words."""
        return [FundScheme(scheme).label for scheme in self.national_only_schemes]


class AidStandard(models.Model):
    """One cap of a version: tier × aid type × school stage × scheme. Empty means any."""

    version = models.ForeignKey(AidStandardVersion, on_delete=models.PROTECT, related_name="standards")
    aid_type = models.CharField(_("帮扶项目"), max_length=20, choices=AidType)
    tier = models.CharField(_("困难类别"), max_length=12, choices=Tier, blank=True)
    stage = models.CharField(_("学段"), max_length=20, choices=Stage, blank=True)
    scheme = models.CharField(_("资金办法"), max_length=14, choices=FundScheme, blank=True)
    form = models.CharField(_("计算方式"), max_length=12, choices=CapForm)
    subject = models.CharField(_("计算对象"), max_length=10, choices=CapSubject)
    factor = models.DecimalField(_("月数或比例"), max_digits=6, decimal_places=2, null=True, blank=True)
    maximum = MoneyField(_("最高金额（元）"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("帮扶上限")
        ordering = ["aid_type", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "aid_type", "tier", "stage", "scheme"], name="one_cap_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(form=CapForm.FIXED, factor__isnull=True, maximum__isnull=False)
                | Q(form=CapForm.LINE_MONTHS, factor__gt=0)
                | Q(form=CapForm.COST_SHARE, factor__gt=0, factor__lte=100),
                name="cap_has_the_figures_of_its_form",
            ),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gt=0), name="cap_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(stage="") | Q(aid_type=AidType.EDUCATION), name="only_schooling_has_stages"
            ),
            models.CheckConstraint(
                condition=~Q(subject=CapSubject.STUDENT) | Q(aid_type=AidType.EDUCATION),
                name="only_schooling_counts_students",
            ),
        ]

    def __str__(self):
        return f"{self.get_aid_type_display()} {self.get_tier_display()}"

    def as_cap(self) -> Cap:
        """Return the row as the pure rule takes it."""
        return Cap(
            aid_type=self.aid_type,
            form=self.form,
            subject=self.subject,
            tier=self.tier,
            stage=self.stage,
            scheme=self.scheme,
            factor=self.factor,
            maximum=self.maximum,
            basis=self.basis or self.version.document_no,
        )


class ApprovalLimit(models.Model):
    """Up to which amount a union level approves aid; the province approves everything above."""

    version = models.ForeignKey(AidStandardVersion, on_delete=models.PROTECT, related_name="approval_limits")
    aid_type = models.CharField(_("帮扶项目"), max_length=20, choices=AidType, blank=True)
    level = models.CharField(_("审批级别"), max_length=12, choices=UnionLevel)
    up_to = MoneyField(_("审批金额（元）"))

    class Meta:
        verbose_name = _("审批权限")
        ordering = ["aid_type", "up_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "aid_type", "level"], name="one_approval_limit_per_level"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[UnionLevel.COUNTY, UnionLevel.CITY]),
                name="approval_limit_below_the_province",
            ),
            models.CheckConstraint(condition=Q(up_to__gt=0), name="approval_limit_is_positive"),
        ]
