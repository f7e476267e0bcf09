"""Which review chain a file follows and which union acts in each of its states (DOMAIN 4.1)."""

from households.errors import ChainMissing
from households.models import ApprovalChain
from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.models import UnionUnit

COUNTY, PREFECTURE_ONLY, UNDER_PROVINCE = "COUNTY", "PREFECTURE_ONLY", "UNDER_PROVINCE"

# Who acts in the states of a request about a file on record, by branch of its union.
REQUEST_LEVELS = {
    COUNTY: {"NOTICE": "OWN", "COUNTY_REVIEW": "COUNTY", "CITY_APPROVAL": "CITY"},
    PREFECTURE_ONLY: {"NOTICE": "OWN", "COUNTY_REVIEW": "CITY", "CITY_APPROVAL": "CITY"},
    UNDER_PROVINCE: {"NOTICE": "OWN", "COUNTY_REVIEW": "CITY", "CITY_APPROVAL": "PROVINCE"},
}


def branch_of(unit):
    """Return the branch of a filing unit: under a county, of a prefecture alone, or under the province."""
    top = second_level(unit)
    if top is None or top.kind != UnionKind.TERRITORIAL:
        return UNDER_PROVINCE
    return COUNTY if _county(unit) else PREFECTURE_ONLY


def chain_for(unit, archive_level, day):
    """Return the chain in force for a filing unit and archive level, else the one of every level."""
    rows = ApprovalChain.objects.in_force(day).filter(branch=branch_of(unit))
    by_level = {row.archive_level: row for row in rows.order_by("valid_from")}
    chain = by_level.get(archive_level) or by_level.get("")
    if chain is None:
        raise ChainMissing(unit=unit.name, day=day)
    return chain


def acting_unit(unit, chain, status):
    """Return the unit that decides in a review state of a file held by `unit`, None outside review."""
    level = next((step["acting"] for step in chain.steps if step["status"] == status), None)
    return _unit_at(unit, level)


def acts_here(archive, posting):
    """Tell whether a file in review waits at the posting's unit.

    What the filing union has to do may be done by a union above it within its county too.
    """
    if archive.acting_unit_id is None or archive.acting_unit_id == posting.unit_id:
        return True
    level = next((step["acting"] for step in archive.chain.steps if step["status"] == archive.status), None)
    if level != "OWN" or not archive.unit_path.startswith(posting.unit_path):
        return False
    top = _county(archive.unit) or second_level(archive.unit)
    return top is not None and posting.unit_path.startswith(top.path)


def deciding_unit(unit, status):
    """Return the unit that decides in a state of a request about a file of `unit`, None outside review."""
    return _unit_at(unit, REQUEST_LEVELS[branch_of(unit)].get(status))


def _unit_at(unit, level):
    match level:
        case None:
            return None
        case "OWN":
            return unit
        case "COUNTY":
            return _county(unit) or second_level(unit)
        case "CITY":
            return second_level(unit)
        case "PROVINCE":
            return UnionUnit.objects.get(path=unit.path[: UnionUnit.steplen])


def second_level(unit):
    """Return the unit right under the province on the way to `unit`, None for the province itself."""
    if unit.depth == 2:
        return unit
    return UnionUnit.objects.filter(path=unit.second_level_path).first() if unit.depth > 2 else None


def _county(unit):
    if unit.level == UnionLevel.COUNTY:
        return unit
    if unit.depth < 3:
        return None
    return UnionUnit.objects.filter(
        path=unit.path[: 3 * UnionUnit.steplen], level=UnionLevel.COUNTY
    ).first()
