"""The door, in a browser."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.union_tree import PASSWORD
from unionaid.accounts.models import User


@pytest.fixture
def clerk(people):
    user = User.objects.get(username="clerk.chengguan")
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(page, username, password):
    page.goto("/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_clerk_signs_in_and_out(new_page, clerk, java_script_enabled):
    page = new_page(java_script_enabled=java_script_enabled)
    enter(page, "clerk.chengguan", PASSWORD)
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/work/")
    assert page.url.endswith("/work/")
    page.locator("details:has(form[action='/logout/']) > summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/login/")
    page.goto("/work/")
    assert page.url.endswith("/login/?next=%2Fwork%2F")


def test_a_wrong_password_is_said_and_what_was_typed_stays(page, clerk):
    enter(page, "clerk.chengguan", "not the password")
    page.get_by_role("alert").first.wait_for()
    assert page.get_by_label("用户名").input_value() == "clerk.chengguan"
    assert page.get_by_label("密码").input_value() == ""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ["/login/", "/no-such-page/"])
def test_the_door_breaks_no_accessibility_rule(new_page, axe_violations, viewport, address):
    page = new_page(viewport=viewport)
    page.goto(address)
    assert axe_violations(page) == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_wider_than_the_window(new_page, sign_in, people, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, "clerk.chengguan")
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
