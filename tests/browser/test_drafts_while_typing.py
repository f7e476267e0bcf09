"""A draft saves itself while somebody types, through a lost network and a lost session."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from households.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entry(page, sign_in, standards, clerk_chengguan):
    """The first step of a new draft, open in the browser."""
    sign_in(page, clerk_chengguan.user.username)
    page.goto("/households/new/")
    page.get_by_role("button", name="开始填写").click()
    page.wait_for_url("**/worker/")
    return page


def state(page):
    return page.locator("[data-draft-state]")


def type_name(page, name):
    page.locator("form#entry [name$=name]").first.fill(name)


def kept():
    return str(Draft.objects.get().payload)


def test_typing_is_kept_two_seconds_later(entry):
    with entry.expect_response("**/autosave/**") as answer:
        type_name(entry, "王桂英")
    assert answer.value.status == 200
    expect(state(entry)).to_contain_text("草稿已保存")
    assert "王桂英" in kept()


def test_a_lost_network_is_said_and_typing_goes_out_when_it_is_back(entry):
    entry.context.set_offline(True)
    type_name(entry, "王桂英")
    expect(state(entry)).to_have_text("没有保存，网络中断。内容还在本页，正在重试")
    assert "王桂英" not in kept()
    entry.context.set_offline(False)
    expect(state(entry)).to_contain_text("草稿已保存")
    assert "王桂英" in kept()


def test_after_a_lost_session_signing_in_elsewhere_is_enough(entry, sign_in, clerk_chengguan):
    Session.objects.all().delete()
    type_name(entry, "王桂英")
    expect(state(entry)).to_contain_text("登录已超时")
    assert "王桂英" not in kept()
    sign_in(entry, clerk_chengguan.user.username)
    entry.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(state(entry)).to_contain_text("草稿已保存")
    assert "王桂英" in kept()


def test_ctrl_s_keeps_the_draft_at_once(entry):
    type_name(entry, "王桂英")
    with entry.expect_response("**/autosave/**", timeout=1500):
        entry.keyboard.press("Control+s")
    expect(state(entry)).to_contain_text("草稿已保存")


def test_alt_and_a_number_lead_to_a_step_and_keep_what_was_typed(entry):
    type_name(entry, "王桂英")
    entry.keyboard.press("Alt+3")
    entry.wait_for_url("**/economy/")
    assert "王桂英" in kept()
