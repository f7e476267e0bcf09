"""Reads of the union tree."""

from django.db.models import Q

from unionaid import clock
from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import STEP, subtree_range

# 14 prefectures, then 兰州新区, zones, industry and direct unions, as the published tables print them.
KIND_ORDER = [
    UnionKind.TERRITORIAL,
    UnionKind.FUNCTIONAL_AREA,
    UnionKind.DEVELOPMENT_ZONE,
    UnionKind.INDUSTRIAL,
    UnionKind.DIRECT_GRASSROOTS,
    UnionKind.GRASSROOTS,
]
WITH_A_DIVISION = Q(
    kind=UnionKind.TERRITORIAL, level__in=[UnionLevel.PROVINCE, UnionLevel.CITY, UnionLevel.COUNTY]
) | Q(kind=UnionKind.FUNCTIONAL_AREA)


def unit_by_code(code):
    """Return the unit with this own code (GS620102, GSCY01) or the open one of this division (620102).

    Raises UnitNotFound.
    """
    unit = UnionUnit.objects.filter(code=code).first()
    if unit is None:
        unit = UnionUnit.objects.open().filter(WITH_A_DIVISION, region_code=code).first()
    if unit is None:
        raise UnitNotFound(given=code)
    return unit


def hold(unit):
    """Return the unit as it is now, and keep it from moving or closing until the transaction ends.

    An action that writes a new row of this unit reads `path` here, or a move that happens
    meanwhile would leave the row behind.
    """
    return UnionUnit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)


def top_units():
    return UnionUnit.objects.filter(depth=1)


def children_of(unit):
    """Units right under `unit`, closed ones too, in the order they were made."""
    low, high = subtree_range(unit.path)
    return UnionUnit.objects.filter(path__gt=low, path__lt=high, depth=unit.depth + 1)


def parent_of(unit):
    """Return the unit right above, or None for a top unit."""
    return UnionUnit.objects.filter(path=unit.path[:-STEP]).first() if unit.depth > 1 else None


def lineage(unit):
    """Return the units from the top down to `unit` itself."""
    paths = [unit.path[: STEP * depth] for depth in range(1, unit.depth + 1)]
    return list(UnionUnit.objects.filter(path__in=paths))


def in_printed_order(units):
    """Sort units as the published tables print them: by branch, then GB/T 2260 code or own code."""
    return sorted(units, key=lambda unit: (KIND_ORDER.index(unit.kind), unit.public_code))


def reporting_rows(unit, on=None):
    """Units with a row in a table about `unit`: those right under it, open on the day, in printed order."""
    day = on or clock.today()
    alive = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return in_printed_order(children_of(unit).filter(alive))


def second_level_units(on=None):
    """The units right under the province: 14 prefectures, 兰州新区, industry and direct unions."""
    return [unit for top in top_units() for unit in reporting_rows(top, on)]


def matching(text, within):
    """Open units of the subtree at path `within` whose name, short name, code or division holds `text`."""
    return (
        UnionUnit.objects.open()
        .within(within)
        .filter(
            Q(name__icontains=text)
            | Q(short_name__icontains=text)
            | Q(code__icontains=text)
            | Q(region_code__startswith=text)
        )
    )
