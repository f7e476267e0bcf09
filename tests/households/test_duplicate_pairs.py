"""Pairs of files that may be one: found by keys, kept fresh, decided and undone, hidden across scopes."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from households.actions import duplicates as actions
from households.actions import keeping_pairs, review
from households.check_enums import PairStatus
from households.check_errors import (
    CheckNoteMissing,
    DecisionGone,
    NothingChosen,
    PairChanged,
    PairDecided,
    WrongResult,
)
from households.enums import TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import DuplicatePair, FamilyMember, FileTask, HardshipArchive
from households.queries import duplicates as queries
from households.queries import pairing_up
from tests import factories
from unionaid.privacy.blind_index import blind_index

ACCOUNT = {
    "bank": "演示银行", "branch": "", "bank_account": "6299991234567890123", "account_holder": "王桂英",
}
pytestmark = pytest.mark.django_db


def home(**changes):
    return factories.content().home | changes


@pytest.fixture
def same_phone(submitted_file, clerk_yongdeng):
    """Two files of Chengguan and Yongdeng with one mobile number."""
    first = submitted_file(worker=factories.worker(name="李桂花"))
    second = submitted_file(
        by=clerk_yongdeng, worker=factories.worker(name="周文斌"), home=home(mobile=first.mobile)
    )
    return first, second


@pytest.fixture
def twins(submitted_file):
    """Two files of Chengguan with one bank account and one mobile number."""
    first = submitted_file(worker=factories.worker(name="赵秀兰"), bank=ACCOUNT)
    second = submitted_file(
        worker=factories.worker(name="孙国平"), bank=ACCOUNT, home=home(mobile=first.mobile)
    )
    return first, second


def keys():
    return [(pair.first_id, pair.second_id, pair.keys) for pair in DuplicatePair.objects.order_by("pk")]


def test_submitting_finds_the_pairs_of_the_file(twins):
    first, second = twins
    assert keys() == [(first.pk, second.pk, "ACCOUNT MOBILE")]


def test_every_key_is_found(submitted_file, reviewer_chengguan):
    person = factories.worker(name="赵秀兰")
    closed = submitted_file(worker=person)
    review.reject(archive=closed, by=reviewer_chengguan, note="材料不实")
    HardshipArchive.objects.filter(pk=closed.pk).update(mobile_index=b"")
    again = submitted_file(worker=person)
    HardshipArchive.objects.filter(pk=again.pk).update(previous_archive=None)
    as_member = submitted_file(
        worker=factories.worker(name="李桂花"),
        members=[factories.member(name="赵秀兰", birth_date=again.birth_date)],
    )
    FamilyMember.objects.filter(archive=as_member, name="赵秀兰").update(birth_date=again.birth_date)
    near = factories.identity_number(birth=again.birth_date + timedelta(days=31))
    likely = submitted_file(worker=factories.worker(name="赵绣兰", id_number=near))
    DuplicatePair.objects.all().delete()
    keeping_pairs.rebuild()
    assert set(keys()) == {
        (closed.pk, again.pk, "IDENTITY NAME LIKENESS"),
        (closed.pk, as_member.pk, "NAME"),
        (again.pk, as_member.pk, "NAME"),
        (closed.pk, likely.pk, "LIKENESS"),
        (again.pk, likely.pk, "LIKENESS"),
    }


def test_one_file_finds_what_all_files_find(twins, same_phone):
    everything, left_out = pairing_up.all_pairs()
    assert left_out == 0
    for archive in (*twins, *same_phone):
        own = {pair: found for pair, found in everything.items() if archive.pk in pair}
        assert own and pairing_up.pairs_of(archive.pk) == own


def test_a_file_that_follows_a_closed_one_is_no_pair_with_it(submitted_file, reviewer_chengguan):
    person = factories.worker()
    review.reject(archive=submitted_file(worker=person), by=reviewer_chengguan, note="材料不实")
    assert submitted_file(worker=person).previous_archive is not None
    keeping_pairs.rebuild()
    assert keys() == []


def test_a_number_too_many_have_tells_nothing(submitted_file, monkeypatch):
    monkeypatch.setattr(pairing_up, "MOST_ALIKE", 2)
    shared = home()
    for name in ("赵秀兰", "孙国平", "周文斌"):
        submitted_file(home=shared, worker=factories.worker(name=name))
    assert keeping_pairs.rebuild() == (0, 1)
    assert keys() == []


def test_rebuilding_keeps_decisions_and_drops_what_is_no_pair_any_more(twins, same_phone, clerk_chengguan):
    decided, other = DuplicatePair.objects.order_by("pk")
    actions.decide(pairs=[decided], verdict="DIFFERENT", by=clerk_chengguan)
    keeping_pairs.rebuild()
    decided.refresh_from_db()
    assert (decided.status, DuplicatePair.objects.count()) == (PairStatus.DIFFERENT, 2)
    other_number = blind_index("mobile", "15400000000")
    HardshipArchive.objects.filter(pk=same_phone[1].pk).update(mobile_index=other_number)
    HardshipArchive.objects.filter(pk=twins[1].pk).update(mobile_index=b"", bank_account_index=b"")
    keeping_pairs.rebuild()
    decided.refresh_from_db()
    assert decided.status == PairStatus.GONE
    assert not DuplicatePair.objects.filter(pk=other.pk).exists()


def test_decision_is_opened_again_when_what_was_compared_changes(twins, clerk_chengguan):
    pair = DuplicatePair.objects.get()
    actions.decide(pairs=[pair], verdict="DIFFERENT", by=clerk_chengguan)
    keeping_pairs.refresh(twins[0].pk)
    pair.refresh_from_db()
    assert pair.status == PairStatus.DIFFERENT  # nothing has changed
    FamilyMember.objects.filter(archive=twins[0], relation="01").update(name="赵秀云")
    keeping_pairs.refresh(twins[0].pk)
    pair.refresh_from_db()
    assert (pair.status, pair.was_reopened) == (PairStatus.OPEN, True)
    actions.decide(pairs=[pair], verdict="DIFFERENT", by=clerk_chengguan)
    HardshipArchive.objects.filter(pk=twins[1].pk).update(mobile_index=b"")
    keeping_pairs.refresh(twins[1].pk)
    pair.refresh_from_db()
    assert (pair.status, pair.keys) == (PairStatus.OPEN, "ACCOUNT")


def test_timer_sets_right_what_was_changed_without_a_word(twins, clerk_chengguan, today):
    HardshipArchive.objects.filter(pk=twins[1].pk).update(mobile_index=b"", changed_on=today)
    keeping_pairs.refresh_changed(today)
    assert DuplicatePair.objects.get().keys == "ACCOUNT"


def test_two_files_that_are_one_ask_to_cancel_the_later_and_undoing_drops_that(twins, clerk_chengguan):
    pair = DuplicatePair.objects.get()
    batch = actions.decide(pairs=[pair], verdict="SAME", by=clerk_chengguan, note="同一人")
    task = FileTask.objects.get(kind=TaskKind.REASSESS)
    assert (task.archive, task.status) == (twins[1], TaskStatus.OPEN)
    assert actions.undo(batch=batch, by=clerk_chengguan) == 1
    pair.refresh_from_db()
    task.refresh_from_db()
    assert (pair.status, task.status) == (PairStatus.OPEN, TaskStatus.DROPPED)
    with pytest.raises(DecisionGone):
        actions.undo(batch=batch, by=clerk_chengguan)


def test_many_are_decided_and_undone_in_one_go(twins, same_phone, clerk_chengguan, reviewer_lanzhou):
    pairs = list(DuplicatePair.objects.all())
    with pytest.raises(CheckNoteMissing):  # one lies half in Yongdeng
        actions.decide(pairs=pairs, verdict="DIFFERENT", by=clerk_chengguan)
    assert DuplicatePair.objects.filter(status=PairStatus.OPEN).count() == 2
    batch = actions.decide(pairs=pairs, verdict="DIFFERENT", by=clerk_chengguan, note="已电话核对")
    with pytest.raises(PairDecided):
        actions.decide(pairs=pairs, verdict="SAME", by=reviewer_lanzhou)
    with pytest.raises(DecisionGone):
        actions.undo(batch=batch, by=reviewer_lanzhou)
    assert actions.undo(batch=batch, by=clerk_chengguan) == 2
    actions.decide(pairs=pairs, verdict="DIFFERENT", by=reviewer_lanzhou)


def test_deciding_is_refused(
    twins, clerk_chengguan, clerk_yongdeng, finance_chengguan, reviewer_lanzhou
):
    pair = DuplicatePair.objects.get()
    for stranger in (clerk_yongdeng, finance_chengguan):
        with pytest.raises(NotAllowed):
            actions.decide(pairs=[pair], verdict="SAME", by=stranger, note="x")
    with pytest.raises(WrongResult):
        actions.decide(pairs=[pair], verdict="OPEN", by=clerk_chengguan)
    with pytest.raises(NothingChosen):
        actions.decide(pairs=[], verdict="SAME", by=clerk_chengguan)
    with pytest.raises(PairChanged):
        actions.decide(pairs=[pair], verdict="SAME", by=clerk_chengguan, seen={pair.pk: "before"})


def test_across_scopes_the_office_and_its_telephone_are_all(
    same_phone, client_of, clerk_chengguan, clerk_yongdeng, clerk_jiayuguan
):
    first, second = same_phone
    pair = DuplicatePair.objects.get()
    addresses = [reverse("duplicates"), reverse("duplicate", args=[pair.pk])]
    for posting, own, other in ((clerk_chengguan, first, second), (clerk_yongdeng, second, first)):
        for address in addresses:
            text = client_of(posting).get(address).content.decode()
            assert own.file_no in text and other.unit.name in text and "0931-0000001" in text
            for secret in (other.file_no, other.worker_name, other.employer):
                assert secret not in text.replace(own.employer, "")
    stranger = client_of(clerk_jiayuguan)
    assert stranger.get(addresses[1]).status_code == 404
    assert "没有这样的档案对" in stranger.get(addresses[0]).content.decode()
    assert [side.archive for side in queries.sides(pair, clerk_chengguan)] == [first, None]


def test_pages_decide_undo_filter_export(twins, client_of, clerk_chengguan):
    pair, clerk = DuplicatePair.objects.get(), client_of(clerk_chengguan)
    text = clerk.get(reverse("duplicate", args=[pair.pk])).content.decode()
    assert "银行账户" in text and twins[0].mobile not in text and "154****" in text
    for query, shown in (({"key": "MOBILE"}, True), ({"key": "NAME"}, False), ({"q": "赵秀兰"}, True)):
        found = clerk.get(reverse("duplicates"), query).content.decode()
        assert (twins[0].file_no in found) is shown
    assert clerk.get(reverse("duplicates"), {"key": "x"}).status_code == 404
    bad = clerk.post(reverse("duplicate", args=[pair.pk]), {"verdict": "SAME", "seen": "old"})
    assert bad.status_code == 422 and "比对的信息已经变化" in bad.content.decode()
    given = {"selected": [pair.pk], f"seen-{pair.pk}": pair.fingerprint, "verdict": "DIFFERENT"}
    answer = clerk.post(reverse("duplicates_decide"), given, follow=True)
    assert "已登记 1 对的结论" in answer.content.decode() and "撤销上一次结论" in answer.content.decode()
    batch = pair.decisions.get().batch
    answer = clerk.post(reverse("duplicates_undo"), {"batch": batch}, follow=True)
    assert "1 对重新待查" in answer.content.decode()
    answer = clerk.post(reverse("duplicates_export"))
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert rows[1][:3] == ("银行账户相同、手机号码相同", twins[0].file_no, "赵秀兰")


def test_list_costs_the_same_for_one_pair_and_many(
    twins, submitted_file, client_of, clerk_chengguan, django_assert_num_queries
):
    client = client_of(clerk_chengguan)
    client.get(reverse("duplicates"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("duplicates"))
    for name in ("李桂花", "周文斌", "吴云芳"):
        submitted_file(worker=factories.worker(name=name), bank=ACCOUNT)
    assert DuplicatePair.objects.count() > 5
    with django_assert_num_queries(len(few)):
        client.get(reverse("duplicates"))
