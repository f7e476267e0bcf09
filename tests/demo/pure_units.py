"""The Gansu unions as unsaved rows in path order, for what needs no database."""

from collections import Counter

from unionaid.organizations import reference
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import ALPHABET, STEP
from unionaid.organizations.unit_rows import unit_rows


def gansu_units():
    names = {row["code"]: row["short_name"] for row in reference.rows("gansu_divisions")}
    made, children = {}, Counter()
    for row in unit_rows(reference.union_units(), names):
        above = made[row.parent_code].path if row.parent_code else ""
        children[above] += 1
        path = above + _step(children[above])
        made[row.code] = UnionUnit(
            path=path, depth=len(path) // STEP, code=row.code, name=row.name, kind=row.kind,
            short_name=row.short_name, level=row.level, region_code=row.region_code,
        )
    return sorted(made.values(), key=lambda unit: unit.path)


def _step(number):
    high, low = divmod(number, len(ALPHABET))
    return (ALPHABET[high] + ALPHABET[low]).rjust(STEP, "0")
