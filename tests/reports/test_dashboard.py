"""Every figure of the dashboard opens a list whose total equals it."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from tests import factories
from unionaid import clock

PROVINCE = "/dashboard/?unit=GS&as_of=2022-03-31"


@pytest.fixture
def province(active_file, submitted_file, today):
    """Three files on record of three tiers, one waiting, entered on two days."""
    clock.set_business_date(today - timedelta(days=120))
    active_file(applied_on=date(2021, 11, 25))
    clock.set_business_date(today)
    active_file(incomes=[factories.income(monthly_amount=Decimal(3000))])
    active_file(
        worker=factories.worker(education="", skill_level="", sex="1"),
        incomes=[factories.income(monthly_amount=Decimal(8000))],
        event=factories.event(),
        causes={
            "main_cause": "08",
            "sub_cause": "",
            "hardship_note": "",
            "event_tag": "NONE",
            "secondary": [],
        },
    )
    submitted_file()


class Links(HTMLParser):
    """Collect (address, text) of links into the list of files."""

    def __init__(self):
        super().__init__()
        self.found, self.address, self.text = [], None, ""

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("/households/?"):
            self.address, self.text = href, dict(attrs).get("aria-label", "")

    def handle_data(self, data):
        if self.address:
            self.text += " " + data

    def handle_endtag(self, tag):
        if tag == "a" and self.address:
            self.found.append((self.address, self.text))
            self.address = None


def test_every_figure_opens_its_list(province, officer_gansu, client_of):
    client = client_of(officer_gansu)
    page = client.get(PROVINCE)
    assert page.status_code == 200
    assert page.context["answer"].total == 3
    reader = Links()
    reader.feed(page.content.decode())
    checked = 0
    for address, text in reader.found:
        numbers = [
            int(n.replace(",", ""))
            for n in re.findall(r"\d[\d,]*(?![\d.%])", re.sub(r"\d+(\.\d+)?%", "", text))
        ]
        listed = client.get(address).context["total"]
        if not numbers:
            continue
        assert listed.files in numbers or listed.people in numbers, (address, text, listed)
        checked += 1
    assert checked > 40


def test_numbers_agree_with_each_other(province, officer_gansu, client_of):
    context = client_of(officer_gansu).get(PROVINCE).context
    assert [(part["tier"].value, part["value"]) for part in context["parts"]] == [
        ("DEEP", 1),
        ("RELATIVE", 1),
        ("ACCIDENTAL", 1),
        ("UNRATED", 0),
    ]
    assert [(check.key, check.holds) for check in context["checks"]] == [
        ("tiers", True),
        ("rows", True),
        ("flow", True),
        ("tally", True),
        ("skill", False),
        ("contact", False),
    ]
    assert [profile.total for profile in context["profiles"]] == [3, 3, 3, 3]
    assert sum(context["trend"].opened) == 3
    assert context["trend"].stock[-5:] == [0, 1, 1, 1, 3][-5:]


def test_past_day_shows_what_was_then(province, officer_gansu, client_of):
    context = client_of(officer_gansu).get("/dashboard/?as_of=2022-03-30").context
    assert context["answer"].total == 1


def test_county_sees_its_own_figures_only(province, clerk_yongdeng, clerk_chengguan, client_of):
    assert client_of(clerk_chengguan).get("/dashboard/").context["answer"].total == 3
    assert client_of(clerk_yongdeng).get("/dashboard/").context["answer"].total == 0
    assert client_of(clerk_yongdeng).get("/dashboard/?unit=GS620102").status_code == 404


def test_administrator_sees_no_report(province, admin, client_of):
    assert client_of(admin).get("/dashboard/").status_code == 403
    assert client_of(admin).get("/reports/census.xlsx").status_code == 403


def test_same_queries_however_many_files(
    province, active_file, officer_gansu, client_of, django_assert_num_queries, monkeypatch
):
    # Every two seconds a request asks whether a code list has changed: that would blur the count.
    monkeypatch.setattr("unionaid.organizations.codes.freshen", lambda: None)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(officer_gansu)
    client.get(PROVINCE)
    with CaptureQueriesContext(connection) as few:
        client.get(PROVINCE)
    for _ in range(3):
        active_file()
    with django_assert_num_queries(len(few)):
        client.get(PROVINCE)


def test_workbook_holds_the_same_numbers(province, officer_gansu, client_of):
    answer = client_of(officer_gansu).get("/reports/census.xlsx?unit=GS&as_of=2022-03-31")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A1"].value == "困难职工家庭基本情况表（演示数据）"
    assert {"A1:O1", "D4:G4", "I4:N4", "A4:A5", "C4:C5"} <= {str(m) for m in sheet.merged_cells.ranges}
    assert [cell.value for cell in sheet[5]][3:7] == ["深度困难", "相对困难", "意外致困", "未记录"]
    assert [cell.value for cell in sheet[6]][1:4] == ["合计", "=SUM(C7:C9)", "=SUM(D7:D9)"]
    assert [cell.value for cell in sheet[7]][:8] == [1, "兰州市", 3, 1, 1, 1, 0, 6]
    assert [cell.value for cell in sheet[8]][:3] == [2, "嘉峪关市", 0]
