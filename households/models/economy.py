from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.enums import (
    EventKind,
    ExclusionCode,
    ExclusionSource,
    ExpenseKind,
    IncomeKind,
)
from unionaid.money import MoneyField


class FileRow(models.Model):
    """A row of a file's content, in the order it was entered."""

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["archive", "position"]


class IncomeItem(FileRow):
    """A dated income of the twelve months before application: monthly amount × months."""

    member = models.ForeignKey(
        "households.FamilyMember", null=True, on_delete=models.CASCADE, related_name="incomes"
    )
    kind = models.CharField(_("收入类别"), max_length=10, choices=IncomeKind)
    source = models.CharField(_("收入来源"), max_length=60)
    monthly_amount = MoneyField(_("每月金额"))
    months = models.PositiveSmallIntegerField(_("月数"), default=12)
    since = models.DateField(_("起始月份"), null=True, blank=True)
    evidence = models.CharField(_("凭据"), max_length=80, blank=True)
    is_counted = models.BooleanField(_("计入收入"), default=True)
    is_imputed = models.BooleanField(_("推定收入"), default=False)

    class Meta(FileRow.Meta):
        verbose_name = _("收入")
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly_amount__gte=0, months__gte=1, months__lte=12),
                name="income_is_not_negative_within_a_year",
            ),
        ]

    @property
    def annual_amount(self):
        return self.monthly_amount * self.months


class RigidExpense(FileRow):
    """A rigid expense of the twelve months: what was spent and what was reimbursed."""

    member = models.ForeignKey(
        "households.FamilyMember", null=True, on_delete=models.CASCADE, related_name="expenses"
    )
    kind = models.CharField(_("支出类别"), max_length=10, choices=ExpenseKind)
    item = models.CharField(_("支出项目"), max_length=80)
    gross_amount = MoneyField(_("支出金额"))
    reimbursed_amount = MoneyField(_("已报销、补偿"))
    outside_insurance = models.BooleanField(_("医保外自费药"), default=False)
    papers = models.PositiveSmallIntegerField(_("票据张数"), default=0)

    class Meta(FileRow.Meta):
        verbose_name = _("刚性支出")
        constraints = [
            models.CheckConstraint(
                condition=Q(gross_amount__gte=0, reimbursed_amount__gte=0)
                & Q(reimbursed_amount__lte=F("gross_amount")),
                name="reimbursed_at_most_what_was_spent",
            ),
            models.CheckConstraint(
                condition=Q(outside_insurance=False) | Q(kind=ExpenseKind.MEDICAL),
                name="only_medical_cost_lies_outside_insurance",
            ),
        ]

    @property
    def net_amount(self):
        return self.gross_amount - self.reimbursed_amount


class HardshipEvent(models.Model):
    """The accident, disaster or severe illness that brought the household into hardship."""

    archive = models.OneToOneField(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="event"
    )
    kind = models.CharField(_("事件类型"), max_length=16, choices=EventKind)
    occurred_on = models.DateField(_("发生日期"))
    description = models.CharField(_("事件经过"), max_length=200, blank=True)
    gross_cost = MoneyField(_("总支出"))
    insurance = MoneyField(_("保险支付"), default=0)
    compensation = MoneyField(_("赔偿补偿"), default=0)
    social_assistance = MoneyField(_("社会救助和帮扶"), default=0)

    class Meta:
        verbose_name = _("致困事件")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    gross_cost__gte=0,
                    insurance__gte=0,
                    compensation__gte=0,
                    social_assistance__gte=0,
                ),
                name="event_amounts_are_not_negative",
            ),
        ]


class ExclusionFlag(FileRow):
    """An exclusion found, with its evidence; a waiver names its reason."""

    code = models.CharField(_("情形"), max_length=2, choices=ExclusionCode)
    evidence = models.CharField(_("依据"), max_length=200)
    source = models.CharField(_("来源"), max_length=6, choices=ExclusionSource)
    waived = models.BooleanField(_("可以豁免"), default=False)
    waiver_reason = models.CharField(_("豁免理由"), max_length=200, blank=True)

    class Meta(FileRow.Meta):
        verbose_name = _("排除情形")
        constraints = [
            models.CheckConstraint(
                condition=Q(waived=False) | ~Q(waiver_reason=""), name="waiver_has_a_reason"
            ),
            models.UniqueConstraint(fields=["archive", "code"], name="one_flag_per_exclusion"),
        ]


class SecondaryCause(FileRow):
    """A further cause of hardship; at most three beside the main one."""

    cause = models.CharField(_("次要致困原因"), max_length=20)

    class Meta(FileRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(position__lt=3), name="at_most_three_secondary_causes"
            ),
            models.UniqueConstraint(fields=["archive", "position"], name="secondary_cause_place"),
            models.UniqueConstraint(fields=["archive", "cause"], name="secondary_cause_once"),
        ]


class AidNeed(FileRow):
    """What help the household asks for (帮扶需求); kinds are aid types."""

    aid_type = models.CharField(_("需求类别"), max_length=20)
    note = models.CharField(_("需求说明"), max_length=200, blank=True)

    class Meta(FileRow.Meta):
        verbose_name = _("帮扶需求")


class DocumentReceipt(FileRow):
    """A paper received for the file, or the reason why a pledge stands in its place.

    Scans are `Attachment` rows of the same kind.
    """

    kind = models.CharField(_("材料"), max_length=16)
    received_on = models.DateField(_("收到日期"))
    pages = models.PositiveSmallIntegerField(_("页数"), default=1)
    waiver = models.CharField(_("以承诺代替的理由"), max_length=200, blank=True)

    class Meta(FileRow.Meta):
        verbose_name = _("材料")
        constraints = [
            models.UniqueConstraint(fields=["archive", "kind"], name="one_receipt_per_document"),
        ]
