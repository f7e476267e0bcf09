"""The checklist of papers: data of the province, dated; what is missing stops the submission and says so."""

from datetime import date

import pytest
from django.urls import reverse

from households.actions import checklists, files, papers
from households.enums import DocumentKind, PaperState
from households.errors import NotAllowed, StandardOverlaps
from households.models import ApprovalChain, Checklist, DocumentReceipt
from households.paper_errors import ChecklistWrong, MendingNow, PaperKnown, PapersMissing
from households.papers import Rule, Situation, asked, papers_of
from households.queries.checklists import rules_on
from tests import factories
from tests.attachments.pictures import jpeg, posted
from tests.households import entering
from unionaid.audit.models import AuditEvent

TODAY = date(2022, 3, 31)
ILLNESS = Rule("DIAGNOSIS", "ILL", "", is_required=True, may_waive=True)
EVENT = Rule("EVENT", "EVENT", "ACCIDENTAL", is_required=True)
HUKOU = Rule("HUKOU", "ALWAYS", "", is_required=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


def test_a_rule_asks_by_circumstance_and_tier():
    rules = (ILLNESS, EVENT, HUKOU)
    assert [p.kind for p in asked(rules, Situation())] == ["HUKOU"]
    assert [p.kind for p in asked(rules, Situation(is_ill=True))] == ["DIAGNOSIS", "HUKOU"]
    assert [p.kind for p in asked(rules, Situation(has_event=True, tier="DEEP"))] == ["HUKOU"]
    assert [p.kind for p in asked(rules, Situation(has_event=True, tier="ACCIDENTAL"))] == ["EVENT", "HUKOU"]


def test_the_stricter_of_two_lines_decides():
    lines = (Rule("INCOME", "ALWAYS", may_waive=True), Rule("INCOME", "MIGRANT", is_required=True))
    (paper,) = asked(lines, Situation(is_migrant=True))
    assert (paper.is_required, paper.may_waive) == (True, False)


def test_a_pledge_stands_in_only_where_it_may():
    found = papers_of(
        (ILLNESS, HUKOU), Situation(is_ill=True), received=set(),
        waivers={"DIAGNOSIS": "医院搬迁，补开中", "HUKOU": "遗失"},
    )
    assert [(p.kind, p.state, p.blocks) for p in found] == [
        (DocumentKind.DIAGNOSIS, PaperState.WAIVED, False), (DocumentKind.HUKOU, PaperState.WAIVED, True),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_packaged_list_asks_what_it_always_asked():
    situation = Situation(has_income=True, is_migrant=True, is_ill=True, has_account=True)
    kinds = [(paper.kind.value, paper.is_required) for paper in asked(rules_on(TODAY), situation)]
    assert kinds == [
        ("APPLICATION", True), ("AUTHORISATION", True), ("PLEDGE", True), ("IDENTITY", True),
        ("HUKOU", True), ("INCOME", True), ("CONTRACT", True), ("DIAGNOSIS", False), ("BANK_CARD", False),
    ]  # fmt: skip


def stricter(by, day=date(2022, 4, 1)):
    return checklists.adopt_checklist(
        version="2022-04", valid_from=day, document_no="甘工发〔2022〕9号", by=by,
        items=[{"kind": "HOUSE", "circumstance": "ALWAYS", "is_required": True}],
    )


@pytest.mark.django_db
def test_a_new_list_holds_from_its_day(officer_gansu, clerk_chengguan):
    with pytest.raises(NotAllowed):
        stricter(clerk_chengguan)
    adopted = stricter(officer_gansu)

    assert [rule.kind for rule in rules_on(date(2022, 4, 1))] == ["HOUSE"]
    assert len(rules_on(TODAY)) == 17
    assert Checklist.objects.last().valid_to == TODAY
    event = AuditEvent.objects.get(event="CHECKLIST_ADOPTED")
    assert event.after == {"version": adopted.version, "valid_from": "2022-04-01", "rows": 1}
    with pytest.raises(StandardOverlaps):
        stricter(officer_gansu)
    twice = [{"kind": "HOUSE", "circumstance": "ALWAYS", "tier": ""}] * 2
    for items in ([], twice):
        with pytest.raises(ChecklistWrong):
            checklists.adopt_checklist(
                version="x", valid_from=date(2023, 1, 1), items=items, by=officer_gansu
            )


@pytest.mark.django_db
def test_the_province_publishes_a_list_on_its_page(officer_gansu, clerk_chengguan, client_of):
    client = client_of(officer_gansu)
    rows = client.get(reverse("checklist_new")).context["rows"]
    data = {"version": "2022-05", "valid_from": "2022-05-01", "document_no": "甘工发〔2022〕9号"}
    for form in rows.forms:
        for field in form:
            if field.value():
                data[field.html_name] = "on" if field.value() is True else field.value()
    data |= {"form-TOTAL_FORMS": len(rows.forms), "form-INITIAL_FORMS": rows.initial_form_count()}
    data |= {"form-17-kind": "OTHER", "form-17-circumstance": "ALWAYS", "form-17-tier": "DEEP"}
    assert client.post(reverse("checklist_new"), data).status_code == 302
    assert Checklist.objects.get(version="2022-05").items.count() == 18
    page = client_of(clerk_chengguan).get(reverse("checklists")).content.decode()
    assert "2022-05" in page and "家庭经济状况核对授权委托书" in page
    assert client.post(reverse("checklist_new"), data).status_code == 422


def lacking(kind, **more):
    content = factories.content(**more)
    content.documents = [item for item in content.documents if item["kind"] != kind]
    return content


@pytest.mark.django_db
def test_the_entry_names_what_is_missing_and_takes_a_pledge_for_it(clerk_chengguan, standards, client_of):
    client = client_of(clerk_chengguan)
    draft = entering.start(client)
    entering.fill(client, draft, factories.content())
    page = entering.open_step(client, draft, "papers")
    assert "取不到时以承诺代替" in page.content.decode()
    draft.refresh_from_db()
    fields = {k: v for k, v in draft.payload["papers"].items() if not k.startswith("papers-INCOME")}
    page = entering.post_step(client, draft, "papers", fields)
    assert page.status_code == 422
    assert page.context["problems"] == [
        ("id_papers-INCOME-received", "收入证明：请收齐后勾选，并登记收到日期"),
    ]  # fmt: skip
    fields |= {"papers-INCOME-waiver": "零工没有单位开具"}
    assert entering.post_step(client, draft, "papers", fields).status_code == 302
    check = client.get(reverse("draft_check", args=[draft.pk])).content.decode()
    assert "以承诺代替：零工没有单位开具" in check
    assert entering.submit(client, draft).status_code == 302

    receipt = DocumentReceipt.objects.get(kind="INCOME")
    assert (receipt.waiver, receipt.received_on) == ("零工没有单位开具", TODAY)
    page = client.get(reverse("household", args=[receipt.archive.file_no])).content.decode()
    assert "以承诺代替" in page and "零工没有单位开具" in page


@pytest.mark.django_db
def test_a_pledge_does_not_replace_the_household_book(clerk_chengguan, standards, client_of):
    client = client_of(clerk_chengguan)
    draft = entering.start(client)
    entering.fill(client, draft, factories.content())
    draft.refresh_from_db()
    fields = {k: v for k, v in draft.payload["papers"].items() if not k.startswith("papers-HUKOU")}
    page = entering.post_step(client, draft, "papers", fields | {"papers-HUKOU-waiver": "遗失"})
    assert page.context["problems"][0][1] == "户口簿：这份材料不能以承诺代替，请收齐后勾选"


@pytest.mark.django_db
def test_a_scan_counts_as_received(clerk_chengguan, standards, client_of):
    client = client_of(clerk_chengguan)
    draft = entering.start(client)
    entering.fill(client, draft, factories.content())
    client.post(
        reverse("draft_attachments", args=[draft.pk]),
        {"kind": "HUKOU", "received_on": "2022-03-30", "files": [posted(jpeg())]},
    )
    draft.refresh_from_db()
    fields = {k: v for k, v in draft.payload["papers"].items() if not k.startswith("papers-HUKOU")}
    assert entering.post_step(client, draft, "papers", fields).status_code == 302
    assert entering.submit(client, draft).status_code == 302


@pytest.mark.django_db
def test_a_chain_that_insists_refuses_any_way_in(clerk_chengguan, standards):
    ApprovalChain.objects.update(needs_documents=True)
    with pytest.raises(PapersMissing) as refused:
        files.submit(content=lacking("HUKOU"), by=clerk_chengguan, unit=clerk_chengguan.unit)
    assert str(refused.value) == "还缺必备材料：户口簿。请在“材料与承诺”中登记或上传后再提交"
    files.submit(content=factories.content(), by=clerk_chengguan, unit=clerk_chengguan.unit)


@pytest.mark.django_db
def test_a_paper_that_comes_later_takes_the_place_of_the_pledge(
    submitted_file, clerk_chengguan, clerk_yongdeng, client_of
):
    content = lacking("INCOME")
    pledge = {"kind": "INCOME", "received_on": TODAY, "pages": 1, "waiver": "补开中"}
    archive = submitted_file(documents=[*content.documents, pledge])
    address = reverse("file_attachments", args=[archive.file_no])
    given = {"kind": "INCOME", "received_on": "2022-03-31", "pages": "3"}
    assert client_of(clerk_yongdeng).post(address, given).status_code == 404
    assert client_of(clerk_chengguan).post(address, given).status_code == 302

    receipt = DocumentReceipt.objects.get(archive=archive, kind="INCOME")
    assert (receipt.waiver, receipt.pages) == ("", 3)
    with pytest.raises(PaperKnown):
        papers.receive(archive=archive, kind="INCOME", received_on=TODAY, pages=1, by=clerk_chengguan)


@pytest.mark.django_db
def test_a_file_being_mended_takes_papers_in_its_draft(submitted_file, clerk_chengguan, reviewer_chengguan):
    from households.actions import drafts, review

    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="补材料")
    drafts.reopen(archive=archive, by=clerk_chengguan)
    with pytest.raises(MendingNow):
        papers.receive(archive=archive, kind="HOUSE", received_on=TODAY, pages=1, by=clerk_chengguan)


@pytest.mark.django_db
def test_the_file_and_the_review_show_what_is_there(
    submitted_file, clerk_chengguan, reviewer_chengguan, client_of
):
    worker = factories.worker(health_status="30", disease="02")
    archive = submitted_file(worker=worker)
    page = client_of(clerk_chengguan).get(reverse("household", args=[archive.file_no]))
    papers_shown = {line.kind.value: line.state.value for line in page.context["papers"].lines}
    assert papers_shown["HUKOU"] == "RECEIVED" and papers_shown["DIAGNOSIS"] == "MISSING"
    assert "待补材料：诊断证明和医疗结算单" in page.content.decode()
    page = client_of(reviewer_chengguan).get(reverse("review_file", args=[archive.file_no]))
    assert "材料和授权" in page.content.decode() and "已收 03-20" in page.content.decode()
