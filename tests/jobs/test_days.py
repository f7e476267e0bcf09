"""The timers of each real day run once, in order, caught up after a pause; the demo keeps its own date."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from unionaid import clock
from unionaid.clock import timers
from unionaid.jobs.days import begin_days
from unionaid.jobs.models import DayBegun

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(monkeypatch):
    days = []
    monkeypatch.setattr(timers, "_functions", [days.append])
    return days


def test_the_first_start_begins_with_today(begun):
    begin_days()
    begin_days()

    assert begun == [timezone.localdate()]


def test_after_a_pause_every_day_missed_is_caught_up(begun):
    today = timezone.localdate()
    DayBegun.objects.create(day=today - timedelta(days=3))

    begin_days()

    assert begun == [today - timedelta(days=2), today - timedelta(days=1), today]


def test_a_day_whose_timers_fail_is_tried_again(monkeypatch, begun):
    def fail(day):
        raise RuntimeError

    monkeypatch.setattr(timers, "_functions", [fail])
    with pytest.raises(RuntimeError):
        begin_days()
    monkeypatch.setattr(timers, "_functions", [begun.append])
    begin_days()

    assert begun == [timezone.localdate()]


def test_the_demo_moves_its_own_date(begun):
    clock.set_business_date(date(2022, 3, 31))

    begin_days()

    assert begun == []
    assert not DayBegun.objects.exists()
