"""The browser tests' own eyes: each kind of fault is seen, and a refusal is none."""

import pytest

from tests.browser.conftest import REPORT_VIOLATIONS, collect_faults

INLINE_STYLE = "document.body.setAttribute('style', 'color: red')"
INLINE_SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
MISSING_FILE = "document.body.append(Object.assign(new Image(), {src: '/static/missing.png'}))"
LATE_ERROR = "setTimeout(() => { throw new Error('late') })"


@pytest.fixture
def watched(browser, live_server):
    """A sign-in page and the list its faults go to."""
    context = browser.new_context(base_url=live_server.url)
    context.add_init_script(REPORT_VIOLATIONS)
    page, faults = context.new_page(), []
    collect_faults(page, faults)
    page.goto("/login/")
    yield page, faults
    context.close()


@pytest.mark.parametrize("script", [INLINE_STYLE, INLINE_SCRIPT, MISSING_FILE, LATE_ERROR])
def test_a_fault_is_seen(watched, script):
    page, faults = watched
    assert faults == []
    page.evaluate(script)
    page.wait_for_timeout(500)
    assert faults != []


def test_a_refusal_is_no_fault(watched):
    page, faults = watched
    assert page.goto("/no-such-page/").status == 404
    assert faults == []
