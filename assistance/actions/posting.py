"""Writing into the ledger: the one door through which money moves.

Locks are always taken in one order, so that two movements never wait for each other: units by
path, then the paper (allocation, row, reversal, closing, hold), then the fund. Everything here
runs in the caller's transaction.
"""

from decimal import Decimal

from django.db.models import Max

from assistance.errors import FundMissing, Overspent, YearClosed
from assistance.models import FundBalance, LedgerEntry, Voucher, YearClosing
from unionaid import clock
from unionaid.organizations.queries import hold as hold_unit

FUND_FIELDS = ("source", "union_level", "scheme", "year")


def hold_units(*units):
    """Keep units, and with them all their funds, from being written by others. Returns them by id."""
    held = {}
    for unit in sorted({unit.pk: unit for unit in units}.values(), key=lambda unit: unit.path):
        held[unit.pk] = hold_unit(unit)
    return held


def locked(fund):
    """Return the fund as it is now, locked until the transaction ends."""
    return FundBalance.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)


def fund_of(unit, key, *, create=False):
    """Return the locked fund of a unit (itself held) by its key. Raises FundMissing, or creates it."""
    found = FundBalance.objects.filter(unit=unit, **dict(zip(FUND_FIELDS, key, strict=True))).first()
    if found:
        return locked(found)
    if not create:
        raise FundMissing(unit=unit.short_name)
    return FundBalance.objects.create(
        unit=unit, unit_path=unit.path, **dict(zip(FUND_FIELDS, key, strict=True))
    )


def is_closed(unit, year):
    return YearClosing.objects.filter(unit=unit, year=year, signed_on__isnull=False).exists()


def voucher_of(effect_key):
    """Return the voucher that stands for an effect already, or None."""
    return Voucher.objects.filter(effect_key=effect_key).first() if effect_key else None


def post(fund, kind, lines, *, made_by, checked_by, summary, document_no="", **links):
    """Write one voucher with its entries and move the balance of `fund`, which the caller has locked.

    `made_by` and `checked_by` are two different users. Raises YearClosed and Overspent; the
    sentence of the latter names the fund, its balance and what is missing.
    """
    if sum((line.amount for line in lines), Decimal(0)):
        raise ValueError("the lines of a voucher sum to zero")
    if is_closed(fund.unit, fund.year):
        raise YearClosed(unit=fund.unit.short_name, year=fund.year)
    try:
        fund.totals = fund.totals.after(lines)
    except Overspent as error:
        error.fund = str(fund)
        raise
    serials = Voucher.objects.filter(unit=fund.unit, year=fund.year)
    voucher = Voucher.objects.create(
        unit=fund.unit,
        unit_path=fund.unit_path,
        fund=fund,
        year=fund.year,
        serial=(serials.aggregate(last=Max("serial"))["last"] or 0) + 1,
        on=clock.today(),
        kind=kind,
        document_no=document_no,
        summary=summary[:200],
        made_by=made_by,
        checked_by=checked_by,
        **links,
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(voucher=voucher, account=line.account, amount=line.amount) for line in lines
    )
    fund.save(update_fields=[*fund.totals.names()])
    return voucher
