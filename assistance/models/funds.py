from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assistance.enums import UNION_MONEY_LEVELS, FundScheme, FundSource
from assistance.ledger_rules import Totals
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import UnitScoped

ZERO = Decimal(0)


class FundKind(models.Model):
    """Which money: its source, for union money the level that gives it, its scheme and its year."""

    source = models.CharField(_("资金来源"), max_length=12, choices=FundSource)
    union_level = models.CharField(_("经费级别"), max_length=12, choices=UNION_MONEY_LEVELS, blank=True)
    scheme = models.CharField(_("资金办法"), max_length=14, choices=FundScheme)
    year = models.PositiveSmallIntegerField(_("年度"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(source="UNION", union_level__gt="") | (~Q(source="UNION") & Q(union_level="")),
                name="%(class)s_of_union_money_has_a_level",
            ),
            models.CheckConstraint(
                condition=Q(source="CENTRAL", scheme__in=["CENTRAL_2015", "CENTRAL_2022"])
                | (~Q(source="CENTRAL") & Q(scheme="OWN")),
                name="%(class)s_central_scheme_for_central_money",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="%(class)s_of_a_sensible_year"
            ),
        ]

    @property
    def fund_key(self):
        """What makes the same fund at another unit: (source, union level, scheme, year)."""
        return self.source, self.union_level, self.scheme, self.year

    @property
    def source_label(self):
        """The source as people say it: 工会经费（省级）."""
        if self.union_level:
            return _t("%(source)s（%(level)s）") % {
                "source": self.get_source_display(),
                "level": self.get_union_level_display(),
            }
        return self.get_source_display()


class FundBalance(UnitScoped, FundKind):
    """One fund of one unit: its balance and the totals of its year, kept with every voucher.

    The database refuses a balance below zero, and totals that do not add up:
    carried over + received + own = passed down + used + carried forward + available + held.
    """

    available = MoneyField(_("可用结余"), default=ZERO)
    held = MoneyField(_("已批未付"), default=ZERO)
    carried_over = MoneyField(_("上年结转"), default=ZERO)
    received = MoneyField(_("上级下达"), default=ZERO)
    own = MoneyField(_("本级安排"), default=ZERO)
    passed_down = MoneyField(_("下拨"), default=ZERO)
    used = MoneyField(_("支出"), default=ZERO)
    carried_forward = MoneyField(_("结转下年"), default=ZERO)

    view_permission = Permission.VIEW_FUNDS
    is_history = True
    holding_name = _("帮扶资金")

    class Meta(FundKind.Meta):
        verbose_name = _("帮扶资金")
        constraints = [
            *FundKind.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "source", "union_level", "scheme", "year"],
                name="one_balance_per_fund_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(available__gte=ZERO, held__gte=ZERO), name="fund_never_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(
                    available=F("carried_over")
                    + F("received")
                    + F("own")
                    - F("passed_down")
                    - F("used")
                    - F("carried_forward")
                    - F("held")
                ),
                name="fund_totals_add_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    carried_over__gte=ZERO,
                    received__gte=ZERO,
                    own__gte=ZERO,
                    passed_down__gte=ZERO,
                    used__gte=ZERO,
                    carried_forward__gte=ZERO,
                ),
                name="fund_totals_not_below_zero",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "year"], name="fund_by_path_and_year")]

    def __str__(self):
        return _t("%(unit)s %(year)d 年%(source)s") % {
            "unit": self.unit.short_name,
            "year": self.year,
            "source": self.source_label,
        }

    @property
    def totals(self):
        return Totals(**{name: getattr(self, name) for name in Totals.names()})

    @totals.setter
    def totals(self, totals):
        for name in Totals.names():
            setattr(self, name, getattr(totals, name))

    @property
    def balance(self):
        return self.available + self.held


class Hold(UnitScoped):
    """Money of a fund set aside for what has been approved and not yet been paid, such as a batch.

    `open_amount` is what is still set aside; the sum of all open holds of a fund is its `held`.
    """

    fund = models.ForeignKey(FundBalance, on_delete=models.PROTECT, related_name="holds")
    reference = models.CharField(_("占用依据"), max_length=60)
    open_amount = MoneyField(_("占用金额"))

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta:
        verbose_name = _("资金占用")
        constraints = [
            models.UniqueConstraint(fields=["fund", "reference"], name="one_hold_per_fund_and_reference"),
            models.CheckConstraint(condition=Q(open_amount__gte=ZERO), name="hold_never_below_zero"),
        ]

    def __str__(self):
        return self.reference
