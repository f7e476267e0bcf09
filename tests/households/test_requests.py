"""The way of a request: routes, four eyes, one at a time, withdrawal; effects are tested with their kinds."""

import pytest

from households import holds
from households.actions import requests
from households.enums import RequestKind, RequestStatus, RequestStep
from households.errors import NotAllowed, NoteMissing, NotWaitingHere, ReasonMissing, SamePersonTwice
from households.models import FileRequest, RequestDecision
from households.request_errors import FileHeld, RequestAlreadyOpen, RequestNotOpenFor, RequestStepNotOpen

CANCEL = RequestKind.CANCEL


@pytest.fixture
def ask(active_file, clerk_chengguan):
    """Return a function that opens a cancellation of a new file on record."""

    def open_request(**changes):
        given = {
            "kind": CANCEL, "archive": active_file(), "by": clerk_chengguan, "reason": "本人书面放弃",
            "detail": {"reason": "GAVE_UP", "evidence": "本人签字的声明"},
        } | changes
        return requests.open_request(**given)

    return open_request


def test_request_waits_first_at_the_county(ask, units):
    request = ask()
    assert (request.status, request.acting_unit) == (RequestStatus.COUNTY_REVIEW, units["GS620102"])
    assert [(d.step, d.to_status) for d in request.decisions.all()] == [
        (RequestStep.OPEN, RequestStatus.COUNTY_REVIEW)
    ]


def test_passing_sends_it_to_the_prefecture(ask, reviewer_chengguan, units):
    request = requests.decide(request=ask(), step=RequestStep.PASS, by=reviewer_chengguan)
    assert (request.status, request.acting_unit) == (RequestStatus.CITY_APPROVAL, units["GS620100"])


def test_reason_is_needed(ask):
    with pytest.raises(ReasonMissing):
        ask(reason=" ")
    assert FileRequest.objects.count() == 0


def test_finance_opens_none(ask, finance_chengguan):
    with pytest.raises(NotAllowed):
        ask(by=finance_chengguan)


def test_second_request_waits_for_the_first(ask):
    first = ask()
    with pytest.raises(RequestAlreadyOpen, match="注销"):
        ask(archive=first.archive, kind=RequestKind.RERATE)
    assert FileRequest.objects.count() == 1


def test_file_in_review_takes_no_request(ask, submitted_file):
    with pytest.raises(RequestNotOpenFor, match="待县级审核"):
        ask(archive=submitted_file())


def test_what_is_under_way_holds_the_file(ask, active_file, monkeypatch):
    monkeypatch.setattr(holds, "_holds", [lambda archive, step: "批次 2203-02 正在发放，请待发放完成"])
    with pytest.raises(FileHeld, match="批次 2203-02"):
        ask()


def test_opener_passes_nothing(ask, reviewer_chengguan):
    request = ask(by=reviewer_chengguan)
    with pytest.raises(SamePersonTwice):
        requests.decide(request=request, step=RequestStep.PASS, by=reviewer_chengguan)


def test_prefecture_cannot_pass_what_waits_at_the_county(ask, reviewer_lanzhou):
    with pytest.raises(NotWaitingHere, match="城关区"):
        requests.decide(request=ask(), step=RequestStep.PASS, by=reviewer_lanzhou)


def test_refusal_needs_its_reason(ask, reviewer_chengguan):
    request = ask()
    with pytest.raises(NoteMissing):
        requests.decide(request=request, step=RequestStep.REFUSE, by=reviewer_chengguan)
    assert RequestDecision.objects.filter(request=request).count() == 1


def test_refused_request_frees_the_file(ask, reviewer_chengguan, today):
    request = requests.decide(
        request=ask(), step=RequestStep.REFUSE, by=reviewer_chengguan, note="请补交本人声明"
    )
    assert (request.status, request.ended_on, request.acting_unit) == (RequestStatus.REFUSED, today, None)
    assert ask(archive=request.archive).is_open


def test_decided_request_cannot_be_decided_again(ask, clerk_chengguan, reviewer_chengguan):
    request = requests.decide(request=ask(), step=RequestStep.WITHDRAW, by=clerk_chengguan)
    with pytest.raises(RequestStepNotOpen, match="已撤回"):
        requests.decide(request=request, step=RequestStep.PASS, by=reviewer_chengguan)


def test_neighbour_sees_no_request(ask, clerk_yongdeng, clerk_chengguan):
    ask()
    assert FileRequest.objects.visible_to(clerk_chengguan).count() == 1
    assert FileRequest.objects.visible_to(clerk_yongdeng).count() == 0
