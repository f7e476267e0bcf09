"""Published figures: what the founding article says, quoted as printed, beside what is computed here.

A quotation lives in a packaged file, not in the database: nobody edits it, and no sum can take it in.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Measure
from campaigns.models import ActionPlan
from campaigns.queries.totals import totals
from households.enums import Tier
from households.queries.census import census

PACKAGED = "published_figures.json"
CENSUS_DAY = date(2022, 3, 31)
FIVE_YEARS = date(2017, 4, 1), date(2022, 3, 31)
YEAR_2016 = date(2016, 1, 1), date(2016, 12, 31)
YEAR_2022 = date(2022, 1, 1), date(2022, 12, 31)
COUNTABLE = ("count", "money", "share")
HOUSEHOLD_TIMES = (
    Measure.WARMTH_HOUSEHOLDS, Measure.WARMTH_MIGRANTS, Measure.WARMTH_MODEL_WORKERS,
    Measure.WARMTH_FRONT_LINE,
)


class Qualifier(models.TextChoices):
    """How exactly a figure was printed."""

    EXACT = "exact", _("照原文")
    ROUNDED = "rounded", _("原文以万、亿为单位，可能经过舍入")
    MORE_THAN = "more_than", _("原文写“余、多、以上”，是下限")
    AT_LEAST = "at_least", _("原文写“等”，没有列全")
    APPROX = "approx", _("日期由上下文推定")
    RANGE = "range", _("原文是一个区间")
    IMPLIED = "implied", _("原文没有写出数字")
    QUALITATIVE = "qualitative", _("原文没有数字")


@dataclass(frozen=True)
class Quotation:
    """A figure as printed. `value` is None where no number was printed."""

    id: str
    zh_quote: str
    value: object
    unit: str
    period: str
    qualifier: Qualifier
    kind: str
    section: str
    offset: int
    note: str


@dataclass(frozen=True)
class Comparison:
    """A quotation beside the figure computed here, None where nothing is counted."""

    quotation: Quotation
    computed: object
    explanation: str

    @property
    def difference(self):
        if self.computed is None:
            return None
        return self.computed - Decimal(str(self.quotation.value))


@lru_cache
def source():
    """Return what the quotations were taken from: title, day and place of publication."""
    return _packaged()["meta"]


@lru_cache
def quotations():
    """Return every quotation, in the order of the article."""
    return tuple(
        Quotation(**figure | {"qualifier": Qualifier(figure["qualifier"])})
        for figure in _packaged()["figures"]
    )


def comparisons(unit):
    """Return a Comparison for each quotation; figures are computed for the whole province alone."""
    computed = _computed(unit) if unit.depth == 1 else {}
    return [_compared(quotation, computed.get(quotation.id)) for quotation in quotations()]


def _compared(quotation, computed):
    if computed is None:
        words = _t("这里没有对应的统计") if quotation.kind in COUNTABLE else _t("不是统计数，只作引用")
        return Comparison(quotation, None, words)
    difference = computed - Decimal(str(quotation.value))
    if not difference:
        words = _t("与引文一致")
    elif difference > 0 and quotation.qualifier == Qualifier.MORE_THAN:
        words = _t("引文是下限，计算数不低于它")
    elif quotation.qualifier == Qualifier.ROUNDED:
        words = _t("引文可能经过舍入；口径为本系统登记的记录和历史汇总")
    else:
        words = _t("口径为本系统登记的记录和历史汇总，与引文的统计范围不同")
    return Comparison(quotation, computed, words)


def _computed(unit):
    """Return {quotation: figure} of what is counted here, in the unit of the quotation."""
    on_file = census(unit, CENSUS_DAY)
    five, of_2016, of_2022 = (totals(unit, *period) for period in (FIVE_YEARS, YEAR_2016, YEAR_2022))
    participants = of_2016[Measure.TRAINING_PARTICIPANTS]
    found = {
        "households_on_file": on_file.total,
        "tier_deep": on_file.by_tier[Tier.DEEP],
        "tier_relative": on_file.by_tier[Tier.RELATIVE],
        "tier_accident": on_file.by_tier[Tier.ACCIDENTAL],
        "coverage_prefectures": sum(
            1 for row in on_file.rows if row.total and row.code.startswith("62") and row.code.endswith("00")
        ),
        "city_plans": ActionPlan.objects.within(unit.path).held().filter(first_year=2018).count(),
        "job_fairs_5y": five[Measure.JOB_FAIRS],
        "employment_services_person_times": five[Measure.EMPLOYMENT_SERVICE],
        "labour_export": five[Measure.LABOUR_EXPORT],
        "cool_funds": five[Measure.COOLING_AMOUNT],
        "cool_enterprises": five[Measure.COOLING_EMPLOYERS],
        "cool_person_times": five[Measure.COOLING_WORKERS],
        "autumn_funds": five[Measure.SCHOOLING_AMOUNT],
        "autumn_children": five[Measure.SCHOOLING_STUDENTS],
        "warmth_funds": five[Measure.WARMTH_AMOUNT],
        "warmth_enterprises": five[Measure.WARMTH_EMPLOYERS],
        "warmth_household_visits": sum(five[measure] for measure in HOUSEHOLD_TIMES),
        "special_visits_people": of_2022[Measure.SPECIAL_PERSONS],
        "special_visits_money": of_2022[Measure.SPECIAL_AMOUNT],
        "training_trainees": participants,
        "training_budget": of_2016[Measure.TRAINING_AMOUNT],
        "training_certified_share": (
            Decimal(of_2016[Measure.TRAINING_CERTIFICATES]) / participants if participants else None
        ),
    }
    return {name: None if value is None else Decimal(value) for name, value in found.items()}


@lru_cache
def _packaged():
    return json.loads((files("reports") / "reference" / PACKAGED).read_text("utf-8"))
