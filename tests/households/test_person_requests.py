"""本人查询: after an identity check everything held on one person, and answers to what the person asks."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from households import revealing
from households.actions import consents, person_requests, review
from households.errors import NotAllowed, RevealLimitReached
from households.models import Consent, PersonRequest
from households.person_errors import (
    AlreadyAnswered,
    AnswerMissing,
    IdentityWrong,
    NotAnAccess,
    RequestedAhead,
    RequesterMissing,
)
from households.queries.consents import people_of_file
from tests import factories
from unionaid.audit.models import AuditEvent

TODAY = date(2022, 3, 31)
pytestmark = pytest.mark.django_db


def asked(archive, by, kind="ACCESS", **changes):
    member = archive.members.order_by("position").first()
    given = {
        "kind": kind, "number": member.id_number, "name": member.name, "requester": "SELF",
        "document": "居民身份证原件", "reason": "了解本人信息", "received_on": TODAY,
    }  # fmt: skip
    return person_requests.open_request(by=by, **given | changes)


def test_a_request_is_written_down_with_its_evidence(active_file, clerk_chengguan):
    archive = active_file()
    row = asked(archive, clerk_chengguan)

    number = archive.members.get(position=0).id_number
    assert (row.due_on, row.id_last4, row.status) == (date(2022, 4, 30), number[-4:], "OPEN")
    event = AuditEvent.objects.get(event="PERSON_LOOKED_UP")
    assert event.purpose == "了解本人信息"
    assert event.detail == {"label": "查询本人信息", "of": f"{number[:6]}********{number[-4:]}", "rows": 1}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"number": "620102197001011235"}, IdentityWrong),
        ({"number": "王桂英"}, IdentityWrong),
        ({"requester": "AGENT"}, RequesterMissing),
        ({"received_on": date(2022, 4, 1)}, RequestedAhead),
    ],
)
def test_bad_requests_are_refused_with_a_sentence(active_file, clerk_chengguan, changes, error):
    with pytest.raises(error) as refused:
        asked(active_file(), clerk_chengguan, **changes)
    assert str(refused.value) and not PersonRequest.objects.exists()


def test_nobody_looks_for_too_many_people(active_file, clerk_chengguan, auditor_gansu, monkeypatch):
    archive = active_file()
    with pytest.raises(NotAllowed):
        asked(archive, auditor_gansu)
    monkeypatch.setattr(revealing, "LIMIT", 2)
    asked(archive, clerk_chengguan)
    asked(archive, clerk_chengguan)
    with pytest.raises(RevealLimitReached):
        asked(archive, clerk_chengguan)


def printed(client, row):
    answer = client.post(reverse("person_request_print", args=[row.pk]))
    return answer.content.decode()


def test_the_print_tells_everything_of_one_person_and_nothing_of_others(
    active_file, clerk_chengguan, client_of
):
    archive = active_file()
    spouse = archive.members.get(position=1)
    worker = archive.members.get(position=0)
    consents.record_consents(
        people=people_of_file([worker, spouse]), purposes=["MATCH"], signed_on=TODAY, by=clerk_chengguan,
        archive=archive,
    )
    client = client_of(clerk_chengguan)
    client.get(reverse("household", args=[archive.file_no]))

    row = asked(archive, clerk_chengguan)
    text = printed(client, row)
    assert worker.id_number in text and archive.mobile in text and archive.file_no in text
    assert "透析自付" in text and "审批通过" in text and "谁查看过" in text and "查看档案" in text
    assert "家庭经济状况核对授权委托书 2015-01" in text and "帮扶" in text
    assert spouse.id_number not in text and spouse.name not in text
    row.refresh_from_db()
    assert (row.status, row.answered_by) == ("GRANTED", clerk_chengguan.user)
    number = row.answer
    assert number in text
    events = AuditEvent.objects.filter(event="PERSON_PRINTED").order_by("id")
    assert [event.subject_type for event in events] == [
        "households.PersonRequest", "households.HardshipArchive",
    ]  # fmt: skip
    assert {event.detail["print_no"] for event in events} == {number}
    printed(client, row)  # again, under a number of its own
    assert AuditEvent.objects.filter(event="PERSON_PRINTED").count() == 4

    other = asked(archive, clerk_chengguan, number=spouse.id_number, name=spouse.name)
    text = printed(client, other)
    assert spouse.id_number in text and archive.mobile not in text and worker.id_number not in text


def test_closed_files_are_told_too_and_other_scopes_name_only_the_office(
    submitted_file, active_file, clerk_chengguan, clerk_yongdeng, reviewer_chengguan, client_of
):
    worker = factories.worker()
    closed = submitted_file(worker=worker)
    review.reject(archive=closed, by=reviewer_chengguan, note="不符合条件")
    later = active_file(worker=worker)

    row = asked(later, clerk_chengguan)
    page = client_of(clerk_chengguan).get(reverse("person_request", args=[row.pk])).content.decode()
    assert closed.file_no in page and later.file_no in page and "不予建档" in page

    neighbour = client_of(clerk_yongdeng)
    assert neighbour.get(reverse("person_request", args=[row.pk])).status_code == 404
    row = asked(later, clerk_yongdeng)
    page = neighbour.get(reverse("person_request", args=[row.pk])).content.decode()
    assert "由其他工会保管，请联系该工会" in page and "城关区总工会" in page
    text = printed(neighbour, row)
    for found in (page, text):
        assert later.file_no not in found and later.mobile not in found and "深度困难" not in found
    assert "以下工会另有您的档案" in text


def test_a_wrong_name_finds_no_more_than_a_wrong_number(active_file, clerk_chengguan, client_of):
    archive = active_file()
    pages = [
        client_of(clerk_chengguan).get(reverse("person_request", args=[row.pk])).content.decode()
        for row in (
            asked(archive, clerk_chengguan, name="李四光"),
            asked(archive, clerk_chengguan, number=factories.identity_number()),
        )
    ]
    assert all("没有查到" in page and archive.file_no not in page for page in pages)


def test_a_granted_withdrawal_takes_back_every_signature(active_file, clerk_chengguan, reviewer_chengguan):
    archive = active_file()
    worker, spouse = people_of_file(archive.members.order_by("position"))
    consents.record_consents(
        people=[worker, spouse], purposes=["MATCH", "NOTICE"], signed_on=TODAY, by=clerk_chengguan,
        archive=archive,
    )
    row = asked(archive, clerk_chengguan, kind="WITHDRAW", reason="不再申请")
    with pytest.raises(AnswerMissing):
        person_requests.answer(request=row, status="GRANTED", answer=" ", by=clerk_chengguan)
    person_requests.answer(request=row, status="GRANTED", answer="已停止使用", by=reviewer_chengguan)

    left = Consent.objects.filter(withdrawn_on__isnull=True)
    assert [consent.person_name for consent in left] == [spouse.name]
    with pytest.raises(AlreadyAnswered):
        person_requests.answer(request=row, status="REFUSED", answer="x", by=clerk_chengguan)
    with pytest.raises(NotAnAccess):
        person_requests.print_held(request=row, by=clerk_chengguan)


def test_the_register_is_filtered_counted_and_exported(
    active_file, clerk_chengguan, auditor_gansu, client_of, today
):
    archive, client = active_file(), client_of(clerk_chengguan)
    given = {
        "kind": "CORRECT", "name": archive.worker_name, "number": archive.members.first().id_number,
        "document": "身份证", "requester": "SELF", "received_on": "2022-02-01", "reason": "民族登记错误",
    }  # fmt: skip
    answer = client.post(reverse("person_request_new"), given)
    row = PersonRequest.objects.get()
    assert answer["Location"] == reverse("person_request", args=[row.pk])
    wrong = client.post(reverse("person_request_new"), given | {"number": "1"})
    assert wrong.status_code == 422 and "身份证号码不正确" in wrong.content.decode()
    page = client.get(reverse("person_requests") + "?status=OVERDUE&kind=CORRECT").content.decode()
    assert row.person_name in page and "已逾期" in page
    assert not client.get(reverse("person_requests") + "?kind=OBJECT").context["page"].object_list
    export = client.post(reverse("person_requests_export"))
    book = openpyxl.load_workbook(io.BytesIO(export.getvalue()))
    assert row.person_name in [cell.value for line in book.worksheets[0].rows for cell in line]
    assert client_of(auditor_gansu).get(reverse("person_requests")).status_code == 403
    done = client.post(
        reverse("person_request", args=[row.pk]), {"status": "REFUSED", "answer": "民族与户口簿一致"}
    )
    row.refresh_from_db()
    assert done.status_code == 302 and (row.status, row.answered_on) == ("REFUSED", TODAY)
