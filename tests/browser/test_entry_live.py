"""The entry while somebody types: numbers explained, the sum running along, errors spoken first."""

import pytest
from playwright.sync_api import expect

from households.actions import drafts
from households.models import Draft
from households.payloads import STEPS, payload_of_content
from tests import factories
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(standards, clerk_chengguan):
    """A draft with everything filled in, a girl at school among its people."""
    content = factories.content(
        members=[factories.member(), factories.member(name="陈思雨", relation="30", marital_status="10")]
    )
    draft = drafts.start(by=clerk_chengguan)
    for step, fields in payload_of_content(content).items():
        draft = drafts.save(
            draft=draft, step=step, fields=fields, version=draft.version, by=clerk_chengguan, page="first"
        )
    return draft


@pytest.fixture
def entry(page, sign_in, draft):
    sign_in(page, "clerk.chengguan")
    return page


def test_a_number_is_explained_and_fills_in_what_follows_from_it(entry, draft):
    entry.goto(f"/drafts/{draft.pk}/worker/")
    entry.locator("#id_hukou_region").fill("")
    entry.locator("#id_id_number").fill("620102197001029986")
    about = entry.locator("#id_id_number_check")
    expect(about).to_contain_text("按前 17 位应为 7，现在是 6")
    entry.locator("#id_id_number").fill("620102 19700102 9987")
    expect(about).to_contain_text("校验码正确")
    expect(about.locator("#id_id_number_born")).to_have_value("1970-01-02（52 岁）")
    expect(entry.locator("#id_hukou_region")).to_have_value("甘肃省兰州市城关区")


def test_the_sum_runs_along_with_what_is_typed(entry, draft):
    entry.goto(f"/drafts/{draft.pk}/economy/")
    panel = entry.locator("#live")
    expect(panel.locator(".big")).to_contain_text("336.33")
    expect(panel).to_contain_text("深度困难")
    entry.locator("[name='incomes-1-monthly_amount']").fill("4000")
    expect(panel.locator(".big")).to_contain_text("1119.67")
    expect(panel).to_contain_text("相对困难")
    entry.locator("[name='incomes-1-monthly_amount']").fill("")
    expect(panel).to_contain_text("收入第 1 项的每月金额")
    assert panel.locator(".big").count() == 0


def test_the_event_is_asked_for_only_where_there_was_one(entry, draft):
    entry.goto(f"/drafts/{draft.pk}/economy/")
    expect(entry.locator("#id_event-gross_cost")).to_be_hidden()
    entry.locator("[name=has_event][value=yes]").check(force=True)
    expect(entry.locator("#id_event-gross_cost")).to_be_visible()


def test_the_errors_speak_first_and_lead_to_their_fields(entry, draft):
    entry.goto(f"/drafts/{draft.pk}/worker/")
    entry.locator("#id_mobile").fill("138")
    entry.locator("[data-continue]").click()
    summary = entry.locator("[data-errsum]")
    expect(summary).to_be_focused()
    assert entry.title().startswith("错误：")
    summary.get_by_role("link", name="手机号码应为 11 位数字").click()
    expect(entry.locator("#id_mobile")).to_be_focused()
    expect(entry.locator("#id_mobile")).to_have_value("138")


def test_without_script_a_member_is_added_and_the_step_kept(new_page, sign_in, draft):
    page = new_page(java_script_enabled=False)
    sign_in(page, "clerk.chengguan")
    page.goto(f"/drafts/{draft.pk}/members/")
    page.get_by_role("button", name="添加家庭成员").click()
    page.wait_for_url("**/members/#members-*")
    assert page.locator("[name='members-rows']").count() == 3
    page.get_by_role("button", name="收入与支出").click()
    page.wait_for_url("**/economy/")
    assert len(Draft.objects.get().payload["members"]["members-rows"]) == 3


@pytest.mark.parametrize("viewport", [{"width": 1366, "height": 768}, PHONE, {"width": 320, "height": 640}])
def test_filled_pages_break_no_rule_and_fit_the_window(new_page, sign_in, axe_violations, draft, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, "clerk.chengguan")
    broken = {}
    for step in (*STEPS, "check"):
        page.goto(f"/drafts/{draft.pk}/{step}/")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = axe_violations(page)
        if found or wide > viewport["width"]:
            broken[step] = [*found, f"{wide} px wide"]
    assert broken == {}
