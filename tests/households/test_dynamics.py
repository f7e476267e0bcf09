"""Table 4 balances, says what each turn was, and lets moves inside a subtree cancel out."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from households.actions import grace
from households.queries.dynamics import Turned, dynamics, turned
from tests.households.leaving import SAFETY_NET
from unionaid import clock
from unionaid.organizations.models import UnionUnit

DAY = date(2022, 3, 31)


def said(line):
    return {what: n for what, n in line.to_json().items() if n and what not in ("unit", "name")}


@pytest.fixture
def table(units):
    """Return a function: unit code → the total of its table for the business date."""
    return lambda code, first=DAY, last=DAY: dynamics(units[code], first, last)


def test_filing_and_leaving_on_one_day(active_file, leave, cancel, table):
    active_file()
    leave()
    leave(detail=SAFETY_NET)
    cancel()
    assert said(table("GS620102").total) == {
        "new": 4, "lifted": 1, "relieved": 1, "cancelled": 1, "end": 1, "grace": 2,
    }


def test_restored_is_not_new(leave, table, reviewer_chengguan):
    archive = leave()
    clock.set_business_date(date(2022, 5, 9))
    grace.restore(archive=archive, by=reviewer_chengguan, note="返困", per_capita_income=Decimal(1))
    may = table("GS620102", date(2022, 5, 1), date(2022, 5, 31)).total
    assert said(may) == {"restored": 1, "end": 1}


def test_move_inside_the_subtree_cancels_out(transfer, table):
    transfer()
    prefecture = table("GS620100")
    assert said(prefecture.total) == {"new": 1, "end": 1}
    assert [said(line) for line in prefecture.rows] == [
        {"new": 1, "moved_out": 1}, {"moved_in": 1, "end": 1},
    ]


def test_figure_opens_its_files(transfer, units):
    archive = transfer()
    for code, what in (("GS620102", Turned.MOVED_OUT), ("GS620121", Turned.MOVED_IN), ("GS", Turned.NEW)):
        assert [turn.archive for turn in turned(units[code], DAY, DAY, what)] == [archive.pk]
    assert turned(units["GS"], DAY, DAY, Turned.MOVED_IN) == []


def test_table_of_any_unit_and_days_balances(province, db):
    rng = Random("table 4")
    units = list(UnionUnit.objects.all())
    known = list(range((date(2022, 3, 31) - date(2021, 1, 1)).days + 1))
    for _try in range(40):
        unit = rng.choice(units)
        first, last = (date(2021, 1, 1) + timedelta(days=n) for n in sorted(rng.choices(known, k=2)))
        found = dynamics(unit, first, last)
        for line in (found.total, *found.rows):
            assert line.balance == line.end, (unit.name, first, last, line.unit.name)
        assert sum(line.end for line in found.rows) == found.total.end


def test_table_4_of_the_demo_says_something_in_most_prefectures(province, db):
    found = dynamics(UnionUnit.objects.get(code="GS"), date(2021, 4, 1), date(2022, 3, 31))
    for what in (Turned.NEW, "reentered", Turned.LIFTED, Turned.RELIEVED, Turned.CANCELLED):
        assert sum(line[what] > 0 for line in found.rows) >= 10, what
    for what in (Turned.RESTORED, Turned.MOVED_IN, Turned.MOVED_OUT):
        assert sum(line[what] > 0 for line in found.rows) >= 8, what
    assert found.total.end == 6824
    assert found.total[Turned.MOVED_IN] == found.total[Turned.MOVED_OUT] == 0
