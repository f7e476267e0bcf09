"""What the programmes reached between two days: one sum for pages, workbooks, commands and reports.

A measure adds what was held from records to what a month's 历史汇总 says; nothing is counted in both,
since summaries end where a union's records begin. Counts are integers, money `Decimal` 元.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import ExtractYear, Substr

from campaigns.enums import GrantResult, Measure, WarmthTarget
from campaigns.models import (
    CoolingVisit,
    EmploymentService,
    JobFair,
    LabourExport,
    SpecialVisit,
    StudentGrant,
    SummaryRecord,
    TrainingClass,
    WarmthVisit,
)
from unionaid.money import MoneyField, yuan
from unionaid.organizations.scope import STEP


@dataclass(frozen=True)
class Source:
    """Where a measure's records are and how they add up. Money sums come back as 元."""

    model: type
    total: object


def _occasions(target):
    return Source(WarmthVisit, Sum("occasions", filter=Q(target=target)))


def _spent(model):
    return Source(model, Sum(F("cash") + F("goods_value"), output_field=MoneyField()))


SOURCES = {
    Measure.JOB_FAIRS: Source(JobFair, Count("pk")),
    Measure.JOB_POSTS: Source(JobFair, Sum("posts")),
    Measure.EMPLOYMENT_SERVICE: Source(EmploymentService, Sum("person_times")),
    Measure.LABOUR_EXPORT: Source(LabourExport, Sum("persons")),
    Measure.COOLING_AMOUNT: _spent(CoolingVisit),
    Measure.COOLING_EMPLOYERS: Source(CoolingVisit, Count("pk")),
    Measure.COOLING_WORKERS: Source(CoolingVisit, Sum("workers")),
    Measure.SCHOOLING_AMOUNT: _spent(StudentGrant),
    Measure.SCHOOLING_STUDENTS: Source(StudentGrant, Count("pk", filter=Q(result=GrantResult.GRANTED))),
    Measure.WARMTH_AMOUNT: _spent(WarmthVisit),
    Measure.WARMTH_EMPLOYERS: _occasions(WarmthTarget.EMPLOYER),
    Measure.WARMTH_HOUSEHOLDS: _occasions(WarmthTarget.HOUSEHOLD),
    Measure.WARMTH_MIGRANTS: _occasions(WarmthTarget.MIGRANT),
    Measure.WARMTH_MODEL_WORKERS: _occasions(WarmthTarget.MODEL_WORKER),
    Measure.WARMTH_FRONT_LINE: _occasions(WarmthTarget.FRONT_LINE),
    Measure.SPECIAL_PERSONS: Source(SpecialVisit, Count("pk")),
    Measure.SPECIAL_AMOUNT: _spent(SpecialVisit),
    Measure.TRAINING_PARTICIPANTS: Source(TrainingClass, Sum("participants")),
    Measure.TRAINING_CERTIFICATES: Source(TrainingClass, Sum("certificates")),
    Measure.TRAINING_AMOUNT: Source(TrainingClass, Sum("amount")),
}
WAYS = ("whole", "unit", "year")


def totals(unit, start: date, end: date, campaign=None):
    """Return {measure: total} of a union and all below it, from `start` to the end of `end`."""
    return totals_by("whole", unit, start, end, campaign).get("", dict.fromkeys(Measure, 0))


def totals_by(way, unit, start: date, end: date, campaign=None):
    """Return {key: {measure: total}}: the key is "" for the whole, a year, or the path of a lower union.

    Of a `campaign` its own records count, whatever their day, and the summaries of its season.

    By unit, what the union itself holds stands under its own path, what lies below it under the
    path of the union right below.
    """
    found = {}
    for model in dict.fromkeys(source.model for source in SOURCES.values()):
        if campaign is not None and model.campaign_kind != campaign.kind:
            continue
        chosen = {"held_on__range": (start, end)} if campaign is None else {"campaign": campaign}
        rows = model.objects.within(unit.path).held().filter(**chosen)
        sums = {m.value: source.total for m, source in SOURCES.items() if source.model is model}
        for row in _keyed(rows, way, unit, "held_on").annotate(**sums):
            _add(found, row["key"], row)
    summaries = SummaryRecord.objects.within(unit.path).filter(month__range=(start, end))
    for row in _keyed(summaries, way, unit, "month", "measure").annotate(total=Sum("value")):
        measure = Measure(row["measure"])
        value = yuan(row["total"]) if measure.is_money else row["total"]
        _add(found, row["key"], {measure.value: value})
    return found


def _keyed(rows, way, unit, day, *more):
    key = {
        "whole": Value(""),
        "unit": Substr("unit_path", 1, len(unit.path) + STEP),
        "year": ExtractYear(day),
    }[way]
    return rows.annotate(key=key).order_by().values("key", *more)


def _add(found, key, row):
    kept = found.setdefault(key, dict.fromkeys(Measure, 0))
    for measure in Measure:
        kept[measure] += row.get(measure.value) or 0
