"""A real browser at a live server. A test fails by itself when a page breaks the content security
policy, throws an error, or misses a file.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from unionaid.accounts.models import User

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds
# htmx says so when a newer request, or the next page, takes the place of one under way.
OVERTAKEN = ("htmx:afterRequest", "htmx:sendAbort", "htmx:sendError")
FILES = {"stylesheet", "script", "image", "font"}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`))
"""


@pytest.fixture(scope="session")
def browser():
    path = chromium.executable()
    if path is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, live_server):
    """Return a function that opens a page for one more person, with cookies of its own.

    Keywords are those of a Playwright context: `viewport=PHONE`, `java_script_enabled=False`.
    """
    contexts, faults = [], []

    def open_page(**options):
        context = browser.new_context(
            **{
                "base_url": live_server.url,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "viewport": DESKTOP,
                "reduced_motion": "reduce",
            }
            | options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(REPORT_VIOLATIONS)
        page = context.new_page()
        collect_faults(page, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def collect_faults(page, faults):
    """Add to `faults` what no page may do. A refusal (4xx) of a page is an answer, not a fault."""

    def console(message):
        if message.type == "error" and not message.text.startswith(("Failed to load resource", *OVERTAKEN)):
            faults.append(message.text)

    def answer(response):
        missing_file = response.status >= 400 and response.request.resource_type in FILES
        if missing_file or response.status >= 500:
            faults.append(f"{response.status} {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", answer)


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def sign_in(live_server):
    """Return a function that signs somebody in: `sign_in(page, "clerk.chengguan")`."""

    def bring_in(page, username):
        client = Client()
        user = User.objects.get(username=username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return bring_in


@pytest.fixture
def axe_violations():
    """Return a function: page → each accessibility rule it breaks with the first element that does."""

    def check(page):
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]

    return check
