"""Which rule set and which line apply to a unit on a day (DOMAIN 3.2, ARCHITECTURE 6)."""

from functools import lru_cache

from households import profiles
from households.errors import LineMissing
from households.models import DibaoLine, RuleSet
from households.recognition import RuleParameters


def line_for(unit, day):
    """Return the `DibaoLine` of the unit's county on a day, else of its prefecture, else of its province.

    The urban line applies to every worker. Raises LineMissing when no row covers the day.
    """
    return _nearest(DibaoLine, unit, day) or _missing(unit, day)


def rule_set_for(unit, day):
    """Return the `RuleSet` in force for the unit's division on a day, nearest division first."""
    return _nearest(RuleSet, unit, day) or _missing(unit, day)


def parameters(rule_set) -> RuleParameters:
    """Return the parameters of a stored rule set as the pure rule takes them."""
    return RuleParameters(
        relative_multiplier=rule_set.relative_multiplier,
        deep_inclusive=rule_set.deep_inclusive,
        relative_inclusive=rule_set.relative_inclusive,
        event_cost_ratio=rule_set.event_cost_ratio,
        event_lookback_months=rule_set.event_lookback_months,
        edge_margin=rule_set.edge_margin,
        severe_illness_as_rigid=rule_set.severe_illness_as_rigid,
    )


def retirement_ages(unit, day):
    """Return {sex: age} of retirement at a unit on a day, the national ones where no rule set applies."""
    try:
        rules = rule_set_for(unit, day)
    except LineMissing:
        return profiles.RETIREMENT_AGES
    return {"1": rules.retirement_age_men, "2": rules.retirement_age_women}


@lru_cache(maxsize=4096)
def divisions_of(region_code):
    """Return the division and those above it, nearest first: 620102 → 620102, 620100, 620000, 000000."""
    return tuple(dict.fromkeys((region_code, region_code[:4] + "00", region_code[:2] + "0000", "000000")))


def _nearest(model, unit, day):
    codes = divisions_of(unit.region_code)
    found = {
        row.region_code: row
        for row in model.objects.in_force(day).filter(region_code__in=codes).order_by("valid_from")
    }
    return next((found[code] for code in codes if code in found), None)


def _missing(unit, day):
    raise LineMissing(unit=unit.name, day=day)
