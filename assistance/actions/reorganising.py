"""Aid funds when union units merge: a unit that still keeps money is not merged away."""

from django.db.models import Sum

from assistance.errors import MoneyLeftAtUnit
from assistance.ledger_rules import ZERO
from assistance.models import AllocationRow, FundBalance
from unionaid.organizations.reorganising import on_merge


def register():
    on_merge(refuse_money_left)


def refuse_money_left(*, source, target, by, day):
    """Raise MoneyLeftAtUnit while `source` has a balance or money on its way."""
    sums = FundBalance.objects.filter(unit=source).aggregate(a=Sum("available"), h=Sum("held"))
    left = (sums["a"] or ZERO) + (sums["h"] or ZERO)
    waiting = AllocationRow.objects.filter(
        unit=source, allocation__signed_on__isnull=False, received_on=None, taken_back_on=None
    )
    if left or waiting.exists():
        raise MoneyLeftAtUnit(unit=source.short_name, amount=left)
