"""Money from the province to a household, in a browser: down to the county, ten households proposed (one
over its cap), approved, sent, one bounced and paid again; ledger, list and figures agree to the cent.
"""

from decimal import Decimal

import pytest

from assistance import checks
from assistance.kinds import RowStatus
from assistance.models import AidRecord, FundBalance, PaymentBatch, PaymentRow
from assistance.queries import funds
from tests.assistance.batching import Desk, answer
from tests.assistance.conftest import aid_standards, aided_file  # noqa: F401
from tests.assistance.money import fund_of, granted, passed_down
from unionaid.jobs.worker import Worker
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db(transaction=True)
MONEY = {"source": "UNION", "union_level": "PROVINCE", "scheme": "OWN", "year": 2022}
TEN = 10


@pytest.fixture
def county(people, aided_file, reviewer_gansu, officer_gansu, finance_lanzhou, reviewer_lanzhou):  # noqa: F811
    """Chengguan with 100,000 元 on their way from the province through Lanzhou, and ten files."""
    desk = Desk(people, aided_file)
    granted(officer_gansu, reviewer_gansu, amount=Decimal("300000.00"), **MONEY)
    lanzhou, own = finance_lanzhou.unit, desk.clerk.unit
    rows = [(lanzhou, Decimal("200000.00"))]
    passed_down(officer_gansu, reviewer_gansu, rows, document_no="甘工发〔2022〕9号", **MONEY)
    desk.receive(finance_lanzhou)
    rows = [(own, Decimal("100000.00"))]
    passed_down(finance_lanzhou, reviewer_lanzhou, rows, document_no="兰工发〔2022〕9号", **MONEY)
    for _n in range(TEN):
        desk.file()
    return desk


def signed_in(new_page, client_of, posting, live_server):
    page = new_page()
    cookie = client_of(posting).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_money_goes_from_the_province_to_ten_households(county, new_page, client_of, live_server):
    clerk, reviewer, finance = (
        signed_in(new_page, client_of, posting, live_server)
        for posting in (county.clerk, county.reviewer, county.finance)
    )
    finance.goto("/funds/")
    finance.get_by_role("button", name="签收").first.click()
    fund = fund_of(county.clerk.unit, **MONEY)
    assert fund.available == Decimal("100000.00")

    batch = made(clerk, fund, county.files)
    clerk.get_by_text("1 户不能发放").wait_for()
    clerk.get_by_text("超过本年上限 0.01 元").first.wait_for()
    assert clerk.get_by_role("button", name="提交审批").first.is_disabled()
    over = PaymentRow.objects.get(batch=batch, block="over_cap")
    amount(clerk, batch, over, "3000")
    submit(clerk)
    decide(reviewer, batch, "批准")

    send(finance, batch)
    take_in(finance, batch, bounced=[3])
    bounced = AidRecord.objects.get(status="BOUNCED")
    agree(fund, Decimal("27000.00"))

    again = opened(clerk, fund)
    clerk.goto(f"/aid/{again.pk}/add/?how=waiting")
    clerk.get_by_role("button", name="加入名单").click()
    clerk.get_by_text("补发").first.wait_for()
    submit(clerk)
    decide(reviewer, again, "批准")
    send(finance, again)
    take_in(finance, again, bounced=[])
    bounced.refresh_from_db()
    assert bounced.status == "PAID"
    agree(fund, Decimal("30000.00"))

    finance.goto("/funds/ledger/")
    assert "70,000.00" in finance.locator("tfoot").inner_text()
    clerk.goto("/aid/")
    assert "27,000.00" in clerk.locator("table").inner_text()
    clerk.goto(f"/households/{county.files[2].file_no}/aid/")
    assert "已发放" in clerk.locator("main").inner_text()


def opened(page, fund):
    page.goto("/aid/new/")
    page.select_option("select[name=fund]", str(fund.pk))
    page.select_option("select[name=aid_type]", "A1")
    page.get_by_role("button", name="下一步：选择家庭").click()
    page.get_by_role("heading", name="添加家庭").wait_for()
    return PaymentBatch.objects.latest("pk")


def made(page, fund, files):
    """Open a batch, paste the ten numbers, set 3000 元 for all and too much for the first."""
    batch = opened(page, fund)
    page.goto(f"/aid/{batch.pk}/add/?how=paste")
    page.fill("[name=lines]", "\n".join(file.file_no for file in files))
    page.get_by_role("button", name="加入名单").click()
    page.get_by_role("heading", name="发放名单").wait_for()
    page.fill("[name=DEEP]", "3000")
    page.get_by_role("button", name="按类别设金额").click()
    page.get_by_text("金额已更新").wait_for()
    amount(page, batch, PaymentRow.objects.filter(batch=batch).first(), "10152.01")
    return batch


def amount(page, batch, row, value):
    page.goto(f"/aid/{batch.pk}/rows/{row.pk}/")
    page.fill("[name=amount]", value)
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="发放名单").wait_for()


def submit(page):
    page.get_by_role("button", name="提交审批").first.click()
    page.get_by_text("待审批").first.wait_for()


def decide(page, batch, name):
    page.goto(f"/aid/{batch.pk}/")
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_text("待发放").first.wait_for()


def send(page, batch):
    page.goto(f"/aid/{batch.pk}/")
    page.get_by_role("button", name="生成银行文件").click()
    page.get_by_role("link", name="上传回盘文件").wait_for()
    page.fill("#id_reason", "交银行")
    with page.expect_download() as given:
        page.get_by_role("button", name="下载（含完整账号，会留下记录）").click()
    assert given.value.suggested_filename == f"{batch.number}.xlsx"


def take_in(page, batch, bounced):
    page.goto(f"/aid/{batch.pk}/return/")
    content = answer(PaymentBatch.objects.get(pk=batch.pk), bounced=bounced)
    file = {"name": "回盘.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="检查并导入").click()
    page.wait_for_url("**/jobs/*/")
    Worker().run_all()
    page.goto(f"/aid/{batch.pk}/")
    page.get_by_text("已对账").first.wait_for()


def agree(fund, paid):
    """The fund, the payments and the tree of the province tell the same sum, and every check passes."""
    fund = FundBalance.objects.get(pk=fund.pk)
    rows = PaymentRow.objects.filter(status=RowStatus.PAID)
    assert fund.used == sum(row.paid_amount for row in rows) == paid
    assert fund.available == Decimal("100000.00") - paid and fund.held == 0
    assert funds.tree_of(UnionUnit.objects.get(code="GS"), 2022).used == paid
    assert not any(checks.faults().values())
