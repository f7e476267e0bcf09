"""The standards of the demo: rule set, lines and review chains, and the years before full records."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from assistance.actions.standards import load_packaged_standards
from households.actions.checklists import load_packaged_checklist
from households.actions.standards import load_default_chains
from households.models import ApprovalChain, DibaoLine, HistoricalSummary, RuleSet
from unionaid.demo import material, shares
from unionaid.demo.chain_days import CHAIN_FROM
from unionaid.demo.plans import UNRATED, Fate

AMONG_ITS_LIKE = 6  # households of a unit that holds none today, beside the 6,824 of all
FIRST_DAY = date(2015, 12, 1)
EARLIER_LINE = Decimal("560.00")
# The province's own line, for unions that belong to no prefecture: year, urban, rural.
PROVINCE = "620000"
PROVINCE_LINES = ((2021, Decimal("650.00"), Decimal("420.00")), (2022, Decimal("700.00"), Decimal("460.00")))
NOTE = "演示数据，不是官方标准"
DOCUMENT = "演示"
AID_DOCUMENT = "梯度帮扶标准（演示）"
SHORT_CHAINS = {
    "COUNTY": (("COUNTY_REVIEW", "COUNTY"), ("CITY_APPROVAL", "CITY")),
    "PREFECTURE_ONLY": (("COUNTY_REVIEW", "CITY"), ("CITY_APPROVAL", "CITY")),
    "UNDER_PROVINCE": (("COUNTY_REVIEW", "CITY"), ("CITY_APPROVAL", "PROVINCE")),
}
# Year → households on file at its end and filed in it, all units; 2020 ends with what was migrated.
PAST = {
    2015: (58_000, 9_200),
    2016: (51_400, 8_100),
    2017: (42_300, 6_900),
    2018: (29_800, 5_200),
    2019: (15_600, 3_100),
}


def load_standards():
    """Write the rule set, the lines from December 2015 on, the review chains and the aid standards."""
    RuleSet.objects.create(
        version="2021-甘肃-01", region_code=PROVINCE, valid_from=FIRST_DAY,
        document_no=DOCUMENT, note=NOTE,
    )
    lines = [_line(PROVINCE, FIRST_DAY, EARLIER_LINE, None)]
    lines += [_line(PROVINCE, date(year, 1, 1), urban, rural) for year, urban, rural in PROVINCE_LINES]
    lines += [_line(*row) for row in material.dibao_lines()]
    for earlier, later in pairwise(lines):
        if earlier.region_code == later.region_code:
            earlier.valid_to = date.fromordinal(later.valid_from.toordinal() - 1)
    DibaoLine.objects.bulk_create(lines)
    _load_chains()
    load_packaged_checklist()
    load_packaged_standards(
        region_code=PROVINCE, version="2021-帮扶-01", valid_from=FIRST_DAY,
        document_no=AID_DOCUMENT, note=NOTE,
    )


def _load_chains():
    """Write the short chains of 2021 and the packaged ones that follow them."""
    ApprovalChain.objects.bulk_create(
        ApprovalChain(
            branch=branch, archive_level="", version="2021-01", valid_from=FIRST_DAY,
            valid_to=CHAIN_FROM - timedelta(days=1), document_no=DOCUMENT, note=NOTE,
            steps=[{"status": status, "acting": acting} for status, acting in steps],
        )
        for branch, steps in SHORT_CHAINS.items()
    )
    load_default_chains(valid_from=CHAIN_FROM, version="2022-01")


def line_of(place):
    """Return the function that tells the urban line of a place on a day of the demo, in whole 元."""
    years = {year: int(urban) for year, urban, _rural in PROVINCE_LINES}
    if place.prefecture != PROVINCE:
        years = {
            start.year: int(urban)
            for code, start, urban, _rural in material.dibao_lines()
            if code == place.prefecture
        }
    return lambda day: years[day.year]


def load_past(units, plans):
    """Write the summaries of 2015 to 2020 by unit: stock, filings and exits, carried over from year to year.

    Before the three tiers of 2021 files had other categories, so only the last year is told by tier.
    """
    migrated = _migrated(plans)
    holders = [unit for unit in units if shares.holds_files(unit) or unit.code in migrated]
    held = Counter(plan.unit for plan in plans if plan.fate == Fate.ON_FILE)
    weights = [held[unit.code] or AMONG_ITS_LIKE for unit in holders]
    rng = Random("past")
    opening = None
    rows = []
    for year, (stock, filed) in PAST.items():
        stocks, opened = shares.spread(stock, weights, Random("stock")), shares.spread(filed, weights, rng)
        before = opening or [n + n // 9 for n in stocks]
        for unit, own, new, last in zip(holders, stocks, opened, before, strict=True):
            rows.append(_summary(unit, year, UNRATED, own, new, max(last + new - own, 0)))
        opening = stocks
    for unit, last in zip(holders, opening, strict=True):
        tiers = migrated.get(unit.code, {})
        left = last + sum(_filed_2020(tiers).values()) - sum(tiers.values())
        for tier in material.TIERS:
            stock, opened = tiers.get(tier, 0), _filed_2020(tiers).get(tier, 0)
            rows.append(_summary(unit, 2020, tier, stock, opened, max(left, 0) if tier == UNRATED else 0))
    HistoricalSummary.objects.bulk_create(rows)


def _filed_2020(tiers):
    """Part of what was migrated had been filed in the last year."""
    return {tier: files // 4 for tier, files in tiers.items() if tier != UNRATED}


def _migrated(plans):
    found = {}
    for plan in plans:
        if plan.migrated and plan.fate != Fate.OLD:
            tiers = found.setdefault(plan.filed_at, {})
            tiers[plan.tier] = tiers.get(plan.tier, 0) + 1
    return found


def _summary(unit, year, tier, stock, opened, exited):
    return HistoricalSummary(
        unit=unit, unit_path=unit.path, year=year, tier=tier, stock=stock, opened=opened, exited=exited
    )


def _line(region, start, urban, rural):
    return DibaoLine(
        region_code=region, valid_from=start, urban_monthly=urban, rural_monthly=rural,
        document_no=DOCUMENT, note=NOTE,
    )
