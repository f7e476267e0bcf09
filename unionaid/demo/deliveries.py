"""The four deliveries of the demo: five years that add up to the founding article's figures.

Until the end of 2020 everything is 历史汇总 by union and month. From 2021 on job fairs, services and
labour export are records of their own, and so are the visits and grants of `visits`; what these do
not stand for stays summary.
"""

from calendar import monthrange
from datetime import date, timedelta
from random import Random

from campaigns.enums import CampaignKind, Measure, ServiceKind, SpecialGroup, SpecialSystem
from campaigns.models import (
    Campaign,
    EmploymentService,
    JobFair,
    LabourExport,
    Quota,
    SpecialVisit,
    SummaryRecord,
)
from unionaid.demo import programmes, shares, visits
from unionaid.demo.naming import full_name
from unionaid.demo.shares import apportion, spread
from unionaid.money import fen

SOURCE = "演示数据（历史汇总）"
RECORDS_FROM = 2021
# First and last month of a season.
SEASONS = {
    CampaignKind.SPRING_JOBS: (1, 4),
    CampaignKind.SUMMER_COOLING: (6, 8),
    CampaignKind.AUTUMN_EDUCATION: (7, 9),
    CampaignKind.WINTER_WARMTH: (12, 2),
}
# Months of a season, the year after for those of the new year, with their share of it.
SPRING = (((0, 1), 2), ((0, 2), 4), ((0, 3), 5), ((0, 4), 3))
SUMMER = (((0, 6), 2), ((0, 7), 5), ((0, 8), 3))
AUTUMN = (((0, 7), 1), ((0, 8), 6), ((0, 9), 3))
WINTER = (((0, 12), 3), ((1, 1), 6), ((1, 2), 2))
# Measure → months of its season, then year of the season → total. April 2017 and the first quarter
# of 2022 are parts of a spring season. Money in whole 元.
FIVE_YEARS = {
    Measure.JOB_FAIRS: (SPRING, {2017: 120, 2018: 380, 2019: 400, 2020: 340, 2021: 420, 2022: 313}),
    Measure.JOB_POSTS: (SPRING, {2017: 51_000, 2018: 158_000, 2019: 171_000, 2020: 149_000}),
    Measure.EMPLOYMENT_SERVICE: (
        SPRING,
        {2017: 52_000, 2018: 178_000, 2019: 190_000, 2020: 171_100, 2021: 196_000, 2022: 137_000},
    ),
    Measure.LABOUR_EXPORT: (
        SPRING, {2017: 13_000, 2018: 40_000, 2019: 42_000, 2020: 36_000, 2021: 41_000, 2022: 28_000},
    ),
    Measure.COOLING_AMOUNT: (
        SUMMER,
        {2017: 44_000_000, 2018: 48_500_000, 2019: 51_800_000, 2020: 55_000_000, 2021: 59_700_000},
    ),
    Measure.COOLING_EMPLOYERS: (
        SUMMER, {2017: 3_600, 2018: 3_800, 2019: 4_000, 2020: 4_200, 2021: 4_400},
    ),
    Measure.COOLING_WORKERS: (
        SUMMER, {2017: 430_000, 2018: 445_000, 2019: 460_000, 2020: 475_000, 2021: 490_000},
    ),
    Measure.SCHOOLING_AMOUNT: (
        AUTUMN,
        {2017: 19_000_000, 2018: 20_000_000, 2019: 20_600_000, 2020: 21_200_000, 2021: 22_200_000},
    ),
    Measure.SCHOOLING_STUDENTS: (
        AUTUMN, {2017: 12_400, 2018: 12_800, 2019: 13_000, 2020: 13_200, 2021: 13_564},
    ),
    Measure.WARMTH_AMOUNT: (
        WINTER,
        {2017: 140_000_000, 2018: 130_000_000, 2019: 118_000_000, 2020: 102_000_000, 2021: 40_000_000},
    ),
    Measure.WARMTH_EMPLOYERS: (
        WINTER, {2017: 1_800, 2018: 1_880, 2019: 1_940, 2020: 2_000, 2021: 2_080},
    ),
    Measure.WARMTH_HOUSEHOLDS: (
        WINTER, {2017: 71_000, 2018: 60_500, 2019: 49_500, 2020: 37_000, 2021: 6_400},
    ),
    Measure.WARMTH_MIGRANTS: (
        WINTER, {2017: 32_000, 2018: 28_000, 2019: 25_000, 2020: 21_000, 2021: 5_600},
    ),
    Measure.WARMTH_MODEL_WORKERS: (
        WINTER, {2017: 4_000, 2018: 3_900, 2019: 3_800, 2020: 3_700, 2021: 1_000},
    ),
    Measure.WARMTH_FRONT_LINE: (
        WINTER, {2017: 108_000, 2018: 92_600, 2019: 81_700, 2020: 68_300, 2021: 27_000},
    ),
}
# The training of 2016, before the five years.
TRAINING_2016 = {
    Measure.TRAINING_PARTICIPANTS: 10_000,
    Measure.TRAINING_CERTIFICATES: 9_000,
    Measure.TRAINING_AMOUNT: 10_000_000,
}
KIND_OF = {
    SPRING: CampaignKind.SPRING_JOBS,
    SUMMER: CampaignKind.SUMMER_COOLING,
    AUTUMN: CampaignKind.AUTUMN_EDUCATION,
    WINTER: CampaignKind.WINTER_WARMTH,
}
TRAINING_MONTHS = (((0, 5), 2), ((0, 6), 3), ((0, 9), 3), ((0, 10), 2))
RECORDED = (Measure.JOB_FAIRS, Measure.EMPLOYMENT_SERVICE, Measure.LABOUR_EXPORT)
SPECIAL_PERSONS, SPECIAL_AMOUNT = 139, 681_000
DESTINATIONS = ("新疆", "江苏", "浙江", "广东", "山东", "天津", "福建")
PREFECTURE_WEIGHT = 0.6


