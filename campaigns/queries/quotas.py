"""Quotas of a campaign in a subtree: what each union was asked for, and what it handed on."""

from campaigns.enums import Measure
from campaigns.models import Quota
from campaigns.queries.totals import totals, totals_by
from unionaid.money import yuan


def of_tree(campaign, unit):
    """Return {(path, measure): number} of the union and all below it, money in 元."""
    rows = Quota.objects.within(unit.path).filter(campaign=campaign)
    return {(row.unit_path, Measure(row.measure)): amount_of(row) for row in rows}


def amount_of(row):
    """Return a quota as people say it: money in 元."""
    return yuan(row.amount) if Measure(row.measure).is_money else row.amount


def reached(campaign, unit):
    """Return {path: {measure: number}} for the union, with all below it, and each union right below."""
    season = campaign.season_from, campaign.season_to
    below = totals_by("unit", unit, *season, campaign)
    return below | {unit.path: totals(unit, *season, campaign)}


def handed_on(known, unit, measure):
    """Return the sum of the quotas of the unions right below `unit` in {(path, measure): number}."""
    depth = len(unit.path) + unit.steplen
    return sum(
        value
        for (path, name), value in known.items()
        if name == measure and value is not None and len(path) == depth and path.startswith(unit.path)
    )
