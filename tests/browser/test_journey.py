"""The main job, in a browser: a clerk enters a file, it is visited, matched and published, two reviewers
approve it, the census grows by one.
"""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from households.actions.holidays import load_packaged_holidays
from households.actions.standards import load_default_chains
from households.models import ApprovalChain, HardshipArchive
from households.payloads import STEPS, payload_of_content
from households.queries import census
from tests import factories
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2022, 3, 31)


def fill(page, fields):
    """Type what a payload says into the fields of a step, adding rows where it has more of them.

    The page names its rows itself; those of the payload are taken in their order.
    """
    rows = {}
    for name, keys in fields.items():
        if name.endswith("-rows"):
            kind = name.removesuffix("-rows")
            while len(shown_rows(page, kind)) < len(keys):
                before = page.url
                page.locator(f"button[name=add][value='{kind}']").click()
                page.wait_for_function("kind => document.querySelector(`[name='${kind}-rows']`)", arg=kind)
                page.wait_for_load_state("networkidle")
                assert page.url.split("#")[0] == before.split("#")[0]
            rows |= {
                f"{kind}-{key}-": f"{kind}-{mine}-"
                for key, mine in zip(keys, shown_rows(page, kind), strict=False)
            }
    page.evaluate("document.querySelectorAll('form#entry details').forEach(more => { more.open = true; })")
    for name, values in fields.items():
        if name.endswith("-rows"):
            continue
        for prefix, mine in rows.items():
            if name.startswith(prefix):
                name = mine + name.removeprefix(prefix)
                break
        for value in values:
            enter(page, name, value)
    page.wait_for_load_state("networkidle")


def shown_rows(page, kind):
    return page.locator(f"form#entry [name='{kind}-rows']").evaluate_all("all => all.map(one => one.value)")


def enter(page, name, value):
    field = page.locator(f"form#entry [name='{name}']").first
    if field.count() == 0:
        return
    kind = field.evaluate(
        "field => field.readOnly ? 'fixed' : field.tagName === 'SELECT' ? 'select' : field.type"
    )
    if kind == "fixed" or kind == "hidden":
        return
    if kind == "select":
        field.select_option(value)
    elif kind in ("radio", "checkbox"):
        choice = page.locator(f"form#entry [name='{name}'][value='{value}']")
        choice.evaluate("choice => choice.scrollIntoView({ block: 'center' })")  # not below the sticky bar
        choice.check(force=True)
    else:
        field.fill(value)


def total(day=DAY):
    return census.census(UnionUnit.objects.get(code="GS"), day).total


def write(page, heading, fields):
    """Fill the card of a heading, by the labels of its fields."""
    card = page.locator("section.card", has=page.get_by_role("heading", name=heading, exact=True))
    for label, value in fields.items():
        field = card.get_by_label(label)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    return card


def hear(page):
    """Wait for the page to say that something was done."""
    page.get_by_role("status").first.wait_for()


@pytest.fixture
def full_chain(standards):
    """The packaged chain, as an installation adopts it."""
    load_packaged_holidays()
    ApprovalChain.objects.all().delete()
    load_default_chains(valid_from=date(2022, 3, 1), version="2022-01")


