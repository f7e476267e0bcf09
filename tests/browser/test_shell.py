"""The shell in a browser: quick search, keys, menus, dialogs, one submission a click, long reading."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"width": 320, "height": 700}
COMPONENTS = "/dev/components/"


@pytest.fixture
def signed_in(page, sign_in, clerk_chengguan):
    sign_in(page, clerk_chengguan.user.username)
    return page


def opened(page, path=COMPONENTS):
    page.goto(path)
    page.evaluate("document.activeElement.blur()")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_every_component_is_accessible(
    new_page, sign_in, clerk_chengguan, live_server, axe_violations, viewport, theme
):
    page = new_page(viewport=viewport)
    sign_in(page, clerk_chengguan.user.username)
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    opened(page)
    assert page.locator("html").get_attribute("data-theme") == theme
    assert axe_violations(page) == []


@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESKTOP])
def test_no_page_of_the_shell_scrolls_sideways(new_page, sign_in, clerk_chengguan, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, clerk_chengguan.user.username)
    for path in (COMPONENTS, "/more/", "/no-such-page/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"], path


def test_the_first_tab_leads_past_the_menu(signed_in):
    page = opened(signed_in, "/more/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_phone_has_at_most_five_items_at_the_bottom(new_page, sign_in, clerk_chengguan):
    page = new_page(viewport=PHONE)
    sign_in(page, clerk_chengguan.user.username)
    page.goto("/more/")
    items = page.locator(".mnav a")
    assert items.all_inner_texts() == ["工作", "档案", "走访", "活动", "更多"]
    assert items.last.get_attribute("aria-current") == "page"


@pytest.mark.parametrize("keys", ["Control+k", "/"])
def test_quick_search_finds_a_page_by_keyboard_alone(signed_in, keys):
    page = opened(signed_in, "/more/")
    page.keyboard.press(keys)
    box = page.get_by_role("combobox", name="快速查找")
    box.fill("认定")
    expect(page.locator("#pal-list [role=option]")).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == page.locator(
        "#pal-list [role=option]"
    ).get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/")


def test_quick_search_closes_with_escape_and_gives_the_focus_back(signed_in):
    page = opened(signed_in, "/more/")
    page.locator(".task").first.focus()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    assert page.locator("[data-palette-dialog]").get_attribute("open") is None
    assert "task" in page.evaluate("document.activeElement.className")


def test_two_letters_lead_to_a_page(signed_in):
    page = opened(signed_in)
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/households/")


def test_letters_are_letters_while_somebody_types(signed_in):
    page = opened(signed_in)
    page.locator("#id_employer").focus()
    page.keyboard.type("gh?/")
    assert page.locator("#id_employer").input_value() == "gh?/"
    assert page.url.endswith(COMPONENTS)
    assert page.locator("dialog[open]").count() == 0


def test_single_keys_can_be_switched_off_and_stay_off(signed_in):
    page = opened(signed_in)
    page.keyboard.press("?")
    assert page.locator("dialog[data-key='?']").is_visible()
    page.keyboard.press("Escape")
    page.locator("summary.who").click()
    toggle = page.locator("[data-keys-toggle]")
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "false"
    opened(page)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_a_menu_closes_with_escape_and_keeps_the_focus(signed_in):
    page = opened(signed_in)
    page.locator("summary.who").click()
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert page.evaluate("document.activeElement.className") == "who"


def test_a_dialog_says_what_it_asks_and_closes(signed_in):
    page = opened(signed_in)
    page.get_by_role("button", name="通过 3 件").first.click()
    dialog = page.get_by_role("dialog", name="通过 3 件申请？")
    assert dialog.is_visible()
    dialog.get_by_role("button", name="返回").click()
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.dataset.dialog") == "approve"


def test_the_error_summary_speaks_first_and_leads_to_the_field(signed_in):
    page = signed_in
    page.goto(COMPONENTS)
    assert page.evaluate("document.activeElement.className") == "errsum"
    page.get_by_role("link", name="手机号码应为 11 位数字").click()
    assert page.evaluate("document.activeElement.id") == "id_mobile"


def test_amounts_are_grouped_on_leaving_and_plain_while_typing(signed_in):
    page = opened(signed_in)
    wage = page.locator("#id_wage")
    wage.fill("1234567.5")
    page.locator("#id_employer").focus()
    assert wage.input_value() == "1,234,567.5"
    wage.focus()
    assert wage.input_value() == "1234567.5"


def test_the_calendar_fills_the_day_as_text(signed_in):
    page = opened(signed_in)
    page.locator("[data-pick-day]").click()
    page.locator(".day-cal").evaluate(
        "day => { day.value = '2022-01-26'; day.dispatchEvent(new Event('change')); }"
    )
    assert page.locator("#id_born").input_value() == "2022-01-26"


def test_two_clicks_are_one_submission(signed_in):
    page = opened(signed_in, "/more/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.route("**/theme/", lambda route: route.fulfill(status=204))  # an answer that leaves the page
    button = page.locator(".main [name=theme]")
    button.evaluate("button => { button.click(); button.click(); }")
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("aria-busy", "true")
    assert len(sent) == 1


def test_the_theme_and_the_language_are_a_click_away(signed_in):
    page = opened(signed_in, "/more/")
    page.locator("summary.who").click()
    page.locator(".pop").get_by_role("button", name="深色界面").click()
    page.wait_for_url("**/more/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator(".top [name=language]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_who_reads_for_a_long_time_is_asked_before_the_session_ends(signed_in, settings):
    settings.SESSION_IDLE_SECONDS = 100
    page = opened(signed_in, "/more/")
    asked = page.get_by_role("dialog", name="登录快要超时了")
    asked.wait_for()
    with page.expect_response("**/still-here/") as answer:
        asked.get_by_role("button", name="继续使用").click()
    assert answer.value.status == 204


def test_the_drawn_trend_gives_way_to_one_that_answers_the_pointer(signed_in):
    page = opened(signed_in)
    chart = page.locator("[data-chart] .ec svg")
    chart.wait_for()
    assert page.locator("[data-figure]").is_hidden()
    chart.hover()


def test_without_script_the_drawn_trend_and_the_search_remain(new_page, sign_in, clerk_chengguan):
    page = new_page(java_script_enabled=False)
    sign_in(page, clerk_chengguan.user.username)
    page.goto(COMPONENTS)
    assert page.locator("[data-figure] svg").is_visible()
    page.get_by_role("searchbox", name="全局搜索").fill("看板")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    assert page.get_by_role("heading", level=1).count() == 1