def load(units, offices):
    """Write the editions of every year, the summaries and the records of all unions."""
    campaigns = {(row.kind, row.year): row for row in Campaign.objects.bulk_create(_editions())}
    holders = [unit for unit in units if unit.depth in (2, 3)]
    weights = [_weight(unit) for unit in holders]
    recorded = visits.Visits(holders, campaigns, offices)
    recorded.write()
    summaries, quotas, spring = [], [], {}
    for measure, (months, years) in FIVE_YEARS.items():
        for year, total in years.items():
            cells = _cells(measure, year, total, holders, weights, _months(months, year))
            if measure in RECORDED and year >= RECORDS_FROM:
                spring[measure] = spring.get(measure, []) + cells
            else:
                rest = total - (recorded.stands_for[measure] if year == visits.YEAR else 0)
                summaries += _summaries(measure, year, rest, holders, weights, months)
            if year >= RECORDS_FROM:
                quotas += _quotas(measure, campaigns[KIND_OF[months], year], cells, units)
    classes = programmes.classes_of_2016(holders)
    for measure, total in TRAINING_2016.items():
        summaries += _summaries(measure, 2016, total - classes[measure], holders, weights, TRAINING_MONTHS)
    SummaryRecord.objects.bulk_create(summaries, batch_size=2000)
    Quota.objects.bulk_create(quotas, batch_size=2000)
    _spring_records(spring, campaigns)
    _special_visits(holders, weights)


def _editions():
    for kind, (month, last_month) in SEASONS.items():
        for year in range(2017, 2023 if kind == CampaignKind.SPRING_JOBS else 2022):
            later = 1 if last_month < month else 0
            span = f"{year}–{year + 1}" if later else str(year)
            yield Campaign(
                kind=kind, year=year, name=f"{span} 年{kind.label}", season_from=date(year, month, 1),
                season_to=_last_day(year + later, last_month), document_no="演示",
            )


def _last_day(year, month):
    return date(year, month, monthrange(year, month)[1])


def _weight(unit):
    """Counties by their size, a prefecture union a little beside its counties, unless it has none."""
    return PREFECTURE_WEIGHT if unit.depth == 2 and not shares.holds_files(unit) else shares.weight(unit)


def _months(season, year):
    """Return [(last day of a month, share)], the five years' own months only."""
    days = [(_last_day(year + later, month), share) for (later, month), share in season]
    if season is not SPRING:
        return days
    return [(day, share) for day, share in days if date(2017, 4, 1) <= day <= date(2022, 3, 31)]


