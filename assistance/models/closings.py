from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models.funds import ZERO, FundBalance
from assistance.models.ledger import Voucher
from assistance.models.signed import TwoSigned
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import UnitScoped


class YearClosing(UnitScoped, TwoSigned):
    """年终结转: the funds of one unit and year are closed; what is left is carried over and explained."""

    year = models.PositiveSmallIntegerField(_("年度"))

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta(TwoSigned.Meta):
        verbose_name = _("年终结转")
        ordering = ["-year"]
        constraints = [
            *TwoSigned.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "year"], name="one_closing_per_unit_and_year"),
        ]

    def __str__(self):
        return f"{self.unit.short_name} {self.year}"


class CarryOver(models.Model):
    """What one fund carries over, and why it was not used within the year."""

    closing = models.ForeignKey(YearClosing, on_delete=models.CASCADE, related_name="rows")
    fund = models.ForeignKey(FundBalance, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField(_("结转金额"))
    reason = models.CharField(_("结转原因"), max_length=200)

    class Meta:
        verbose_name = _("结转明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["closing", "fund"], name="one_carry_over_per_fund"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="carry_over_of_some_money"),
            models.CheckConstraint(condition=Q(reason__gt=""), name="carry_over_says_why"),
        ]


class Reversal(UnitScoped, TwoSigned):
    """冲销: a request to reverse a voucher, with its reason; done when another person signs it."""

    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="reversal_request")
    reason = models.CharField(_("冲销原因"), max_length=200)

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta(TwoSigned.Meta):
        verbose_name = _("冲销申请")
        ordering = ["-id"]
        constraints = [
            *TwoSigned.Meta.constraints,
            models.CheckConstraint(condition=Q(reason__gt=""), name="reversal_says_why"),
        ]

    def __str__(self):
        return f"{self.voucher.number}"
