"""授权: adults sign, guardians for small children; it ends, is withdrawn, and its lack stops a submission."""

from datetime import date

import pytest
from django.urls import reverse

from households import consent_rules
from households.actions import checklists, consents, drafts, files
from households.consent_rules import Person
from households.enums import ConsentState
from households.errors import NotAllowed
from households.models import ApprovalChain, Attachment, Consent, ConsentText, FileTask
from households.paper_errors import (
    ConsentEnded,
    ConsentsMissing,
    GuardianMissing,
    NotAskedToSign,
    NoTextThen,
    SignedAhead,
)
from households.queries.consents import needs_of_file, people_of_content, people_of_file, texts_on
from tests import factories
from tests.attachments.pictures import jpeg, posted
from tests.households import entering
from unionaid.audit.models import AuditEvent

TODAY = date(2022, 3, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def family(submitted_file):
    """A worker, an adult spouse, a child of ten and a youth of sixteen."""
    child = factories.member(
        name="陈小雨", relation="20", id_number=factories.identity_number(birth=date(2012, 1, 5), sex="1"),
        birth_date=date(2012, 1, 5), has_labour_capacity=False, member_status="12", work_status="",
    )
    youth = child | {
        "name": "陈大雨", "birth_date": date(2006, 1, 5),
        "id_number": factories.identity_number(birth=date(2006, 1, 5), sex="1"),
    }
    return submitted_file(members=[factories.member(), child, youth])


def people(archive):
    return people_of_file(archive.members.order_by("position"))


def states(archive, day=TODAY):
    needs = needs_of_file(archive, list(archive.members.order_by("position")), day)
    return [(n.person.name, n.text.purpose, n.by_guardian, n.state.value) for n in needs]


def sign(archive, by, *, persons=None, purposes=("MATCH",), signed_on=TODAY, **more):
    return consents.record_consents(
        people=persons or people(archive), purposes=list(purposes), signed_on=signed_on, by=by,
        archive=archive, **more,
    )


def test_who_has_to_sign_what(family):
    assert states(family) == [
        ("王桂英", "AID", False, "MISSING"),
        ("王桂英", "MATCH", False, "MISSING"),
        ("王桂英", "NOTICE", False, "MISSING"),
        ("陈国庆", "MATCH", False, "MISSING"),
        ("陈小雨", "MATCH", True, "MISSING"),
    ]


@pytest.mark.parametrize(
    ("signed", "end"),
    [
        (date(2022, 3, 31), date(2023, 3, 30)),
        (date(2020, 2, 29), date(2021, 2, 27)),
        (date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_signature_holds_for_its_months(signed, end):
    assert consent_rules.end_of(signed, 12) == end


def test_the_family_signs_and_the_signatures_end(family, clerk_chengguan):
    made = sign(family, clerk_chengguan, guardian="王桂英", signed_on=date(2022, 3, 30))

    assert [(row.person_name, row.guardian, row.expires_on) for row in made] == [
        ("王桂英", "", date(2023, 3, 29)),
        ("陈国庆", "", date(2023, 3, 29)),
        ("陈小雨", "王桂英", date(2023, 3, 29)),
    ]
    assert sign(family, clerk_chengguan, guardian="王桂英", signed_on=date(2022, 3, 30)) == made
    assert [s for *_rest, purpose, _g, s in states(family) if purpose == "MATCH"] == ["VALID"] * 3
    assert [s for *_rest, p, _g, s in states(family, date(2023, 3, 30)) if p == "MATCH"] == ["EXPIRED"] * 3
    told = AuditEvent.objects.filter(event="CONSENT_RECORDED").first()
    assert told.detail == {
        "label": "家庭经济状况核对授权委托书", "of": "陈小雨", "version": "2015-01", "day": "2022-03-30",
    }  # fmt: skip


def test_bad_signatures_are_refused_with_a_sentence(family, clerk_chengguan, reviewer_chengguan):
    child = people(family)[2]
    with pytest.raises(SignedAhead, match="签字日期不能晚于今天"):
        sign(family, clerk_chengguan, signed_on=date(2022, 4, 1))
    with pytest.raises(NoTextThen, match="还没有"):
        sign(family, clerk_chengguan, signed_on=date(2014, 12, 31))
    with pytest.raises(GuardianMissing, match="陈小雨"):
        sign(family, clerk_chengguan)
    with pytest.raises(NotAskedToSign, match="公示同意书"):
        sign(family, clerk_chengguan, persons=[child], purposes=["NOTICE"])
    with pytest.raises(NotAllowed):
        sign(family, reviewer_chengguan)
    assert not Consent.objects.exists()


def test_a_signature_is_withdrawn_once_and_becomes_a_task(family, clerk_chengguan):
    (row,) = sign(family, clerk_chengguan, persons=people(family)[:1])
    consents.withdraw(consent=row, by=clerk_chengguan, reason="不愿继续")

    assert states(family)[1] == ("王桂英", "MATCH", False, "WITHDRAWN")
    task = FileTask.objects.get(archive=family, key=f"consent-withdrawn:{row.pk}")
    assert task.reason == "王桂英撤回“家庭经济状况核对授权委托书”，请停止有关使用并向本人说明"
    with pytest.raises(ConsentEnded):
        consents.withdraw(consent=row, by=clerk_chengguan)
    sign(family, clerk_chengguan, persons=people(family)[:1])
    assert states(family)[1][-1] == "VALID"


def test_an_ended_signature_becomes_one_task_of_a_file_on_record(active_file, clerk_chengguan):
    archive = active_file()
    sign(archive, clerk_chengguan, signed_on=date(2021, 4, 1))
    for _again in range(2):
        consents.note_ended(date(2022, 4, 1))
    consents.note_ended(date(2022, 3, 31))

    (task,) = FileTask.objects.filter(archive=archive, key__startswith="consent-ended")
    names = task.reason.removesuffix("的授权已到期，请重新签字后登记").split("、")
    assert sorted(names) == sorted(["王桂英", "陈国庆"])
    sign(archive, clerk_chengguan, signed_on=TODAY)
    consents.note_ended(date(2022, 4, 1))
    assert FileTask.objects.filter(archive=archive, key__startswith="consent-ended").count() == 1


def test_a_chain_that_insists_stops_the_submission_until_all_have_signed(
    clerk_chengguan, standards, client_of
):
    ApprovalChain.objects.update(needs_consents=True)
    with pytest.raises(ConsentsMissing):
        files.submit(content=factories.content(), by=clerk_chengguan, unit=clerk_chengguan.unit)
    client, content = client_of(clerk_chengguan), factories.content()
    draft = entering.start(client)
    entering.fill(client, draft, content)
    page = entering.submit(client, draft)
    assert page.status_code == 422
    target, told = page.context["problems"][0]
    assert target == reverse("draft_consents", args=[draft.pk])
    assert told.startswith("还缺授权：王桂英的个人信息使用同意书（未签）、")
    persons = people_of_content(content)
    sent = {
        "people": [person.key.hex() for person in persons], "purposes": ["MATCH", "NOTICE", "AID"],
        "signed_on": "2022-03-30", "guardian": "", "scan": [posted(jpeg(), "授权书.jpg")],
    }  # fmt: skip
    assert client.post(target, sent).status_code == 302
    live = client.get(reverse("draft_check", args=[draft.pk])).content.decode()
    assert "家庭经济状况核对授权委托书：已登记签字 2／2 人" in live
    assert entering.submit(client, draft).status_code == 302

    rows = Consent.objects.order_by("id")
    assert [(row.purpose, row.person_name) for row in rows] == [
        ("MATCH", "王桂英"), ("NOTICE", "王桂英"), ("AID", "王桂英"), ("MATCH", "陈国庆"),
    ]  # fmt: skip
    assert {row.archive.worker_name for row in rows} == {"王桂英"}
    assert {row.scan for row in rows} == {Attachment.objects.get(kind="AUTHORISATION")}


def test_the_pages_of_a_file_keep_to_scope_and_right(
    family, people, clerk_chengguan, client_of
):
    (row,) = sign(family, clerk_chengguan, persons=people_of_file(family.members.all())[:1])
    page = reverse("file_consents", args=[family.file_no])
    withdrawal = reverse("consent_withdraw", args=[row.pk])
    for person, answers in {
        "clerk_chengguan": (200, 302), "auditor_gansu": (200, 403), "clerk_yongdeng": (404, 404),
        "admin": (403, 403),
    }.items():  # fmt: skip
        client = client_of(people[person])
        assert client.get(page).status_code == answers[0], person
        assert client.post(withdrawal).status_code == answers[1], person
    assert client_of(people["auditor_gansu"]).post(page).status_code == 403
    shown = client_of(clerk_chengguan).get(page).content.decode()
    assert "已撤回" in shown and "还没有签字记录" not in shown
    answer = client_of(clerk_chengguan).post(page, {"signed_on": "2022-03-30"})
    assert answer.status_code == 422 and "请勾选签字的人" in answer.content.decode()


def test_the_blank_form_carries_the_names_and_a_number(family, clerk_chengguan, client_of):
    page = client_of(clerk_chengguan).get(reverse("file_consents_print", args=[family.file_no]))
    text = page.content.decode()
    assert "家庭经济状况核对授权委托书" in text and "陈小雨（由监护人签字）" in text and "陈大雨" not in text
    assert family.members.first().id_number not in text
    event = AuditEvent.objects.filter(event="FILE_PRINTED").first()
    assert event.detail == {"label": "授权委托书", "print_no": page.context["print_no"]}


def test_a_new_text_leaves_signatures_their_own(family, officer_gansu, clerk_chengguan, client_of):
    (row,) = sign(family, clerk_chengguan, persons=people(family)[:1])
    form = client_of(officer_gansu).get(reverse("consent_text_new") + "?purpose=MATCH").context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    given |= {"version": "2022-04", "valid_from": "2022-04-01", "document_no": "9号", "months": 6}
    assert client_of(officer_gansu).post(reverse("consent_text_new"), given).status_code == 302

    assert [text.version for text in texts_on(date(2022, 4, 1)) if text.purpose == "MATCH"] == ["2022-04"]
    row.refresh_from_db()
    assert (row.text.version, row.text.valid_to) == ("2015-01", TODAY)
    with pytest.raises(NotAllowed):
        checklists.adopt_text(values={}, by=clerk_chengguan)
    assert ConsentText.objects.count() == 4


def test_signatures_of_a_deleted_draft_go_with_it(clerk_chengguan, today):
    draft = drafts.start(by=clerk_chengguan)
    person = Person(b"k" * 16, "王桂英", date(1970, 1, 1), is_worker=True)
    consents.record_consents(
        people=[person], purposes=["MATCH"], signed_on=TODAY, by=clerk_chengguan, draft=draft
    )
    drafts.discard(draft=draft, by=clerk_chengguan)
    assert not Consent.objects.exists()
    assert ConsentState.MISSING.label == "未签"
