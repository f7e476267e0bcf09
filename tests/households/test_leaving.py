"""Exit, cancellation and transfer: their facts, what they do to the file, who may know of them."""

from datetime import date

import pytest

from households import holds
from households.actions import requests
from households.enums import RequestKind, RequestStatus, RequestStep, Status, Step, TaskKind
from households.errors import NotWaitingHere, SamePersonTwice
from households.leaving_errors import (
    DayInFuture,
    HouseholdGoesOn,
    IncomeNotAbove,
    LeavingFactsMissing,
    TransferToItself,
    TransferUnitClosed,
    TransferUnitHoldsNone,
)
from households.models import ArchiveEpisode, FileRequest, FileTask, HardshipArchive
from households.request_errors import FileHeld, RequestNotOpenFor
from tests.households.leaving import GAVE_UP, INCOME, SAFETY_NET
from unionaid import clock
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent


def last_episodes(archive, count=2):
    found = ArchiveEpisode.objects.filter(archive=archive).order_by("-pk")[:count]
    return [(row.status, row.exit_reason, row.unit.code) for row in reversed(found)]


def test_exit_begins_the_grace_period(leave, today):
    archive = leave()
    assert (archive.status, archive.exit_reason, archive.status_since) == (Status.GRACE, "14", today)
    assert (archive.grace_until, archive.closed_on) == (date(2022, 9, 30), None)
    assert last_episodes(archive) == [("ACTIVE", "", "GS620102"), ("GRACE", "14", "GS620102")]
    assert archive.steps.last().step == Step.BEGIN_GRACE
    assert archive.members.filter(is_living_file=True).count() == 2


def test_exit_raises_its_follow_ups(leave):
    archive = leave()
    assert list(archive.tasks.open().values_list("kind", "due_on")) == [
        (TaskKind.FOLLOW_UP, date(2022, 6, 30)), (TaskKind.FOLLOW_UP, date(2022, 9, 30)),
    ]


def test_exit_into_the_safety_net(leave):
    assert leave(detail=SAFETY_NET).exit_reason == "21"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"incomes": INCOME["incomes"][:5]}, IncomeNotAbove),
        ({"incomes": [*INCOME["incomes"][:5], "846.00"]}, IncomeNotAbove),
        ({"outcome": "", "reason": ""}, LeavingFactsMissing),
        ({"reason": "21"}, LeavingFactsMissing),
        (SAFETY_NET | {"safety_net": ""}, LeavingFactsMissing),
        (SAFETY_NET | {"since": ""}, LeavingFactsMissing),
        (SAFETY_NET | {"since": "2022-04-01"}, DayInFuture),
    ],
)
def test_exit_is_refused_without_its_facts(leave, changes, error):
    with pytest.raises(error):
        leave(detail=INCOME | changes)
    assert FileRequest.objects.count() == 0


def test_exit_waits_for_a_payment_under_way(leave, monkeypatch):
    monkeypatch.setattr(holds, "_holds", [lambda archive, step: "批次 2203-02 正在发放，请待发放完成"])
    with pytest.raises(FileHeld, match="2203-02"):
        leave()


def test_payment_begun_meanwhile_holds_the_decision(ask_exit, monkeypatch, reviewer_chengguan):
    asked = ask_exit()
    monkeypatch.setattr(holds, "_holds", [lambda archive, step: "批次 2203-02 正在发放，请待发放完成"])
    with pytest.raises(FileHeld):
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    asked.archive.refresh_from_db()
    assert asked.archive.status == Status.ACTIVE


def test_opener_of_an_exit_does_not_pass_it(ask_exit, reviewer_chengguan):
    asked = ask_exit(by=reviewer_chengguan)
    with pytest.raises(SamePersonTwice):
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)


def test_cancellation_closes_for_good_and_frees_the_people(cancel, submitted_file, today):
    archive = cancel()
    assert (archive.status, archive.exit_reason, archive.closed_on) == (Status.CANCELLED, "51", today)
    assert archive.members.filter(is_living_file=True).count() == 0
    assert last_episodes(archive) == [("ACTIVE", "", "GS620102"), ("CANCELLED", "51", "GS620102")]
    assert HardshipArchive.objects.filter(pk=archive.pk).exists()


