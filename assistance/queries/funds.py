"""What funds there are: of one unit, of everything below it, and what waits for somebody."""

from dataclasses import dataclass, field

from django.db.models import Sum

from assistance.enums import FundSource
from assistance.ledger_rules import Totals
from assistance.models import Allocation, AllocationRow, FundBalance, Reversal, YearClosing
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import in_printed_order


@dataclass
class Branch:
    """The money of a unit with all units below it.

    `brought` came into the subtree from outside; it was used, carried forward, is on its way to a
    lower unit, or is left.
    """

    unit: UnionUnit
    own: Totals = field(default_factory=Totals)
    subtree: Totals = field(default_factory=Totals)
    children: list = field(default_factory=list)

    @property
    def brought(self):
        return self.subtree.carried_over + self.subtree.own + self.own.received

    @property
    def used(self):
        return self.subtree.used

    @property
    def left(self):
        return self.subtree.balance

    @property
    def on_its_way(self):
        """Passed down within the subtree and not yet received."""
        return self.subtree.passed_down - (self.subtree.received - self.own.received)

    @property
    def execution_rate(self):
        """Percent of what was brought in that has been used; None without any."""
        return self.used * 100 / self.brought if self.brought else None

    @property
    def adds_up(self):
        return self.brought == self.used + self.left + self.on_its_way + self.subtree.carried_forward

    @property
    def is_empty(self):
        return self.subtree == Totals()


@dataclass(frozen=True)
class SourceRow:
    """One row of 帮扶资金收支情况表 for one unit."""

    source: str
    label: str
    totals: Totals


def years_of(posting):
    """Return the years with funds in the posting's scope and the present one, latest first."""
    years = set(FundBalance.objects.visible_to(posting).order_by().values_list("year", flat=True).distinct())
    return sorted(years | {clock.today().year}, reverse=True)


def funds_of(unit, year):
    """Return the funds of one unit and year in the order of the printed table."""
    funds = FundBalance.objects.filter(unit=unit, year=year).select_related("unit")
    sources, levels = list(FundSource), ["", *UnionLevel]
    return sorted(
        funds, key=lambda f: (sources.index(f.source), levels.index(f.union_level), f.scheme)
    )


def by_source(funds):
    """Return a SourceRow for each of the six sources, also those without money."""
    sums = dict.fromkeys(FundSource, Totals())
    for fund in funds:
        sums[fund.source] += fund.totals
    return [SourceRow(source.value, source.label, sums[source]) for source in FundSource]


def total(funds):
    """Return the Totals of several funds."""
    return sum((fund.totals for fund in funds), Totals())


def tree_of(unit, year):
    """Return the Branch of a unit with those right below it, and the units below these.

    Two queries, whatever the size of the subtree.
    """
    units = {each.path: Branch(each) for each in UnionUnit.objects.within(unit.path)}
    sums = (
        FundBalance.objects.within(unit.path)
        .filter(year=year)
        .order_by()
        .values_list("unit_path")
        .annotate(*(Sum(name) for name in Totals.names()))
    )
    for path, *amounts in sums:
        own = Totals(*amounts)
        units[path].own = own
        for end in range(len(unit.path), len(path) + 1, unit.steplen):
            units[path[:end]].subtree += own
    for path, branch in units.items():
        above = units.get(path[: -unit.steplen])
        if above and not branch.is_empty:
            above.children.append(branch)
    for branch in units.values():
        order = in_printed_order(child.unit for child in branch.children)
        branch.children.sort(key=lambda child: order.index(child.unit))
    return units[unit.path]


def waiting_receipts(unit):
    """Return the rows of signed documents that `unit` has still to receive, oldest first."""
    return (
        AllocationRow.objects.filter(
            unit=unit, allocation__signed_on__isnull=False, received_on=None, taken_back_on=None
        )
        .select_related("allocation__unit", "unit")
        .order_by("id")
    )


@dataclass(frozen=True)
class Unsigned:
    """Papers of one unit that wait for a second person."""

    allocations: list
    reversals: list
    closings: list

    def __bool__(self):
        return bool(self.allocations or self.reversals or self.closings)


def unsigned(unit):
    """Return what waits for a signature at a unit."""
    return Unsigned(
        list(Allocation.objects.filter(unit=unit, signed_on=None).select_related("prepared_by")),
        list(Reversal.objects.filter(unit=unit, signed_on=None).select_related("voucher", "prepared_by")),
        list(YearClosing.objects.filter(unit=unit, signed_on=None).select_related("prepared_by")),
    )


def waiting_count(posting):
    """Count what waits for this person: money to receive, and papers somebody else has prepared.

    None without the right to keep funds; else one query, since every page's menu asks.
    """
    if not posting.may(Permission.KEEP_FUNDS):
        return None
    papers = (
        model.objects.filter(unit_id=posting.unit_id, signed_on=None)
        .exclude(prepared_by=posting.user_id)
        .order_by()
        .values("pk")
        for model in (Allocation, Reversal, YearClosing)
    )
    receipts = waiting_receipts(posting.unit).order_by().values("pk")
    return receipts.union(*papers, all=True).count()