def _cells(measure, year, total, holders, weights, months):
    """Split a year's total by union and month: [(unit, last day of the month, value > 0)]."""
    rng = Random(f"deliveries {measure} {year}")
    scale = 100 if measure.is_money else 1  # money is split in whole hundreds of 元
    cells = []
    for unit, own in zip(holders, spread(total // scale, weights, rng), strict=True):
        for (day, _share), value in zip(months, apportion(own, [s for _d, s in months]), strict=True):
            if value:
                cells.append((unit, day, value * scale))
    return cells


def _quotas(measure, campaign, cells, units):
    """What each union was asked for, a little more or less than it reached; above it the sum."""
    asked = {}
    step = 10_000 if measure.is_money else 1 if measure == Measure.JOB_FAIRS else 10
    for unit, _day, value in cells:
        asked[unit.path] = asked.get(unit.path, 0) + value
    rng = Random(f"quotas {measure} {campaign.year}")
    for path, value in asked.items():
        asked[path] = max(round(value * rng.uniform(0.92, 1.12) / step), 1) * step
    for unit in units:
        total = sum(value for path, value in asked.items() if path.startswith(unit.path))
        if total:
            yield Quota(
                campaign=campaign, unit=unit, unit_path=unit.path, measure=measure,
                amount=fen(total) if measure.is_money else total,
            )


def _summaries(measure, year, total, holders, weights, season):
    """Split what no record stands for by union and month."""
    return [
        SummaryRecord(
            unit=unit, unit_path=unit.path, month=day, measure=measure, source=SOURCE,
            value=fen(value) if measure.is_money else value,
        )
        for unit, day, value in _cells(measure, year, total, holders, weights, _months(season, year))
    ]


def _spring_records(cells, campaigns):
    """Turn the spring cells of the recorded years into fairs, services and labour export."""
    JobFair.objects.bulk_create(
        fair
        for unit, day, count in cells[Measure.JOB_FAIRS]
        for fair in _fairs(unit, day, count, campaigns)
    )
    EmploymentService.objects.bulk_create(
        EmploymentService(
            **_record(unit, day, 12, campaigns), title=f"{unit.short_name}就业创业服务",
            service=list(ServiceKind)[place % 4], person_times=value, on_file=value // 9,
        )
        for place, (unit, day, value) in enumerate(cells[Measure.EMPLOYMENT_SERVICE])
    )
    LabourExport.objects.bulk_create(
        LabourExport(
            **_record(unit, day, 20, campaigns), title=f"{unit.short_name}劳务输出专班",
            destination=DESTINATIONS[place % len(DESTINATIONS)], persons=value, on_file=value // 12,
        )
        for place, (unit, day, value) in enumerate(cells[Measure.LABOUR_EXPORT])
    )


def _fairs(unit, day, count, campaigns):
    """The job fairs of a union in a month."""
    rng = Random(f"fairs {unit.code} {day}")
    for place in range(count):
        offered = rng.randint(280, 590)
        seekers = offered * 3 // 2 + rng.randint(10, 60)
        yield JobFair(
            **_record(unit, day, 2 + place * 26 // count, campaigns),
            title=f"{unit.short_name}“春风行动”专场招聘会", place=f"{unit.short_name}人力资源市场",
            partner="人社局", is_online=rng.random() < 0.25, employers=max(offered // 14, 1),
            posts=offered, seekers=seekers, intentions=seekers // 4, signed=seekers // 9,
            on_file=seekers // 30,
        )


def _record(unit, day, on, campaigns):
    return {
        "unit": unit, "unit_path": unit.path, "held_on": day.replace(day=on),
        "campaign": campaigns[CampaignKind.SPRING_JOBS, day.year],
    }


def _special_visits(holders, weights):
    """The 139 visits of 2022 to families and wounded of police and fire rescue."""
    rng = Random("special visits")
    owners = [
        unit
        for unit, visits in zip(holders, apportion(SPECIAL_PERSONS, weights), strict=True)
        for _visit in range(visits)
    ]
    amounts = spread(SPECIAL_AMOUNT // 100, [1] * SPECIAL_PERSONS, rng)
    groups = list(SpecialGroup)
    SpecialVisit.objects.bulk_create(
        SpecialVisit(
            unit=unit, unit_path=unit.path, title="特殊群体走访慰问",
            held_on=date(2022, 1, 10) + timedelta(days=place % 70),
            system=list(SpecialSystem)[place % 3 == 0], group=groups[place % 4],
            event_year=rng.randint(2021 if place % 4 == 3 else 2011, 2021),
            person=full_name(rng, "汉", str(place % 5 // 4 + 1), 1980),
            kin="" if place % 4 > 1 else "配偶", cash=amount * 100,
        )
        for place, (unit, amount) in enumerate(zip(owners, amounts, strict=True))
    )
