"""机构与用户 in a browser: a new colleague comes in, and nobody loses what was typed."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from tests.browser.conftest import DESKTOP, PHONE
from unionaid.accounts import sessions
from unionaid.accounts.models import User

PAGES = [
    "/admin/org/",
    "/admin/org/units/GS620102/",
    "/admin/org/units/GS620102/new/",
    "/admin/org/units/GS620102/merge/?target=GS620121",
    "/admin/org/users/",
    "/admin/org/users/new/",
    "/postings/",
    "/password/",
]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_break_no_accessibility_rule(new_page, sign_in, people, axe_violations, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, "admin")
    clerk = User.objects.get(username="clerk.chengguan")
    for address in [*PAGES, f"/admin/org/users/{clerk.pk}/"]:
        page.goto(address)
        assert axe_violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_new_colleague_comes_in_with_a_one_time_password(new_page, sign_in, people, java_script_enabled):
    page = new_page(java_script_enabled=java_script_enabled)
    sign_in(page, "admin")
    page.goto("/admin/org/users/new/?unit=GS620102")
    page.get_by_label("姓名").fill("张秀兰")
    page.get_by_label("用户名").fill("zhang.xiulan")
    page.get_by_role("button", name="新建用户").click()
    one_time = page.locator("[data-one-time-password]").inner_text()

    hers = new_page(java_script_enabled=java_script_enabled)
    hers.goto("/work/")
    hers.get_by_label("用户名").fill("zhang.xiulan")
    hers.get_by_label("密码").fill(one_time)
    hers.get_by_role("button", name="登录").click()
    hers.get_by_text("您用的是一次性密码").wait_for()
    hers.get_by_label("原密码").fill(one_time)
    hers.get_by_label("新密码", exact=True).fill("a phrase of her own")
    hers.get_by_label("再填一次新密码").fill("a phrase of her own")
    hers.get_by_role("button", name="修改密码").click()
    hers.wait_for_url("**/work/")


def test_what_was_typed_survives_a_session_that_ended(page, sign_in, people):
    admin = User.objects.get(username="admin")
    admin.set_password("a long enough phrase")
    admin.save()
    sign_in(page, "admin")
    page.goto("/admin/org/units/GS620102/rename/")
    page.get_by_label("名称", exact=True).fill("城关区工会联合会")
    fall_idle(page)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("您刚才填写的内容还在").wait_for()
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill("a long enough phrase")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="继续提交").click()
    page.get_by_role("heading", name="城关区工会联合会").wait_for()


def fall_idle(page):
    key = next(c["value"] for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(session_key=key)
    session[sessions.SEEN] -= settings.SESSION_IDLE_SECONDS + 1
    session.save()
