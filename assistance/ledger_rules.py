"""How money moves between the accounts of a fund. Pure: amounts are Decimal 元, nothing is stored.

A fund is one source, scheme and year of one union (专账). Debits are positive; the lines of
every movement sum to zero, hence at any time

    carried over + received + own = passed down + used + carried forward + available + held

where available + held is the balance (结余) that the ledger prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from assistance.enums import Account, AllocationKind, EntryKind, FundScheme, FundSource
from assistance.errors import Overspent, WrongFund

ZERO = Decimal(0)
MOVES = {
    EntryKind.CARRIED_OVER: (Account.AVAILABLE, Account.CARRIED_OVER),
    EntryKind.RECEIVED: (Account.AVAILABLE, Account.RECEIVED),
    EntryKind.OWN_BUDGET: (Account.AVAILABLE, Account.OWN),
    EntryKind.INTEREST: (Account.AVAILABLE, Account.OWN),
    EntryKind.PASSED_DOWN: (Account.PASSED_DOWN, Account.AVAILABLE),
    EntryKind.RESERVED: (Account.HELD, Account.AVAILABLE),
    EntryKind.RELEASED: (Account.AVAILABLE, Account.HELD),
    EntryKind.USED: (Account.USED, Account.AVAILABLE),
    EntryKind.REFUNDED: (Account.AVAILABLE, Account.USED),
    EntryKind.REFUNDED_LATE: (Account.AVAILABLE, Account.CARRIED_OVER),
    EntryKind.CARRIED_FORWARD: (Account.CARRIED_FORWARD, Account.AVAILABLE),
}  # kind → (debited, credited)
CREDITED = (Account.CARRIED_OVER, Account.RECEIVED, Account.OWN)
KINDS_OF = {
    AllocationKind.FROM_ABOVE: EntryKind.RECEIVED,
    AllocationKind.OWN_BUDGET: EntryKind.OWN_BUDGET,
    AllocationKind.INTEREST: EntryKind.INTEREST,
    AllocationKind.OPENING: EntryKind.CARRIED_OVER,
    AllocationKind.PASS_DOWN: EntryKind.PASSED_DOWN,
}
# A payment is put right by a refund, a closed year by nothing: these may be reversed.
REVERSIBLE = (
    EntryKind.CARRIED_OVER,
    EntryKind.RECEIVED,
    EntryKind.OWN_BUDGET,
    EntryKind.INTEREST,
    EntryKind.PASSED_DOWN,
)


@dataclass(frozen=True)
class Line:
    """One entry of a voucher."""

    account: Account
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """What the accounts of a fund hold, each as a positive sum."""

    available: Decimal = ZERO
    held: Decimal = ZERO
    carried_over: Decimal = ZERO
    received: Decimal = ZERO
    own: Decimal = ZERO
    passed_down: Decimal = ZERO
    used: Decimal = ZERO
    carried_forward: Decimal = ZERO

    @classmethod
    def names(cls):
        return [field.name for field in fields(cls)]

    @classmethod
    def of_entries(cls, sums):
        """Return the totals that entries make. `sums` are (account, signed sum) pairs."""
        return cls()._moved(Line(Account(account), amount) for account, amount in sums)

    @property
    def balance(self):
        return self.available + self.held

    @property
    def income(self):
        return self.carried_over + self.received + self.own

    @property
    def outgo(self):
        return self.passed_down + self.used + self.carried_forward

    @property
    def adds_up(self):
        return self.income == self.outgo + self.balance

    @property
    def execution_rate(self):
        """Percent of the money of the year that was used or passed down (执行率); None without any."""
        if not self.income:
            return None
        return (self.passed_down + self.used) * 100 / self.income

    def __add__(self, other):
        return Totals(*(getattr(self, name) + getattr(other, name) for name in self.names()))

    def after(self, lines: Iterable[Line]):
        """Return the totals after a movement. Raises Overspent where an account would fall below zero."""
        result = self._moved(lines)
        for name in self.names():
            left = getattr(result, name)
            if left < ZERO:
                raise Overspent(balance=getattr(self, name), short=-left, of=Account(name.upper()))
        return result

    def _moved(self, lines):
        values = {name: getattr(self, name) for name in self.names()}
        for line in lines:
            sign = -1 if line.account in CREDITED else 1
            values[line.account.value.lower()] += sign * line.amount
        return Totals(**values)


def lines(kind, amount, *, from_hold=False):
    """Return the two lines of a movement of a positive amount. Payments may draw on what is held."""
    if amount <= ZERO:
        raise ValueError("a movement has a positive amount")
    debited, credited = MOVES[EntryKind(kind)]
    if from_hold:
        credited = Account.HELD
    return Line(debited, amount), Line(credited, -amount)


def reversed_lines(entries):
    """Return lines that undo `entries`, a list of Lines."""
    return tuple(Line(line.account, -line.amount) for line in entries)


def column_amounts(entries):
    """Return what a voucher shows in the columns of the ledger, by Account, and its effect on the balance."""
    shown = {line.account: -line.amount if line.account in CREDITED else line.amount for line in entries}
    effect = shown.pop(Account.AVAILABLE, ZERO) + shown.pop(Account.HELD, ZERO)
    return shown, effect


def check_allocation(kind, source, union_level, scheme, year):
    """Refuse a document whose fund cannot be. Interest is a source of its own (table 6 of DOMAIN 7)."""
    check_fund(source, union_level, scheme, year)
    if kind == AllocationKind.INTEREST and source != FundSource.INTEREST:
        raise WrongFund(reason=WrongFund.INTEREST)


def check_fund(source, union_level, scheme, year):
    """Refuse money that cannot be: a central scheme for other money, the rules of 2022 before 2022.

    Source: 中央财政专项帮扶资金使用管理办法 (2015), 职工困难帮扶资金管理办法 (2022).
    """
    is_central = source == FundSource.CENTRAL
    if is_central != (scheme != FundScheme.OWN):
        raise WrongFund(reason=WrongFund.SCHEME)
    if scheme == FundScheme.CENTRAL_2022 and year < 2022:
        raise WrongFund(reason=WrongFund.YEAR)
    if (source == FundSource.UNION) != bool(union_level):
        raise WrongFund(reason=WrongFund.LEVEL)
