"""资金台账: the vouchers of one unit with their columns and the balance after each."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from assistance import ledger_rules as rules
from assistance.enums import SILENT, Account
from assistance.ledger_rules import ZERO
from assistance.models import LedgerEntry, Voucher

BALANCE = (Account.AVAILABLE, Account.HELD)


@dataclass(frozen=True)
class LedgerLine:
    """A voucher as the ledger prints it. `carried` is what came from the last year or goes to the next."""

    voucher: Voucher
    carried: Decimal | None
    received: Decimal | None
    own: Decimal | None
    passed_down: Decimal | None
    used: Decimal | None
    balance: Decimal


@dataclass(frozen=True)
class LedgerPage:
    """`before` is the balance the page begins with; `next` the voucher id to go on after, or None."""

    lines: list
    before: Decimal
    next: int | None


def vouchers_of(posting, unit, *, year=None, source="", scheme="", union_level=""):
    """Return the vouchers of a unit that the ledger prints, oldest first."""
    wanted = {"fund__source": source, "fund__scheme": scheme, "fund__union_level": union_level, "year": year}
    return (
        Voucher.objects.visible_to(posting)
        .filter(unit=unit, **{name: value for name, value in wanted.items() if value})
        .exclude(kind__in=SILENT)
        .order_by("id")
    )


def page(vouchers, *, after=0, size=None):
    """Return a LedgerPage of the vouchers after an id. Four queries at most, whatever the size."""
    before = _sum(vouchers.filter(id__lte=after)) if after else ZERO
    rows = vouchers.filter(id__gt=after).select_related("fund", "made_by", "checked_by")
    found = list(rows[: size + 1] if size else rows)
    shown = found[:size] if size else found
    return LedgerPage(
        lines=list(lines(shown, before)),
        before=before,
        next=shown[-1].pk if len(found) > len(shown) else None,
    )


def lines(vouchers, before):
    """Yield a LedgerLine for each voucher, beginning with a balance."""
    entries = defaultdict(list)
    for entry in LedgerEntry.objects.filter(voucher__in=[voucher.pk for voucher in vouchers]):
        entries[entry.voucher_id].append(rules.Line(Account(entry.account), entry.amount))
    balance = before
    for voucher in vouchers:
        shown, effect = rules.column_amounts(entries[voucher.pk])
        balance += effect
        yield LedgerLine(voucher, balance=balance, **_columns(shown))


def totals(vouchers):
    """Return the columns summed over all the vouchers of a filter, and the balance they end with."""
    sums = LedgerEntry.objects.filter(voucher__in=vouchers.order_by()).order_by().values_list("account")
    entries = [rules.Line(Account(account), amount) for account, amount in sums.annotate(sum=Sum("amount"))]
    shown, balance = rules.column_amounts(entries)
    return LedgerLine(None, balance=balance, **_columns(shown))


def _columns(shown):
    carried = shown.get(Account.CARRIED_OVER, ZERO) - shown.get(Account.CARRIED_FORWARD, ZERO)
    return {
        "carried": carried or None,
        "received": shown.get(Account.RECEIVED),
        "own": shown.get(Account.OWN),
        "passed_down": shown.get(Account.PASSED_DOWN),
        "used": shown.get(Account.USED),
    }


def _sum(vouchers):
    entries = LedgerEntry.objects.filter(voucher__in=vouchers.order_by(), account__in=BALANCE)
    return entries.aggregate(sum=Sum("amount"))["sum"] or ZERO
