"""结对: one current contact for a household, handed over, ended when the file goes."""

from datetime import date, timedelta

import pytest

from households.actions import pairing as actions
from households.contact_enums import PairingEnd
from households.enums import TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import Demand, Pairing
from households.pairing_errors import (
    AlreadyPaired,
    ContactMissing,
    ContactNotHere,
    ContactPhoneWrong,
    NothingChosen,
    NotPaired,
    PairingAhead,
    PairingNotOpenFor,
    SameContact,
)
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
OUTSIDE = {"name": "赵卫东", "post": "兰州陇昌机械有限公司 工会主席", "phone": "0931-8462000"}


@pytest.fixture
def archive(active_file):
    return active_file()


@pytest.fixture
def paired(archive, clerk_chengguan):
    """A household of Chengguan whose contact is its clerk."""
    return actions.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)


def test_a_file_that_comes_on_record_asks_for_its_contact(archive, clerk_chengguan, today):
    task = archive.tasks.get(kind=TaskKind.PAIRING)
    assert (task.status, task.raised_on, task.due_on) == (TaskStatus.OPEN, today, date(2022, 4, 15))
    made = actions.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
    task.refresh_from_db()
    assert (task.status, task.outcome) == (TaskStatus.DONE, "PAIRED")
    assert (made.contact_name, made.contact_post) == ("clerk_chengguan", "城关区总工会 经办")
    assert (made.paired_on, made.next_visit_on, made.ended_on) == (today, date(2022, 9, 30), None)
    event = AuditEvent.objects.get(event=Event.CONTACT_PAIRED)
    assert event.subject_label == str(archive) and event.after["contact"] == "clerk_chengguan"


def test_somebody_from_outside_has_name_post_and_a_sealed_telephone(archive, clerk_chengguan):
    made = actions.pair(archive=archive, by=clerk_chengguan, **OUTSIDE)
    assert (made.contact, made.contact_name, made.contact_phone) == (None, "赵卫东", "0931-8462000")


@pytest.mark.parametrize(
    "person, refusal",
    [
        ({}, ContactMissing),
        (OUTSIDE | {"post": " "}, ContactMissing),
        (OUTSIDE | {"phone": ""}, ContactMissing),
        (OUTSIDE | {"phone": "12345"}, ContactPhoneWrong),
        (OUTSIDE | {"paired_on": date(2022, 4, 1)}, PairingAhead),
    ],
)
def test_a_contact_that_is_none_is_refused(archive, clerk_chengguan, person, refusal):
    with pytest.raises(refusal):
        actions.pair(archive=archive, by=clerk_chengguan, **person)
    assert not Pairing.objects.exists()


def test_an_account_without_an_office_over_the_file_is_no_contact(archive, clerk_chengguan, clerk_yongdeng):
    with pytest.raises(ContactNotHere):
        actions.pair(archive=archive, by=clerk_chengguan, user=clerk_yongdeng.user)


def test_a_second_current_contact_is_refused_with_the_name_of_the_first(paired, archive, reviewer_chengguan):
    with pytest.raises(AlreadyPaired) as refusal:
        actions.pair(archive=archive, by=reviewer_chengguan, **OUTSIDE)
    assert str(refusal.value) == "这户的责任联系人是clerk_chengguan，一户只有一位。要换人请办理移交"
    assert archive.pairings.count() == 1


def test_neighbours_and_people_without_the_right_pair_nobody(archive, clerk_yongdeng, finance_chengguan):
    for stranger in (clerk_yongdeng, finance_chengguan):
        with pytest.raises(NotAllowed):
            actions.pair(archive=archive, by=stranger, **OUTSIDE)


def test_a_file_in_review_has_no_contact_yet(submitted_file, clerk_chengguan):
    with pytest.raises(PairingNotOpenFor) as refusal:
        actions.pair(archive=submitted_file(), by=clerk_chengguan, **OUTSIDE)
    assert "待县级审核" in str(refusal.value)


def test_many_households_are_handed_over_at_once_and_keep_their_history(
    active_file, clerk_chengguan, reviewer_chengguan, today
):
    pairings = [
        actions.pair(archive=active_file(), by=clerk_chengguan, user=clerk_chengguan.user) for _ in range(3)
    ]
    planned = today + timedelta(days=9)
    Pairing.objects.update(last_visit_on=today, next_visit_on=planned)
    made = actions.hand_over(
        pairings=pairings, by=reviewer_chengguan, user=reviewer_chengguan.user, note="岗位调整"
    )
    assert {row.contact_name for row in Pairing.objects.current()} == {"reviewer_chengguan"}
    assert [(row.last_visit_on, row.next_visit_on) for row in made] == [(today, planned)] * 3
    old = Pairing.objects.exclude(ended_on=None).values_list("end_reason", "ended_on", "note")
    assert set(old) == {(PairingEnd.HANDED_OVER, today, "岗位调整")}
    assert AuditEvent.objects.filter(event=Event.CONTACT_ENDED).count() == 3


def test_a_hand_over_is_whole_or_not_at_all(active_file, clerk_chengguan, reviewer_chengguan):
    pairings = [
        actions.pair(archive=active_file(), by=clerk_chengguan, user=clerk_chengguan.user) for _ in range(2)
    ]
    actions.hand_over(pairings=pairings[1:], by=clerk_chengguan, **OUTSIDE)
    with pytest.raises(NotPaired):
        actions.hand_over(pairings=pairings, by=clerk_chengguan, user=reviewer_chengguan.user)
    assert Pairing.objects.current().filter(contact=clerk_chengguan.user).count() == 1
    with pytest.raises(NothingChosen):
        actions.hand_over(pairings=[], by=clerk_chengguan, **OUTSIDE)
    with pytest.raises(SameContact):
        actions.hand_over(pairings=pairings[:1], by=clerk_chengguan, user=clerk_chengguan.user)


def test_a_transferred_household_asks_its_new_union_for_a_contact(paired, archive, transfer, units):
    moved = transfer(archive)
    paired.refresh_from_db()
    assert paired.end_reason == PairingEnd.MOVED
    task = moved.tasks.open().get(kind=TaskKind.PAIRING)
    assert task.unit == units["GS620121"]
    assert set(Demand.objects.filter(archive=moved).values_list("unit", flat=True)) == {units["GS620121"].pk}


def test_the_contact_stays_through_grace_and_goes_with_the_file(paired, archive, leave, cancel):
    leave(archive)
    paired.refresh_from_db()
    assert paired.ended_on is None
    cancel(archive)
    paired.refresh_from_db()
    assert paired.end_reason == PairingEnd.LEFT
    assert not archive.demands.open().exists()
