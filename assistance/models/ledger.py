from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.enums import Account, EntryKind
from assistance.models.allocations import Allocation, AllocationRow
from assistance.models.funds import ZERO, FundBalance, Hold
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import UnitScoped


class Voucher(UnitScoped):
    """记账凭证: one movement of one fund, with the person who made it and the one who checked it.

    Vouchers and their entries are appended and never touched again; the database refuses it too
    (but for `unit_path`, which follows the unit). A mistake is put right by a voucher that reverses.
    `effect_key` names the effect a voucher stands for, so that a repeated job books it once.
    """

    fund = models.ForeignKey(FundBalance, on_delete=models.PROTECT, related_name="vouchers")
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("凭证号"))
    on = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=16, choices=EntryKind)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    summary = models.CharField(_("摘要"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经办"), on_delete=models.PROTECT, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("复核"), on_delete=models.PROTECT, related_name="+"
    )
    allocation = models.ForeignKey(Allocation, null=True, on_delete=models.PROTECT, related_name="vouchers")
    allocation_row = models.ForeignKey(
        AllocationRow, null=True, on_delete=models.PROTECT, related_name="vouchers"
    )
    hold = models.ForeignKey(Hold, null=True, on_delete=models.PROTECT, related_name="vouchers")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    refunds = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="refunded_by")
    effect_key = models.CharField(max_length=100, null=True, unique=True)
    written_at = models.DateTimeField(_("记账时间"), auto_now_add=True)

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta:
        verbose_name = _("凭证")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "serial"], name="one_voucher_per_unit_year_and_serial"
            ),
            models.CheckConstraint(
                condition=~Q(made_by=F("checked_by")), name="voucher_checked_by_another_person"
            ),
            models.CheckConstraint(
                condition=Q(kind="REVERSAL", reverses__isnull=False)
                | (~Q(kind="REVERSAL") & Q(reverses__isnull=True)),
                name="reversal_names_its_voucher",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["REFUNDED", "REFUNDED_LATE"], refunds__isnull=False)
                | (~Q(kind__in=["REFUNDED", "REFUNDED_LATE"]) & Q(refunds__isnull=True)),
                name="refund_names_its_voucher",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "id"], name="voucher_by_path")]

    def __str__(self):
        return self.number

    @property
    def number(self):
        return f"{self.year}-{self.serial:05d}"


class LedgerEntry(models.Model):
    """One line of a voucher: a debit (positive) or credit (negative) of an account of its fund."""

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(_("科目"), max_length=16, choices=Account)
    amount = MoneyField(_("金额（元）"))

    class Meta:
        verbose_name = _("分录")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["voucher", "account"], name="one_entry_per_account"),
            models.CheckConstraint(condition=~Q(amount=ZERO), name="entry_of_some_money"),
        ]

    @property
    def credit(self):
        """The amount as a credit: positive where the entry is one."""
        return -self.amount
