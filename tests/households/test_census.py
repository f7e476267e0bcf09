"""One census for any day, every way of counting adding up to the same total."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from households.actions import files, review
from households.models import HistoricalSummary
from households.queries import census
from tests import factories
from unionaid import clock

TODAY = date(2022, 3, 31)


def test_census_answers_for_every_day(active_file, units, today):
    active_file()
    clock.set_business_date(today + timedelta(days=10))
    active_file()
    totals = [census.census(units["GS"], today + timedelta(days=n)).total for n in (-1, 0, 9, 10)]
    assert totals == [0, 1, 1, 2]


def test_rows_are_prefectures_even_without_files(active_file, units, today):
    active_file()
    answer = census.census(units["GS"], today).to_json()
    none = {"DEEP": 0, "RELATIVE": 0, "ACCIDENTAL": 0, "UNRATED": 0}
    assert answer == {
        "as_of": "2022-03-31",
        "unit": "620000",
        "total": 1,
        "by_tier": none | {"DEEP": 1},
        "rows": [
            {"code": "620100", "name": "兰州市", "total": 1, "by_tier": none | {"DEEP": 1}},
            {"code": "620200", "name": "嘉峪关市", "total": 0, "by_tier": none},
        ],
    }


@pytest.mark.parametrize("by", census.WAYS)
def test_every_way_adds_up(active_file, units, today, by):
    active_file()
    active_file(
        incomes=[factories.income(monthly_amount=Decimal(2200))],
        worker=factories.worker(education="", skill_level=""),
    )
    answer = census.census(units["GS"], today, by)
    assert answer.total == sum(answer.by_tier.values()) == sum(row.total for row in answer.rows) == 2
    assert answer.people == 4


def test_unit_under_the_province_gets_a_row_once_it_holds_files(
    standards, clerk_xinqu, reviewer_xinqu, reviewer_gansu, units, today
):
    archive = files.submit(content=factories.content(), by=clerk_xinqu, unit=clerk_xinqu.unit)
    review.check(archive=archive, by=reviewer_xinqu)
    review.approve(archive=archive, by=reviewer_gansu)
    rows = census.census(units["GS"], today).to_json()["rows"]
    assert [(row["code"], row["total"]) for row in rows] == [("620100", 0), ("620200", 0), ("GS620171", 1)]


def test_days_before_full_entry_are_answered_by_the_summary(units, today):
    for year, stock in ((2019, 7), (2020, 5)):
        HistoricalSummary.objects.create(
            unit=units["GS620102"],
            unit_path=units["GS620102"].path,
            year=year,
            tier="DEEP",
            stock=stock,
            opened=1,
            exited=3,
        )
    answers = [
        census.census(units["GS"], day) for day in (date(2020, 6, 1), date(2020, 12, 31), date(2021, 1, 1))
    ]
    assert [(a.total, a.from_summary) for a in answers] == [(7, 2019), (5, 2020), (0, None)]


def test_summaries_know_no_causes(units, today):
    HistoricalSummary.objects.create(
        unit=units["GS620102"], unit_path=units["GS620102"].path, year=2020, tier="DEEP",
        stock=5, opened=0, exited=0,
    )
    answer = census.census(units["GS"], date(2020, 12, 31), "cause")
    assert {row.code: row.total for row in answer.rows if row.total} == {"UNKNOWN": 5}
    assert census.census(units["GS620121"], date(2020, 12, 31)).from_summary == 2020
