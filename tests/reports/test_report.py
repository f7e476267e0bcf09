"""The report that writes itself: its numbers are those of the tables, its paragraphs those of people."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word

from reports import exporting
from reports.annual.period import period_of
from reports.models import ReportText
from tests.province import province  # noqa: F401
from unionaid.accounts.models import User
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.organizations.models import UnionUnit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
SPRING = {"year": "2022", "quarter": "1"}


@pytest.fixture
def as_user(client):
    def sign_in(username):
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


def sentences(report, anchor):
    section = next(section for section in report.sections if section.anchor == anchor)
    return ["".join(piece.text for piece in each.pieces) for each in section.paragraphs if each.pieces]


def test_the_census_of_the_article_is_its_first_sentence():
    report = exporting.composed(UnionUnit.objects.get(code="GS"), period_of(2022, 1))
    first, places = sentences(report, "r1")
    assert first.startswith("截至 2022 年 3 月 31 日，甘肃省共有在档困难职工 6824 户、家庭人口 ")
    assert first.endswith(
        "其中深度困难职工 940 户，相对困难职工 5035 户，意外致困职工 827 户，另有 22 户尚未记录梯度。"
    )
    assert "户数最多的是兰州市、天水市和白银市，合计占 45.7%。" in places


def test_numbers_open_lists_of_as_many(as_user):
    client = as_user("officer.gansu")
    report = client.get(reverse("reports"), SPRING).context["report"]
    linked = [piece for piece in report.numbers if piece.url.startswith("/households/?")]
    assert len(linked) > 10
    for piece in linked:
        total = client.get(piece.url).context["total"]
        value, unit = piece.text.replace(",", "").split(" ")
        counted = total.people if unit == "人" else total.files
        assert int(value) == counted, piece


def test_a_county_without_files_and_a_year_before_them_are_told_too():
    empty = exporting.composed(UnionUnit.objects.get(code="GS620171"), period_of(2022, 1))
    assert "共有在档困难职工 0 户" in sentences(empty, "r1")[0]
    old = exporting.composed(UnionUnit.objects.get(code="GS"), period_of(2019))
    assert sentences(old, "r2") == []
    assert "夏送清凉：慰问款物 " in sentences(old, "r5")[1]


def test_paragraphs_are_written_by_the_own_union_and_kept_with_evidence(as_user):
    client = as_user("officer.gansu")
    address = reverse("report_text") + "?unit=GS&from=2022-01-01&to=2022-03-31"
    before = client.get(reverse("reports"), SPRING)
    assert before.context["unwritten"] == ["structure", "hardship", "results", "deliveries"]
    assert client.post(address, {"key": "structure", "text": " 结构没有大的变化。 "}).status_code == 302
    assert client.post(address, {"key": "structure", "text": "结构没有大的变化。"}).status_code == 302
    page = client.get(reverse("reports"), SPRING)
    assert page.context["unwritten"] == ["hardship", "results", "deliveries"]
    assert "结构没有大的变化。" in page.content.decode()
    assert [row.text for row in ReportText.objects.all()] == ["结构没有大的变化。"]
    assert AuditEvent.objects.filter(event=Event.REPORT_WRITTEN).count() == 1
    too_long = client.post(address, {"key": "results", "text": "长" * 2001})
    assert too_long.status_code == 422
    assert "段落最多 2000 字，现有 2001 字" in too_long.content.decode()
    assert "长" * 2001 in too_long.content.decode()
    assert client.post(address, {"key": "nothing", "text": "x"}).status_code == 404
    below = reverse("report_text") + "?unit=GS620100"
    assert client.post(below, {"key": "structure", "text": "x"}).status_code == 404


def test_the_neighbour_and_the_auditor_write_nothing(as_user):
    address = reverse("report_text") + "?unit=GS620102"
    assert as_user("clerk.yongdeng").post(address, {"key": "structure", "text": "x"}).status_code == 404
    assert as_user("auditor.gansu").post(address, {"key": "structure", "text": "x"}).status_code == 403
    assert as_user("clerk.yongdeng").get(reverse("reports"), {"unit": "GS620102"}).status_code == 404


def test_the_word_document_holds_the_same_sentences(as_user):
    client = as_user("officer.gansu")
    client.post(
        reverse("report_text") + "?unit=GS&from=2022-01-01&to=2022-03-31",
        {"key": "results", "text": "主要做法是 <一户一策>。"},
    )
    answer = client.get(reverse("report_document"), SPRING)
    book = Word(BytesIO(answer.content))
    texts = [paragraph.text for paragraph in book.paragraphs]
    report = exporting.composed(UnionUnit.objects.get(code="GS"), period_of(2022, 1))
    for anchor in ("r1", "r2", "r3", "r4", "r5"):
        assert set(sentences(report, anchor)) <= set(texts)
    assert "主要做法是 <一户一策>。" in texts
    assert "【待补充】说明与上年相比结构变化的原因" in texts
    assert [cell.text for cell in book.tables[0].rows[1].cells][:3] == ["合计", "6824", "940"]
    assert AuditEvent.objects.filter(event=Event.STATISTICS_EXPORTED).count() == 1