def test_clerk_enters_reviewers_approve_census_grows(new_page, sign_in, full_chain, people):
    assert total() == 0
    clerk = new_page()
    sign_in(clerk, "clerk.chengguan")
    payload = payload_of_content(factories.content())
    register_application(clerk, payload["worker"]["name"][0])
    clerk.get_by_role("button", name="转为档案草稿").click()
    for step in STEPS:
        clerk.wait_for_url(f"**/{step}/")
        fill(clerk, payload[step])
        clerk.locator("button[data-continue]").click()
    clerk.wait_for_url("**/check/")
    clerk.locator("[name=declared]").check(force=True)
    if not clerk.locator("[name=tier]:checked").count():
        clerk.locator("[name=tier][value=DEEP]").check(force=True)
    clerk.get_by_role("button", name="提交审核").click()
    clerk.wait_for_url("**/households/GS-*/")
    archive = HardshipArchive.objects.get()
    assert (archive.status, archive.tier, total()) == ("SUBMITTED", "DEEP", 0)
    assert [line.result for line in archive.intakes.all()] == ["FILED"]

    clerk.get_by_role("button", name="受理", exact=True).click()
    hear(clerk)
    card = write(
        clerk, "入户核实",
        {"走访日期": "2022-03-31", "走访人一": "王晓琴", "走访人二": "张立", "了解到的情况": "与申报一致"},
    )
    card.get_by_role("button", name="登记并完成核实").click()
    hear(clerk)
    card = write(
        clerk, "信息比对",
        {"核对单位": "城关区民政局", "回函日期": "2022-03-31", "比对结果": "AGREES"},
    )
    card.get_by_role("button", name="登记并完成比对").click()
    hear(clerk)
    clerk.get_by_role("link", name="去公示").click()
    clerk.get_by_label("公示地点").fill("厂区大门公示栏")
    clerk.get_by_label("开始日期").fill("2022-03-31")
    clerk.get_by_role("button", name="下一步：预览公示内容").click()
    clerk.get_by_role("button", name="发布公示").click()
    clerk.wait_for_url("**/notices/*/")
    assert clerk.get_by_role("button", name="结束公示，进入下一步").count() == 0

    address = clerk.url
    move_to("2022-04-01")
    clerk.goto(f"{address}objections/new/")
    clerk.get_by_label("对哪一户").select_option(index=1)
    for label, value in {"提出人": "刘建国", "异议内容": "反映有一辆小轿车"}.items():
        clerk.get_by_label(label).fill(value)
    clerk.locator("main form button.btn-p").click()
    hear(clerk)
    other = new_page()
    sign_in(other, "reviewer.chengguan")
    other.goto(address)
    other.get_by_role("link", name="核查并答复").click()
    other.get_by_label("异议不成立，继续公示").check(force=True)
    other.get_by_label("核查情况和答复").fill("车辆为其兄所有，不属实")
    other.locator("main form button.btn-p").click()
    hear(other)

    move_to("2022-04-09")  # five working days, 清明节 between them
    clerk.goto(address)
    clerk.get_by_role("button", name="结束公示，进入下一步").click()
    hear(clerk)

    for username in ("reviewer.chengguan", "reviewer.lanzhou"):
        reviewer = new_page()
        sign_in(reviewer, username)
        if username == "reviewer.chengguan":
            write_minutes(reviewer)
        reviewer.goto("/review/")
        if username == "reviewer.chengguan":
            reviewer.locator("form[action*=decide] [name=minutes]").select_option(index=1)
        reviewer.get_by_role("button", name="通过", exact=True).click()
        reviewer.get_by_role("button", name="通过申请").click()
        hear(reviewer)
    archive.refresh_from_db()
    assert (archive.status, total(date(2022, 4, 9)), total()) == ("ACTIVE", 1, 0)

    neighbour = new_page()
    sign_in(neighbour, "clerk.yongdeng")
    assert neighbour.goto(f"/households/{archive.file_no}/").status == 404
    assert neighbour.goto(f"/api/v1/files/{archive.file_no}/").status == 404
    neighbour.goto(f"/households/?q={archive.worker_name}&status=ALL")
    assert archive.file_no not in neighbour.content()


def move_to(day):
    call_command("business_date", day, stdout=StringIO())


def register_application(page, applicant):
    page.goto("/intake/new/")
    page.get_by_label("申请人").fill(applicant)
    page.get_by_label("申请途径").select_option("COUNTER")
    page.locator("main form button.btn-p").click()
    page.wait_for_url("**/intake/*/")


def write_minutes(page):
    page.goto("/review/minutes/")
    for label, value in {
        "纪要编号": "城工纪〔2022〕1号", "会议日期": "2022-04-09", "会议地点": "三楼会议室",
        "参会人员": "李建平、张立、赵敏", "会议决定": "同意上报",
    }.items():  # fmt: skip
        page.get_by_label(label).fill(value)
    page.locator("main form button.btn-p").click()
    hear(page)


PAGES = {
    "officer.gansu": ["/dashboard/", "/households/", "/standards/", "/standards/rules/new/", "/audit/"],
    "clerk.chengguan": [
        "/work/",
        "/households/{file}/",
        "/households/{file}/print/",
        "/households/new/",
        "/households/drafts/",
    ],
    "reviewer.chengguan": ["/review/", "/work/"],
    "admin": ["/admin/org/", "/admin/org/users/", "/admin/org/users/new/"],
}


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_break_no_rule_and_fit_the_window(
    new_page, sign_in, axe_violations, active_file, submitted_file, people, live_server, width, theme
):
    file_no = active_file().file_no
    submitted_file()
    broken = {}
    for username, addresses in PAGES.items():
        page = new_page(viewport={"width": width, "height": 800})
        page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
        sign_in(page, username)
        for address in addresses:
            page.goto(address.format(file=file_no))
            found = axe_violations(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if found or (wide > width and "/print/" not in address):
                broken[f"{username} {address}"] = [*found, f"{wide} px wide"]
    assert broken == {}


def test_entry_pages_break_no_rule(new_page, sign_in, axe_violations, standards, people):
    page = new_page()
    sign_in(page, "clerk.chengguan")
    page.goto("/households/new/")
    page.get_by_role("button", name="开始填写").click()
    page.wait_for_url("**/worker/")
    address = page.url.removesuffix("worker/")
    broken = {}
    for step in (*STEPS, "check"):
        page.goto(f"{address}{step}/?check=1" if step != "check" else f"{address}check/")
        found = axe_violations(page)
        if found:
            broken[step] = found
    assert broken == {}
