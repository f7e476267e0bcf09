"""Campaigns in a browser: a site visit written down on a phone, and a warmth campaign from plan to report."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from campaigns.models import Campaign, ClosingReport, CoolingVisit, Paper, WarmthVisit
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def editions(units, today):
    for kind, year, first, last, name in (
        ("SUMMER_COOLING", 2021, date(2021, 6, 1), date(2021, 8, 31), "2021 年夏送清凉"),
        ("WINTER_WARMTH", 2021, date(2021, 12, 1), date(2022, 2, 28), "2021–2022 年冬送温暖"),
    ):
        Campaign.objects.create(kind=kind, year=year, season_from=first, season_to=last, name=name)


@pytest.fixture
def signed_in(new_page, sign_in):
    """Return a function: posting → a page of that person."""

    def open_page(posting, **options):
        page = new_page(**options)
        sign_in(page, posting.user.username)
        return page

    return open_page


def photo():
    made = BytesIO()
    Image.new("RGB", (80, 60), (200, 120, 40)).save(made, "JPEG")
    return {"name": "工地.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def test_site_visit_on_a_phone_moves_the_progress(editions, signed_in, clerk_chengguan):
    page = signed_in(clerk_chengguan, viewport=PHONE)
    page.goto("/campaigns/summer/2021/")
    assert page.locator(".stat .v").nth(2).inner_text().startswith("0")
    page.get_by_role("link", name="登记夏送清凉慰问").click()
    for name, value in (
        ("held_on", "2021-07-12"), ("employer", "地铁 3 号线工地"), ("workers", "120"),
        ("migrant_workers", "100"), ("cash", "3000"),
    ):
        page.fill(f"[name={name}]", value)
    page.select_option("[name=target]", "SITE")
    page.select_option("[name=fund_source]", "UNION")
    page.set_input_files("[name=photos]", photo())
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已登记").first.wait_for()
    assert page.get_by_role("link", name="现场照片").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto("/campaigns/summer/2021/")
    assert page.locator(".stat .v").nth(2).inner_text().startswith("120")
    assert (CoolingVisit.objects.get().workers, Paper.objects.count()) == (120, 1)


def test_warmth_from_quota_to_sign_sheet_to_closing_report(
    editions, active_file, signed_in, reviewer_chengguan, reviewer_lanzhou
):
    archive = active_file()
    above = signed_in(reviewer_lanzhou)
    above.goto("/campaigns/winter/2021/plan/")
    above.get_by_label("城关区 慰问困难职工家庭").fill("1")
    above.get_by_role("button", name="保存并下达").click()
    above.get_by_text("计划已保存").wait_for()

    page = signed_in(reviewer_chengguan)
    page.goto("/campaigns/winter/2021/families/")
    page.get_by_label(f"勾选 {archive.worker_name}").check()
    for name, value in (("held_on", "2022-01-26"), ("cash", "500"), ("visitor", "工会主席")):
        page.fill(f"[name={name}]", value)
    page.select_option("[name=fund_source]", "UNION")
    page.get_by_role("button", name="登记慰问").click()
    page.get_by_text("在档家庭都已走访").wait_for()
    page.get_by_role("link", name="打印签收表").click()
    sheet = page.locator("main").inner_text()
    assert archive.file_no in sheet
    assert "500.00" in sheet

    page.goto("/campaigns/winter/2021/closing/")
    page.fill("[name=text]", "走访在档家庭一户，送去慰问款。")
    page.get_by_role("button", name="总结并结束登记").click()
    page.get_by_role("link", name="打印总结").click()
    assert "走访在档家庭一户" in page.locator("main").inner_text()
    assert WarmthVisit.objects.get().archive == archive
    report = ClosingReport.objects.get()
    assert ["WARMTH_HOUSEHOLDS", "1", "1"] in report.figures
