from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CampaignKind, Measure
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped


class Campaign(models.Model):
    """A year's edition of one of the four deliveries; the province opens it for every union.

    `year` is the year its season begins in: 2021 for the warmth of winter 2021–22.
    """

    kind = models.CharField(_("活动"), max_length=20, choices=CampaignKind)
    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(_("名称"), max_length=60)
    season_from = models.DateField(_("开始日期"))
    season_to = models.DateField(_("结束日期"))
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("四送活动")
        ordering = ["-season_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_campaign_a_year"),
            models.CheckConstraint(
                condition=Q(season_to__gte=F("season_from")), name="season_ends_after_its_start"
            ),
        ]

    def __str__(self):
        return self.name


class Quota(UnitScoped):
    """What a union is to reach in a campaign, set by the union above it: a measure and its amount.

    `amount` counts in the measure's unit, money in 分.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="quotas")
    measure = models.CharField(_("指标"), max_length=24, choices=Measure)
    amount = models.BigIntegerField(_("计划数"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True

    class Meta:
        verbose_name = _("活动计划")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "measure"], name="one_quota_per_measure"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="quota_is_not_negative"),
        ]


class SummaryRecord(UnitScoped):
    """历史汇总: what a union did in a month before its records were kept here, by measure.

    Counted on the last day of the month; outside ledger, caps and the tables of aid.
    `value` counts in the measure's unit, money in 分.
    """

    month = models.DateField(_("月份最后一天"))
    measure = models.CharField(_("指标"), max_length=24, choices=Measure)
    value = models.BigIntegerField(_("数量"))
    source = models.CharField(_("依据"), max_length=120, blank=True)

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True

    class Meta:
        verbose_name = _("历史汇总")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "measure"], name="one_summary_per_month_and_measure"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="summary_is_not_negative"),
        ]
        indexes = [models.Index(fields=["measure", "unit_path", "month"], name="summary_scope")]


class ClosingReport(UnitScoped):
    """A union's 总结 of a campaign: its words and the figures of that day, itself and all below it.

    From then on nothing more is written into the campaign there, until the report is taken back.
    `figures` holds [measure, planned, reached] with money as text in 元.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="closing_reports")
    text = models.TextField(_("总结"))
    figures = models.JSONField(default=list)
    closed_on = models.DateField(_("总结日期"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True

    class Meta:
        verbose_name = _("活动总结")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_closing_report_a_union"),
        ]

    def __str__(self):
        return f"{self.campaign} {self.unit.short_name}"
