"""Totals add records to summaries, by union and by year, and count only what was held."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from campaigns.enums import ActivityStatus, Measure
from campaigns.models import CoolingVisit, JobFair, SummaryRecord, TrainingClass, WarmthVisit
from campaigns.queries.totals import totals, totals_by

WHOLE = (date(2021, 1, 1), date(2022, 12, 31))


@pytest.fixture
def place(units):
    """Return a function: code → what a record says of its union."""
    return lambda code: {"unit": units[code], "unit_path": units[code].path}


@pytest.fixture
def visits(place):
    """A cooling visit of Chengguan in 2021 and one of Yongdeng in 2022, and a summary of Yongdeng."""
    CoolingVisit.objects.create(
        **place("GS620102"), title="慰问", held_on=date(2021, 7, 1), target="SITE", employer="一号工地",
        workers=120, cash=Decimal("8000.10"), goods="绿豆", quantity=10, unit_price=Decimal("199.99"),
        goods_value=Decimal("1999.90"),
    )
    CoolingVisit.objects.create(
        **place("GS620121"), title="慰问", held_on=date(2022, 7, 1), target="EMPLOYER", employer="水泥厂",
        workers=80, goods="茶叶", quantity=5, unit_price=Decimal(100), goods_value=Decimal(500),
    )
    SummaryRecord.objects.create(
        **place("GS620121"), month=date(2021, 8, 31), measure=Measure.COOLING_WORKERS, value=1000
    )
    SummaryRecord.objects.create(
        **place("GS620121"), month=date(2021, 8, 31), measure=Measure.COOLING_AMOUNT, value=12_345_67
    )


def test_records_and_summaries_add_up(visits, units):
    found = totals(units["GS"], *WHOLE)
    assert {measure: value for measure, value in found.items() if value} == {
        Measure.COOLING_AMOUNT: Decimal("22845.67"),
        Measure.COOLING_EMPLOYERS: 2,
        Measure.COOLING_WORKERS: 1200,
    }


def test_years_add_up_to_the_whole(visits, units):
    years = totals_by("year", units["GS"], *WHOLE)
    assert {year: sums[Measure.COOLING_WORKERS] for year, sums in years.items()} == {2021: 1120, 2022: 80}
    assert sum(sums[Measure.COOLING_AMOUNT] for sums in years.values()) == Decimal("22845.67")


def test_units_right_below_add_up_to_the_whole(visits, units):
    lanzhou = units["GS620100"]
    by_unit = totals_by("unit", lanzhou, *WHOLE)
    assert {path: sums[Measure.COOLING_WORKERS] for path, sums in by_unit.items()} == {
        units["GS620102"].path: 120,
        units["GS620121"].path: 1080,
    }


def test_last_day_counts_and_the_day_after_does_not(visits, units):
    to_the_day = totals(units["GS"], date(2021, 7, 1), date(2021, 7, 1))
    assert to_the_day[Measure.COOLING_WORKERS] == 120
    assert totals(units["GS"], date(2021, 7, 2), date(2021, 8, 30))[Measure.COOLING_WORKERS] == 0
    assert totals(units["GS"], date(2021, 8, 31), date(2021, 8, 31))[Measure.COOLING_WORKERS] == 1000


def test_what_is_planned_or_cancelled_counts_nowhere(place, units):
    for status in ActivityStatus:
        JobFair.objects.create(
            **place("GS620102"), title="招聘会", held_on=date(2022, 3, 1), posts=10, status=status,
            step_note="人社局改期",
        )
    found = totals(units["GS"], *WHOLE)
    assert (found[Measure.JOB_FAIRS], found[Measure.JOB_POSTS]) == (1, 10)


def test_neighbours_do_not_count(visits, units):
    assert totals(units["GS620200"], *WHOLE) == dict.fromkeys(Measure, 0)


def test_more_certificates_than_participants_are_impossible(place):
    with pytest.raises(IntegrityError):
        TrainingClass.objects.create(
            **place("GS620102"), title="电工班", held_on=date(2022, 3, 1), starts_on=date(2022, 2, 1),
            plan_year=2022, trade="电工", participants=30, certificates=31,
        )


def test_household_is_visited_once_a_day(place, active_file):
    archive = active_file()
    given = {**place("GS620102"), "title": "慰问", "target": "HOUSEHOLD", "archive": archive}
    WarmthVisit.objects.create(**given, held_on=date(2022, 1, 20), campaign=None, cash=500)
    with pytest.raises(IntegrityError):
        WarmthVisit.objects.create(**given, held_on=date(2022, 1, 21), occasions=2)


def test_query_count_does_not_grow(visits, units, django_assert_num_queries):
    with django_assert_num_queries(9):
        totals_by("unit", units["GS"], *WHOLE)

@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "gestern", "--to", "2022-03-31"), "--from is not a date: gestern"),
        (("--from", "2022-03-31", "--to", "2022-03-01"), "--to lies before --from"),
        (("--from", "2022-03-01", "--to", "2022-03-31", "--unit", "999"), "--unit names no union: 999"),
    ],
)
def test_wrong_calls_say_why(units, arguments, said):
    with pytest.raises(CommandError, match=said) as error:
        call_command("campaign_totals", *arguments)
    assert error.value.returncode == 2
