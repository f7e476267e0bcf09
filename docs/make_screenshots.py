"""Take the pictures of the documentation from a running demo: `make run`, then

    .venv/bin/python docs/make_screenshots.py [http://127.0.0.1:8000]

Needs the test dependencies and a Chromium of the system.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from tests.browser import chromium

FOLDER = Path(__file__).resolve().parent / "screenshots"
PASSWORD = "demo-gansu-2022"
WIDTHS = {"": 1366, "-phone": 390}
PAGES = {
    "officer.gansu": {
        "dashboard": "/dashboard/",
        "households": "/households/",
        "standards": "/standards/",
        "campaign": "/campaigns/winter/2021/",
    },
    "clerk.chengguan": {"work": "/work/", "entry": "first draft", "household": "first file"},
    "reviewer.chengguan": {"review": "/review/"},
}


def main(base):
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=list(chromium.FLAGS)
        )
        for ending, width in WIDTHS.items():
            for username, pages in PAGES.items():
                page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
                sign_in(page, base, username)
                for name, address in pages.items():
                    visit(page, base, address)
                    page.wait_for_timeout(500)
                    page.screenshot(path=FOLDER / f"{name}{ending}.png")
                page.close()
        browser.close()


def sign_in(page, base, username):
    page.goto(f"{base}/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def visit(page, base, address):
    if address == "first draft":
        page.goto(f"{base}/households/drafts/")
        page.goto(base + page.locator("a[href^='/drafts/']").first.get_attribute("href"))
    elif address == "first file":
        page.goto(f"{base}/households/")
        page.goto(base + page.locator("a[href^='/households/GS-']").first.get_attribute("href"))
    else:
        page.goto(base + address)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
