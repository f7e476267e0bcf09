"""The end of the grace period by the clock, and the way back before it."""

from datetime import date
from decimal import Decimal

import pytest

from households import holds
from households.actions import grace, requests
from households.enums import RequestKind, Status, Step, TaskStatus
from households.errors import NotAllowed, NoteMissing, NotWaitingHere
from households.leaving_errors import GraceIsOver, NoLongerEligible, NotInGrace
from households.models import ArchiveEpisode, ReviewStep
from households.request_errors import FileHeld, RequestAlreadyOpen
from tests.households.leaving import GAVE_UP
from unionaid import clock
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.clock import timers

LAST_DAY, AFTER = date(2022, 9, 30), date(2022, 10, 1)
NOTE, INCOME = "丈夫再次失业", Decimal("700.00")


@pytest.fixture
def restore(reviewer_chengguan):
    """Return a function that restores a file in grace as Chengguan's reviewer."""

    def bring_back(archive, **changes):
        given = {"by": reviewer_chengguan, "note": NOTE, "per_capita_income": INCOME} | changes
        return grace.restore(archive=archive, **given)

    return bring_back


def test_grace_ends_the_day_after_its_last(leave):
    archive = leave()
    assert grace.end_due(LAST_DAY) == []
    assert grace.end_due(AFTER) == [archive]
    archive.refresh_from_db()
    assert (archive.status, archive.closed_on, archive.exit_reason) == (Status.EXITED, AFTER, "14")
    assert not archive.members.filter(is_living_file=True).exists()
    follow_ups = archive.tasks.filter(kind="FOLLOW_UP")
    assert set(follow_ups.values_list("status", "ended_by")) == {(TaskStatus.DROPPED, None)}
    step = archive.steps.last()
    assert (step.step, step.by, step.by_unit, step.on) == (Step.END_GRACE, None, archive.unit, AFTER)
    assert AuditEvent.objects.filter(event=Event.GRACE_ENDED).count() == 1


def test_second_run_of_the_timer_finds_nothing(leave):
    leave()
    for _run in range(2):
        timers.run(AFTER)
    assert ReviewStep.objects.filter(step=Step.END_GRACE).count() == 1
    assert ArchiveEpisode.objects.filter(status=Status.EXITED).count() == 1


def test_grace_waits_for_an_open_request(leave, clerk_chengguan):
    archive = leave()
    requests.open_request(
        kind=RequestKind.CANCEL, archive=archive, by=clerk_chengguan, reason="放弃", detail=GAVE_UP
    )
    assert grace.end_due(AFTER) == []


def test_grace_waits_for_a_payment(leave, monkeypatch):
    leave()
    monkeypatch.setattr(holds, "_holds", [lambda archive, step: "批次 2203-02 正在发放"])
    assert grace.end_due(AFTER) == []


def test_restored_file_is_on_record_and_counts_as_a_return(leave, restore):
    archive = restore(leave())
    archive.refresh_from_db()
    assert (archive.status, archive.is_reentry) == (Status.ACTIVE, True)
    assert (archive.grace_until, archive.exit_reason) == (None, "")
    assert not archive.tasks.open().exists()
    assert list(
        ArchiveEpisode.objects.filter(archive=archive).order_by("pk").values_list(
            "status", "exit_reason", "is_reentry"
        )
    )[-3:] == [("ACTIVE", "", False), ("GRACE", "14", False), ("ACTIVE", "", True)]
    assert archive.steps.last().note == NOTE


def test_restoring_ends_with_the_last_day(leave, restore):
    archive = leave()
    clock.set_business_date(LAST_DAY)
    assert restore(archive).status == Status.ACTIVE


def test_restoring_beyond_the_end_says_what_to_do(leave, restore):
    archive = leave()
    clock.set_business_date(AFTER)
    with pytest.raises(GraceIsOver, match="请重新建档，新档案会与这份档案关联"):
        restore(archive)
    grace.end_due(AFTER)
    with pytest.raises(GraceIsOver, match="2022-09-30"):
        restore(archive)


def test_file_on_record_needs_no_restoring(active_file, restore):
    with pytest.raises(NotInGrace, match="在档"):
        restore(active_file())


def test_restoring_above_the_limit_needs_an_exception(leave, restore):
    archive = leave()
    with pytest.raises(NoLongerEligible, match="1692"):
        restore(archive, per_capita_income=Decimal("1692.01"))
    archive = restore(archive, per_capita_income=Decimal("1692.01"), exception="重病后续治疗")
    assert archive.status == Status.ACTIVE


def test_restoring_needs_a_note(leave, restore):
    with pytest.raises(NoteMissing):
        restore(leave(), note=" ")


def test_only_the_deciding_union_restores(leave, restore, clerk_chengguan, reviewer_lanzhou):
    archive = leave()
    with pytest.raises(NotAllowed):
        restore(archive, by=clerk_chengguan)
    with pytest.raises(NotWaitingHere, match="城关区"):
        restore(archive, by=reviewer_lanzhou)


def test_restoring_waits_for_what_is_under_way(leave, restore, clerk_chengguan, monkeypatch):
    archive = leave()
    asked = requests.open_request(
        kind=RequestKind.CANCEL, archive=archive, by=clerk_chengguan, reason="放弃", detail=GAVE_UP
    )
    with pytest.raises(RequestAlreadyOpen):
        restore(archive)
    requests.decide(request=asked, step="WITHDRAW", by=clerk_chengguan)
    monkeypatch.setattr(holds, "_holds", [lambda archive, step: "批次 2203-02 正在发放"])
    with pytest.raises(FileHeld):
        restore(archive)
