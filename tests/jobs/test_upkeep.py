"""Duties beside the jobs: each in its own time, none stopped by another's fault."""

from datetime import timedelta

import pytest

from unionaid.jobs import upkeep


@pytest.fixture
def moment(monkeypatch):
    """A clock that a test moves, and no duties but its own."""
    now = [1000.0]
    monkeypatch.setattr(upkeep.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(upkeep, "_duties", [])
    return now


def test_a_duty_runs_at_the_start_and_then_every_so_often(moment):
    done = []
    upkeep.register(lambda: done.append(moment[0]), every=timedelta(seconds=30))
    for now in (1000, 1010, 1029, 1030, 1031, 1100):
        moment[0] = now
        upkeep.run_due()

    assert done == [1000, 1030, 1100]


def test_a_duty_that_fails_is_logged_and_keeps_nobody_from_working(moment, caplog):
    done = []

    def fail():
        raise RuntimeError("disk full")

    upkeep.register(fail, every=timedelta(seconds=30))
    upkeep.register(lambda: done.append(1), every=timedelta(seconds=30))

    upkeep.run_due()

    assert done == [1]
    assert "disk full" in caplog.text


def test_the_duties_of_the_project_are_registered():
    names = {duty.function.__name__ for duty in upkeep._duties}

    assert {"revive", "begin_days", "write", "forget_expired", "forget_old", "forget_ended_sessions"} <= names
