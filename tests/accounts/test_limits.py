from datetime import UTC, datetime, timedelta

import pytest

from unionaid.accounts.limits import FAILURES_AN_HOUR, seconds_to_wait

NOW = datetime(2022, 3, 31, 12, 0, tzinfo=UTC)


def failures(count, *, last=timedelta(0), apart=timedelta(seconds=1)):
    return [NOW - last - apart * n for n in range(count)]


def test_nineteen_wrong_passwords_do_not_make_anybody_wait():
    assert seconds_to_wait(failures(FAILURES_AN_HOUR - 1), NOW) == 0


@pytest.mark.parametrize(("ago", "wait"), [(0, 60), (1, 59), (59.5, 1), (60, 0), (600, 0)])
def test_from_the_twentieth_on_one_attempt_a_minute_is_heard(ago, wait):
    assert seconds_to_wait(failures(FAILURES_AN_HOUR, last=timedelta(seconds=ago)), NOW) == wait


def test_an_hour_later_they_are_forgotten():
    assert seconds_to_wait(failures(500, last=timedelta(hours=1)), NOW) == 0
