"""A household with aid under way stays where it is until the aid is decided or withdrawn."""

from datetime import timedelta

import pytest

from assistance.actions import aid
from households.actions import grace, requests
from households.enums import RequestKind
from households.models import FileRequest
from households.request_errors import FileHeld
from tests.assistance.aids import changed, proposal

pytestmark = pytest.mark.django_db
ASKED = {
    RequestKind.CANCEL: {"reason": "GAVE_UP", "evidence": "本人签字的声明"},
    RequestKind.TRANSFER: {},
}


@pytest.fixture
def aided(aided_file, clerk_chengguan):
    """A file on record with one aid proposed, and the aid."""
    archive = aided_file()
    return archive, aid.propose(archive=archive, proposal=proposal(), by=clerk_chengguan)


@pytest.fixture
def ask(clerk_chengguan, units):
    """Return a function that asks for a file to leave in one of two ways."""

    def open_request(archive, kind):
        return requests.open_request(
            kind=kind, archive=archive, by=clerk_chengguan, reason="本人要求", detail=ASKED[kind],
            other_unit=units["GS620121"] if kind == RequestKind.TRANSFER else None,
        )

    return open_request


@pytest.mark.parametrize("kind", ASKED)
def test_aid_under_way_keeps_a_household(aided, ask, kind):
    with pytest.raises(FileHeld, match="生活救助（待审批，3000 元）还没有办结"):
        ask(aided[0], kind)
    assert FileRequest.objects.count() == 0


@pytest.mark.parametrize("kind", ASKED)
def test_withdrawn_aid_keeps_nobody(aided, ask, clerk_chengguan, kind):
    aid.withdraw(aid=aided[1], by=clerk_chengguan, note="改申请其他项目")
    assert ask(aided[0], kind).is_open


def test_a_request_meets_the_aid_proposed_after_it(
    aided_file, ask, clerk_chengguan, reviewer_chengguan, reviewer_yongdeng
):
    archive = aided_file()
    asked = requests.decide(
        request=ask(archive, RequestKind.TRANSFER), step="PASS", by=reviewer_chengguan
    )
    aid.propose(archive=archive, proposal=proposal(), by=clerk_chengguan)
    with pytest.raises(FileHeld):
        requests.decide(request=asked, step="PASS", by=reviewer_yongdeng)
    asked.refresh_from_db()
    archive.refresh_from_db()
    assert (asked.status, archive.unit) == ("ACCEPTANCE", clerk_chengguan.unit)


def test_grace_ends_only_after_the_aid(aided, clerk_chengguan, today):
    archive, tomorrow = changed(aided[0], status="GRACE", grace_until=today), today + timedelta(days=1)
    assert grace.end_due(tomorrow) == []
    aid.withdraw(aid=aided[1], by=clerk_chengguan, note="改申请其他项目")
    assert grace.end_due(tomorrow) == [archive]


def test_another_tier_may_be_asked_for(aided, clerk_chengguan):
    asked = requests.open_request(
        kind=RequestKind.RERATE, archive=aided[0], by=clerk_chengguan, reason="收入有变化",
        detail={"tier": "RELATIVE", "tier_reason": "另有收入"},
    )
    assert asked.is_open
