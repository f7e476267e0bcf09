"""Counting working days: weekends, public holidays, weekends that are worked."""

from datetime import date

import pytest

from households.working_days import WorkCalendar, add_working_days, working_days_between

PLAIN = WorkCalendar()
QINGMING = WorkCalendar(
    off=frozenset({date(2022, 4, 3), date(2022, 4, 4), date(2022, 4, 5)}),
    worked=frozenset({date(2022, 4, 2)}),
)


@pytest.mark.parametrize(
    ("start", "n", "calendar", "end"),
    [
        (date(2022, 3, 21), 5, PLAIN, date(2022, 3, 28)),
        (date(2022, 3, 19), 5, PLAIN, date(2022, 3, 25)),
        (date(2022, 3, 21), 0, PLAIN, date(2022, 3, 21)),
        (date(2022, 3, 31), 5, PLAIN, date(2022, 4, 7)),
        (date(2022, 3, 31), 5, QINGMING, date(2022, 4, 8)),
        (date(2022, 4, 1), 1, QINGMING, date(2022, 4, 2)),
    ],
)
def test_last_day_of_a_span(start, n, calendar, end):
    assert add_working_days(start, n, calendar) == end
    assert working_days_between(start, end, calendar) == n


def test_days_off_add_nothing():
    assert working_days_between(date(2022, 4, 2), date(2022, 4, 5), QINGMING) == 0
    assert working_days_between(date(2022, 4, 8), date(2022, 4, 1), QINGMING) == 0
