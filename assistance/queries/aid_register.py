"""帮扶台账: all aid of a scope, its sums, and how far aid reaches (覆盖率)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Sum
from django.db.models.functions import Substr

from assistance.kinds import AidStatus
from assistance.models import AidRecord
from households.enums import Status
from households.models import HardshipArchive
from households.queries import census
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import in_printed_order, reporting_rows
from unionaid.organizations.scope import STEP

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """How many aids, of how many households, for how much."""

    aids: int
    households: int
    amount: Decimal


@dataclass(frozen=True)
class Reach:
    """A union's households on record, those of them aided in the year, and those never helped."""

    unit: UnionUnit
    own: bool
    on_record: int
    aided: int
    never: int
    amount: Decimal

    @property
    def rate(self):
        """Percent of the households on record that were aided; None without any."""
        return self.aided * 100 / self.on_record if self.on_record else None


def aid_for(posting):
    """Return the aid of a posting's scope that has been handed in, the newest first."""
    return AidRecord.objects.visible_to(posting).told().order_by("-pk")


def sums(rows):
    """Return the Sums of rows, in one query."""
    found = rows.order_by().aggregate(
        aids=Count("pk"), households=Count("archive", distinct=True), amount=Sum("amount")
    )
    return Sums(found["aids"], found["households"], found["amount"] or ZERO)


def paid_in(unit, first: date, last: date):
    """Aid of a subtree that reached its household between two days and was not given back since."""
    return AidRecord.objects.within(unit.path).filter(status=AidStatus.PAID, paid_on__range=(first, last))


def never_helped(posting, unit):
    """Files of a subtree on record now that never had any aid paid."""
    paid = AidRecord.objects.filter(archive=OuterRef("pk"), status=AidStatus.PAID)
    files = HardshipArchive.objects.visible_to(posting).within(unit.path).filter(status=Status.ACTIVE)
    return files.filter(~Exists(paid)).select_related("unit").order_by("first_approved_on", "pk")


def reach(unit, first: date, last: date):
    """Return (total, rows) of how far aid between two days reaches the households on record at the end.

    Five queries, whatever the number of unions. Amounts are all that was paid in the subtree, also to
    households that have left since.
    """
    place = Substr("unit_path", 1, len(unit.path) + STEP)
    on_record = census.on_record(unit, last).annotate(at=place).order_by()
    paid = AidRecord.objects.filter(archive=OuterRef("archive"), status=AidStatus.PAID)
    aided = on_record.filter(Exists(paid.filter(paid_on__range=(first, last))))
    never = on_record.filter(~Exists(paid.filter(paid_on__lte=last)))
    found = defaultdict(lambda: [0, 0, 0, ZERO])
    for number, rows in enumerate((on_record, aided, never)):
        for path, files in rows.values("at").annotate(files=Count("pk")).values_list("at", "files"):
            found[path][number] = files
    amounts = paid_in(unit, first, last).annotate(at=place).order_by().values("at")
    for path, amount in amounts.annotate(sum=Sum("amount")).values_list("at", "sum"):
        found[path][3] = amount
    units = {each.path: each for each in reporting_rows(unit, last)}
    units |= {each.path: each for each in UnionUnit.objects.filter(path__in=found.keys() - units.keys())}
    below = in_printed_order(each for path, each in units.items() if path != unit.path)
    rows = [Reach(each, False, *found[each.path]) for each in below]
    if unit.path in found:
        rows.append(Reach(unit, True, *found[unit.path]))
    total = [sum(getattr(row, name) for row in rows) for name in ("on_record", "aided", "never", "amount")]
    return Reach(unit, False, *total), rows
