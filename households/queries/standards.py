"""What the standards page shows."""

from dataclasses import dataclass

from households.models import DibaoLine
from households.standards import divisions_of
from unionaid.organizations.models import UnionUnit


@dataclass(frozen=True)
class Applied:
    """A unit with the line that applies to it on a day and whether it is its own or a fallback."""

    unit: UnionUnit
    line: DibaoLine | None
    own: bool


def lines_of(posting, day):
    """Return the line of every territorial unit in the posting's scope on a day."""
    lines = {}
    for line in DibaoLine.objects.in_force(day).order_by("valid_from"):
        lines[line.region_code] = line
    units = UnionUnit.objects.visible_to(posting).filter(level__in=["CITY", "COUNTY"], closed_on=None)
    return [_applied(unit, lines) for unit in units]


def _applied(unit, lines):
    for code in divisions_of(unit.region_code):
        if code in lines:
            return Applied(unit, lines[code], code == unit.region_code)
    return Applied(unit, None, False)
