"""An office goes over with one signature: tasks, drafts and households, posting and rights, two people."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.actions import drafts, pairing, requests
from households.enums import RequestKind, TaskKind
from households.models import FileTask
from tests.households.entering import colleague
from unionaid import clock
from unionaid.accounts.actions import handovers
from unionaid.accounts.errors import (
    HandoverClosed,
    HandoverRefused,
    HandoverWaiting,
    NotAllowed,
    NotInForce,
    ReceiverWithoutOffice,
    WrongDates,
)
from unionaid.accounts.models import Handover, Posting, User
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LAST_DAY = date(2022, 4, 5)


@pytest.fixture
def prepare(clerk_chengguan, reviewer_chengguan, admin):
    """Return a function that prepares the handover of the clerk's office to the reviewer."""

    def prepare_handover(**changes):
        given = {
            "posting": clerk_chengguan, "receiver": reviewer_chengguan.user, "last_day": LAST_DAY,
            "reason": "调离", "by": admin,
        } | changes
        return handovers.prepare_handover(**given)

    return prepare_handover


@pytest.fixture
def in_hand(active_file, clerk_chengguan, reviewer_lanzhou):
    """A task, a draft, a household and an open request of the clerk."""
    archive = active_file()
    task = FileTask.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, kind=TaskKind.RECHECK,
        key="recheck:1", reason="年度复核", raised_on=clock.today(), due_on=LAST_DAY,
        assigned_to=clerk_chengguan.user,
    )
    draft = drafts.start(by=clerk_chengguan)
    pair = pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
    asked = requests.open_request(
        kind=RequestKind.CANCEL, archive=archive, by=clerk_chengguan, reason="本人放弃",
        detail={"reason": "GAVE_UP", "evidence": "本人书面声明"},
    )
    return task, draft, pair, asked


def test_everything_goes_over_with_the_signature(prepare, in_hand, clerk_chengguan, reviewer_chengguan):
    task, draft, pair, asked = in_hand
    handover = prepare()
    task.refresh_from_db()
    assert task.assigned_to == clerk_chengguan.user
    handovers.sign_handover(handover=handover, by=reviewer_chengguan)
    for row in (task, draft, pair, asked, clerk_chengguan, handover):
        row.refresh_from_db()
    receiver = reviewer_chengguan.user
    assert (task.assigned_to, draft.created_by) == (receiver, receiver)
    assert clerk_chengguan.user_id in draft.editors
    assert pair.ended_on == clock.today()
    assert pair.archive.pairings.current().get().contact == receiver
    assert (asked.opened_by, asked.status) == (clerk_chengguan.user, "COUNTY_REVIEW")
    assert [(key, n, moved) for key, _label, n, moved in handover.listed] == [
        ("tasks", 1, True), ("drafts", 1, True), ("pairings", 1, True), ("requests", 1, False),
        ("in_review", 0, False),
    ]
    assert (clerk_chengguan.valid_to, clerk_chengguan.ended_at) == (LAST_DAY, None)
    office = handover.new_posting
    assert (office.user, office.unit, office.role) == (receiver, clerk_chengguan.unit, "CLERK")
    assert (office.valid_from, office.valid_to) == (clock.today(), None)
    told = AuditEvent.objects.filter(event__startswith="HANDOVER").order_by("seq")
    assert sorted(told.values_list("event", "actor__username")) == [
        ("HANDOVER_PREPARED", "admin"), ("HANDOVER_SIGNED", "reviewer.chengguan")
    ]
    clock.set_business_date(LAST_DAY + timedelta(days=1))
    assert not Posting.objects.current().filter(pk=clerk_chengguan.pk).exists()


def test_colleague_with_the_same_office_gets_no_second_one(prepare, clerk_chengguan):
    other = colleague(clerk_chengguan)
    handover = handovers.sign_handover(handover=prepare(receiver=other.user), by=other)
    assert handover.new_posting is None
    assert other.user.postings.count() == 1


def test_work_alone_goes_over_where_the_office_stays(prepare, in_hand, clerk_chengguan, reviewer_chengguan):
    handovers.sign_handover(handover=prepare(ends_posting=False), by=reviewer_chengguan)
    clerk_chengguan.refresh_from_db()
    assert clerk_chengguan.valid_to is None


def test_only_the_receiver_signs_and_only_once(
    prepare, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou, admin
):
    handover = prepare()
    for other in (clerk_chengguan, reviewer_lanzhou, admin):
        with pytest.raises(NotAllowed):
            handovers.sign_handover(handover=handover, by=other)
    handovers.sign_handover(handover=handover, by=reviewer_chengguan)
    with pytest.raises(HandoverClosed):
        handovers.sign_handover(handover=handover, by=reviewer_chengguan)


def test_what_cannot_be_handed_over_is_refused(prepare, clerk_chengguan, reviewer_chengguan, admin):
    stranger = User.objects.create_user("new", display_name="新人")
    for changes, error in (
        ({"receiver": clerk_chengguan.user}, HandoverRefused),
        ({"receiver": admin.user}, HandoverRefused),
        ({"receiver": stranger}, ReceiverWithoutOffice),
        ({"last_day": date(2022, 3, 30)}, WrongDates),
        ({"by": reviewer_chengguan}, NotAllowed),
    ):
        with pytest.raises(error):
            prepare(**changes)
    waiting = prepare()
    with pytest.raises(HandoverWaiting):
        prepare()
    handovers.drop_handover(handover=waiting, by=admin)
    Posting.objects.filter(pk=clerk_chengguan.pk).update(valid_to=date(2022, 3, 30))
    with pytest.raises(NotInForce):
        prepare()


def test_pages_of_administrator_and_receiver(
    in_hand, clerk_chengguan, reviewer_chengguan, clerk_yongdeng, admin, client_of
):
    office, receiver = client_of(admin), client_of(reviewer_chengguan)
    path = f"/admin/org/postings/{clerk_chengguan.pk}/handover/"
    assert "指派给本人的任务" in office.get(path).content.decode()
    assert office.post(path, {"reason": "调离"}).status_code == 422
    given = {
        "receiver": reviewer_chengguan.user_id, "last_day": "2022-04-05", "reason": "调离",
        "ends_posting": "on",
    }
    handover = office.post(path, given)
    found = Handover.objects.get()
    assert handover["Location"] == f"/handovers/{found.pk}/"
    assert "待签收" in office.get("/admin/org/handovers/").content.decode()
    assert "待您签收的移交" in receiver.get("/postings/").content.decode()
    assert client_of(clerk_yongdeng).get(f"/handovers/{found.pk}/").status_code == 404
    assert office.post(f"/handovers/{found.pk}/sign/").status_code == 422
    assert receiver.post(f"/handovers/{found.pk}/sign/").status_code == 302
    assert "已转给接收人" in receiver.get(f"/handovers/{found.pk}/").content.decode()
    assert receiver.post(f"/handovers/{found.pk}/sign/").status_code == 422


def test_list_costs_the_same_with_one_handover_and_with_many(
    prepare, clerk_yongdeng, reviewer_yongdeng, admin, client_of
):
    prepare()
    client = client_of(admin)
    client.get("/admin/org/handovers/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/org/handovers/")
    for _place in range(5):
        found = prepare(posting=clerk_yongdeng, receiver=reviewer_yongdeng.user)
        handovers.drop_handover(handover=found, by=admin)
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/org/handovers/")
    assert len(many) == len(one)
