"""How far a campaign has come: what was planned and what was reached, by measure and by union."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, IntegerField, Sum, Value

from campaigns.enums import ActivityStatus, CampaignKind, Measure
from campaigns.models import (
    CoolingVisit,
    EmploymentService,
    JobFair,
    LabourExport,
    Quota,
    StudentGrant,
    SummaryRecord,
    WarmthVisit,
)
from campaigns.queries.quotas import amount_of
from campaigns.queries.totals import totals, totals_by
from unionaid.money import yuan
from unionaid.organizations.models import UnionUnit

MEASURES = {
    CampaignKind.SPRING_JOBS: (
        Measure.JOB_FAIRS, Measure.JOB_POSTS, Measure.EMPLOYMENT_SERVICE, Measure.LABOUR_EXPORT,
    ),
    CampaignKind.SUMMER_COOLING: (
        Measure.COOLING_AMOUNT, Measure.COOLING_EMPLOYERS, Measure.COOLING_WORKERS,
    ),
    CampaignKind.AUTUMN_EDUCATION: (Measure.SCHOOLING_AMOUNT, Measure.SCHOOLING_STUDENTS),
    CampaignKind.WINTER_WARMTH: (
        Measure.WARMTH_AMOUNT, Measure.WARMTH_HOUSEHOLDS, Measure.WARMTH_MIGRANTS,
        Measure.WARMTH_MODEL_WORKERS, Measure.WARMTH_FRONT_LINE, Measure.WARMTH_EMPLOYERS,
    ),
}
RECORDS = {
    CampaignKind.SPRING_JOBS: (JobFair, EmploymentService, LabourExport),
    CampaignKind.SUMMER_COOLING: (CoolingVisit,),
    CampaignKind.AUTUMN_EDUCATION: (StudentGrant,),
    CampaignKind.WINTER_WARMTH: (WarmthVisit,),
}
DAYS_SHOWN = 14
# What a record says of how many it reached.
REACHED = {
    JobFair: F("posts"),
    EmploymentService: F("person_times"),
    LabourExport: F("persons"),
    CoolingVisit: F("workers"),
    StudentGrant: Value(1, IntegerField()),
    WarmthVisit: F("occasions"),
}


@dataclass
class Progress:
    """A measure of a campaign for one union: what was reached, and what was planned, None without a plan."""

    measure: Measure
    value: object
    quota: object = None


@dataclass
class UnitRow:
    """A line of the table by union; `unit` is None for what the union itself did."""

    unit: UnionUnit | None
    values: list = field(default_factory=list)


def progress(campaign, unit, until=None):
    """Return a `Progress` for each measure of the campaign, the union and all below it.

    `until` a day within the season, only what lies in the season up to that day counts.
    """
    if until is None or until > campaign.season_to:
        reached = totals(unit, campaign.season_from, campaign.season_to, campaign)
    else:
        reached = totals(unit, campaign.season_from, until)
    planned = {
        Measure(row.measure): amount_of(row)
        for row in Quota.objects.filter(campaign=campaign, unit=unit)
    }
    return [
        Progress(measure, reached[measure], planned.get(measure))
        for measure in MEASURES[CampaignKind(campaign.kind)]
    ]


def by_unit(campaign, unit):
    """Return a `UnitRow` for the union itself, where it did something, and for each union right below it."""
    reached = totals_by("unit", unit, campaign.season_from, campaign.season_to, campaign)
    measures = MEASURES[CampaignKind(campaign.kind)]

    def row(path, shown):
        sums = reached.get(path, {})
        return UnitRow(shown, [sums.get(measure, 0) for measure in measures])

    own = [row(unit.path, None)] if unit.path in reached else []
    below = UnionUnit.objects.within(unit.path).filter(depth=unit.depth + 1).order_by("path")
    return own + [row(child.path, child) for child in below if child.path in reached or child.is_open]


def records(campaign, unit):
    """Return the records of a campaign, newest first, as plain dicts of one shape."""
    parts = [
        model.objects.within(unit.path)
        .filter(campaign=campaign)
        .exclude(status=ActivityStatus.VOID)
        .annotate(
            kind=Value(model._meta.model_name, CharField()),
            unit_name=F("unit__short_name"),
            reached=REACHED[model],
        )
        .order_by()
        .values("kind", "pk", "title", "held_on", "unit_name", "place", "status", "reached")
        for model in RECORDS[CampaignKind(campaign.kind)]
    ]
    first, *others = parts
    return first.union(*others, all=True).order_by("-held_on", "kind", "-pk")


def by_day(campaign, unit):
    """Return [(day, records of that day)] of the last days on which something was held, newest first."""
    days = Counter()
    for model in RECORDS[CampaignKind(campaign.kind)]:
        held = model.objects.within(unit.path).held().filter(campaign=campaign).order_by()
        days.update(dict(held.values_list("held_on").annotate(n=Count("pk"))))
    return sorted(days.items(), reverse=True)[:DAYS_SHOWN]


def summaries(campaign, unit):
    """Return the 历史汇总 of a campaign by month and measure: [(month, measure, value)], money in 元."""
    rows = (
        SummaryRecord.objects.within(unit.path)
        .filter(
            measure__in=MEASURES[CampaignKind(campaign.kind)],
            month__range=(campaign.season_from, campaign.season_to),
        )
        .values("month", "measure")
        .annotate(total=Sum("value"))
        .order_by("month", "measure")
    )
    return [
        (row["month"], Measure(row["measure"]),
         yuan(row["total"]) if Measure(row["measure"]).is_money else row["total"])
        for row in rows
    ]