def test_file_in_grace_can_be_cancelled(leave, cancel):
    archive = cancel(leave())
    assert archive.status == Status.CANCELLED
    assert not archive.tasks.open().exists()


@pytest.mark.parametrize(
    "detail", [{}, {"reason": "BORED", "evidence": "x"}, {"reason": "LOST", "evidence": " "}]
)
def test_cancellation_needs_reason_and_evidence(cancel, detail):
    with pytest.raises(LeavingFactsMissing):
        cancel(detail=detail)


def test_death_offers_another_head_where_the_household_goes_on(cancel):
    died = {"reason": "DIED", "evidence": "死亡证明"}
    with pytest.raises(HouseholdGoesOn, match="更换职工本人"):
        cancel(detail=died)
    assert cancel(detail=died | {"nobody_goes_on": True}).exit_reason == "31"


def test_request_takes_no_effect_on_a_file_that_has_left_meanwhile(
    leave, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou
):
    archive = leave()
    asked = requests.open_request(
        kind=RequestKind.CANCEL, archive=archive, by=clerk_chengguan, reason="放弃", detail=GAVE_UP
    )
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    HardshipArchive.objects.filter(pk=archive.pk).update(status=Status.EXITED, closed_on=clock.today())
    with pytest.raises(RequestNotOpenFor, match="已退档"):
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_lanzhou)


def test_transfer_moves_the_file_with_its_open_work(
    transfer, leave, units, clerk_chengguan, clerk_yongdeng
):
    archive = leave()
    number = archive.file_no
    moved = transfer(archive)
    assert (moved.unit, moved.file_no, moved.status) == (units["GS620121"], number, Status.GRACE)
    assert last_episodes(moved) == [("GRACE", "14", "GS620102"), ("GRACE", "14", "GS620121")]
    assert {task.unit for task in FileTask.objects.open()} == {units["GS620121"]}
    assert HardshipArchive.objects.visible_to(clerk_yongdeng).get() == moved
    assert not HardshipArchive.objects.visible_to(clerk_chengguan).exists()
    assert AuditEvent.objects.filter(event=Event.FILE_TRANSFERRED).get().after == {"unit": "永登县总工会"}


def test_transfer_moves_the_episode(transfer):
    assert last_episodes(transfer()) == [("ACTIVE", "", "GS620102"), ("ACTIVE", "", "GS620121")]


def test_receiving_union_decides_after_the_holding_one(
    ask_transfer, reviewer_chengguan, reviewer_yongdeng, units
):
    asked = ask_transfer()
    with pytest.raises(NotWaitingHere, match="城关区"):
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_yongdeng)
    asked = requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    assert (asked.status, asked.acting_unit) == (RequestStatus.ACCEPTANCE, units["GS620121"])
    asked = requests.decide(
        request=asked, step=RequestStep.REFUSE, by=reviewer_yongdeng, note="本人不在永登县居住"
    )
    asked.archive.refresh_from_db()
    assert (asked.status, asked.archive.unit) == (RequestStatus.REFUSED, units["GS620102"])


def test_transfer_to_the_own_union_is_refused(ask_transfer):
    with pytest.raises(TransferToItself, match="请选择另一个工会"):
        ask_transfer(to="GS620102")


def test_transfer_to_the_province_itself_is_refused(ask_transfer):
    with pytest.raises(TransferUnitHoldsNone):
        ask_transfer(to="GS")


def test_transfer_to_a_closed_union_is_refused(ask_transfer, units, today):
    close(units["GS620121"], today)
    with pytest.raises(TransferUnitClosed, match="永登县总工会已撤销"):
        ask_transfer()


def test_union_closed_meanwhile_receives_nothing(
    ask_transfer, reviewer_chengguan, reviewer_yongdeng, units, today
):
    asked = requests.decide(request=ask_transfer(), step=RequestStep.PASS, by=reviewer_chengguan)
    close(units["GS620121"], today)
    with pytest.raises(TransferUnitClosed):
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_yongdeng)


def close(unit, day):
    type(unit).objects.filter(pk=unit.pk).update(closed_on=day)
