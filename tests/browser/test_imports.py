"""数据导入 in a browser: a messy workbook goes in, comes back marked, is mended, goes in again."""

import re

import openpyxl
import pytest

from households.models import Draft, ImportRun
from tests import factories
from tests.browser.conftest import DESKTOP, PHONE
from tests.households.import_files import row, workbook


def bring(page, path):
    """Upload a workbook, keep the columns as recognised and import what can be."""
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传工作簿").click()
    page.get_by_role("button", name="检查数据").click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name=re.compile("^导入 ")).click()
    page.wait_for_url("**/result/")


def test_a_messy_workbook_is_mended_until_all_of_it_is_in(new_page, sign_in, standards, people, tmp_path):
    messy = tmp_path / "一季度台账.xlsx"
    messy.write_bytes(
        workbook(
            [
                row(tier="相对困难", cause="子女上学", day=44587),
                row(name="李明", number=factories.identity_number()[:17]),
                row(name="赵强", income="三万"),
            ]
        )
    )
    page = new_page()
    sign_in(page, "clerk.chengguan")
    bring(page, messy)
    assert page.locator(".note.ok").inner_text().startswith("已导入 1 行")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("下载错误表")).click()
    mended = tmp_path / "改好.xlsx"
    download.value.save_as(mended)
    book = openpyxl.load_workbook(mended)
    sheet = book["在档"]
    assert {sheet.cell(line, 8).value is None for line in (3, 4, 5)} == {True, False}
    sheet["B4"], sheet["E5"] = factories.identity_number(), 30000
    book.save(mended)
    bring(page, mended)
    first, second = ImportRun.objects.order_by("pk")
    assert (first.created, first.refused) == (1, 2)
    assert (second.read, second.created, second.same, second.refused) == (3, 2, 1, 0)
    assert sorted(Draft.objects.values_list("worker_name", flat=True)) == ["李明", "王桂英", "赵强"]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_break_no_accessibility_rule(
    new_page, sign_in, standards, people, axe_violations, viewport, tmp_path
):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook([row(), row(name="李明", income="三万"), row(cause="收入低")]))
    page = new_page(viewport=viewport)
    sign_in(page, "clerk.chengguan")
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传工作簿").click()
    run = ImportRun.objects.latest("pk")
    pages = ["/imports/", "/imports/new/", f"/imports/{run.pk}/map/"]
    for address in pages:
        page.goto(address)
        assert axe_violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address
    page.get_by_role("button", name="检查数据").click()
    page.wait_for_url("**/check/")
    assert axe_violations(page) == []
