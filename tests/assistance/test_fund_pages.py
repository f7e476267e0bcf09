"""The pages of aid funds, for the keeper of a county, the prefecture above and the neighbour."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assistance.actions import allocations, reversing
from assistance.models import Allocation, AllocationRow, Reversal, Voucher, YearClosing
from tests.assistance.money import CENTRAL, document, fund_of, granted, passed_down
from unionaid import clock
from unionaid.accounts.models import Posting
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PAGES = ("/funds/", "/funds/allocations/", "/funds/ledger/", "/funds/ledger/print/")
INCOME = {
    "kind": "OWN_BUDGET", "money": "UNION.COUNTY.OWN", "year": "2022", "amount": "12,000.50",
    "document_no": "城工发〔2022〕3号", "dated": "2022-01-10", "tilt": "NONE", "tilt_reason": "", "note": "",
}  # fmt: skip


@pytest.fixture
def lanzhou_money(finance_lanzhou, reviewer_lanzhou):
    return granted(finance_lanzhou, reviewer_lanzhou)


@pytest.fixture
def on_its_way(lanzhou_money, finance_lanzhou, reviewer_lanzhou, units):
    rows = [(units["GS620102"], Decimal(4000)), (units["GS620121"], Decimal(1000))]
    return passed_down(finance_lanzhou, reviewer_lanzhou, rows)


def test_empty_pages_say_what_to_do(client_of, finance_chengguan, finance_lanzhou):
    client = client_of(finance_chengguan)
    for page in PAGES:
        assert client.get(page).status_code == 200
    assert "还没有资金" in client.get("/funds/").content.decode()
    assert "没有管理资金的下级工会" in client.get("/funds/allocations/down/").content.decode()
    assert "没有可下拨的资金" in client_of(finance_lanzhou).get("/funds/allocations/down/").content.decode()


def test_own_money_is_registered_by_one_person_and_signed_by_another(
    client_of, finance_chengguan, reviewer_chengguan
):
    maker, checker = client_of(finance_chengguan), client_of(reviewer_chengguan)
    answer = maker.post("/funds/allocations/new/", INCOME)
    paper = Allocation.objects.get()
    assert answer["Location"] == f"/funds/allocations/{paper.pk}/"
    page = maker.get(answer["Location"]).content.decode()
    assert "请由本级另一位管理资金的人员签发" in page and "签发并入账" not in page
    maker.post(f"/funds/allocations/{paper.pk}/sign/")
    assert not Voucher.objects.exists()
    assert "签发并入账" in checker.get(answer["Location"]).content.decode()
    checker.post(f"/funds/allocations/{paper.pk}/sign/")
    assert fund_of(finance_chengguan.unit).available == Decimal("12000.50")
    for page in ("/funds/", "/funds/ledger/", "/funds/ledger/print/"):
        assert "12,000.50" in maker.get(page).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": "0"}, "金额"),
        ({"tilt": "EPIDEMIC"}, "须写明理由"),
        ({"money": "CENTRAL..CENTRAL_2022", "year": "2021"}, "自 2022 年起才有"),
        ({"kind": "FROM_ABOVE"}, "选择一个有效的选项"),
    ],
)
def test_a_wrong_document_is_shown_again_with_what_was_typed(client_of, finance_chengguan, change, words):
    answer = client_of(finance_chengguan).post("/funds/allocations/new/", INCOME | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page and INCOME["document_no"] in page
    assert not Allocation.objects.exists()


def test_money_is_passed_down_and_received_on_the_pages(
    client_of, lanzhou_money, finance_lanzhou, reviewer_lanzhou, reviewer_chengguan, units
):
    maker = client_of(finance_lanzhou)
    given = {
        "fund": lanzhou_money.pk, "document_no": "兰工发〔2022〕8号", "dated": "2022-03-01",
        "tilt": "EPIDEMIC", "tilt_reason": "城关区封控", "note": "",
        f"amount_{units['GS620102'].pk}": "12000", f"amount_{units['GS620121'].pk}": "",
    }  # fmt: skip
    answer = maker.post("/funds/allocations/down/", given)
    assert answer.status_code == 422
    assert "还差 2,000.00 元" in answer.content.decode()
    given[f"amount_{units['GS620102'].pk}"] = "4000"
    maker.post("/funds/allocations/down/", given)
    paper = Allocation.objects.get(kind="PASS_DOWN")
    client_of(reviewer_lanzhou).post(f"/funds/allocations/{paper.pk}/sign/")
    county = client_of(reviewer_chengguan)
    page = county.get("/funds/").content.decode()
    assert "4000.00 元" in page and "城关区封控" in page
    county.post(f"/funds/receipts/{AllocationRow.objects.get().pk}/")
    assert fund_of(units["GS620102"]).received == Decimal(4000)
    assert "没有待签收的资金" in county.get("/funds/").content.decode()


def test_the_tree_adds_up_with_money_on_its_way(client_of, on_its_way, officer_gansu, units):
    page = client_of(officer_gansu).get(f"/funds/?unit={units['GS620100'].code}&year=2022")
    tree = page.context["tree"]
    assert (tree.brought, tree.used, tree.on_its_way, tree.left) == (10000, 0, 5000, 5000)
    assert tree.adds_up
    allocations.receive(row=on_its_way.rows.first(), by=_reviewer(units["GS620102"]))
    tree = client_of(officer_gansu).get("/funds/").context["tree"]
    assert [(child.unit.short_name, child.on_its_way, child.left) for child in tree.children] == [
        ("兰州市", Decimal(1000), Decimal(9000)),
    ]
    assert tree.adds_up


def _reviewer(unit):
    return Posting.objects.get(unit=unit, role="REVIEWER")


def test_a_voucher_is_reversed_by_two_people(client_of, lanzhou_money, finance_lanzhou, reviewer_lanzhou):
    voucher = lanzhou_money.vouchers.get()
    maker, checker = client_of(finance_lanzhou), client_of(reviewer_lanzhou)
    assert "冲销凭证" in maker.get(f"/funds/vouchers/{voucher.pk}/").content.decode()
    assert maker.post(f"/funds/vouchers/{voucher.pk}/reverse/", {"reason": ""}).status_code == 422
    maker.post(f"/funds/vouchers/{voucher.pk}/reverse/", {"reason": "金额录错"})
    paper = Reversal.objects.get()
    assert "签发冲销" not in maker.get(f"/funds/vouchers/{voucher.pk}/").content.decode()
    assert "签发冲销" in checker.get(f"/funds/vouchers/{voucher.pk}/").content.decode()
    checker.post(f"/funds/reversals/{paper.pk}/sign/")
    assert fund_of(finance_lanzhou.unit).available == 0
    page = checker.get(f"/funds/vouchers/{voucher.pk}/").content.decode()
    assert "已冲销" in page and "2022-00002" in page
    lines = checker.get("/funds/ledger/").context["page"].lines
    assert [(line.own, line.balance) for line in lines] == [(10000, 10000), (-10000, 0)]


def test_a_request_for_reversal_is_taken_back(client_of, lanzhou_money, finance_lanzhou):
    paper = reversing.ask(voucher=lanzhou_money.vouchers.get(), reason="错", by=finance_lanzhou)
    client_of(finance_lanzhou).post(f"/funds/reversals/{paper.pk}/drop/")
    assert not Reversal.objects.exists()


def test_a_year_is_closed_on_the_page(client_of, lanzhou_money, finance_lanzhou, reviewer_lanzhou):
    maker, checker = client_of(finance_lanzhou), client_of(reviewer_lanzhou)
    assert "2022-12-31 起才能结转" in maker.get("/funds/closing/2022/").content.decode()
    clock.set_business_date(date(2023, 1, 5))
    assert maker.get("/funds/closing/2020/").status_code == 404
    assert maker.post("/funds/closing/2022/", {}).status_code == 422
    maker.post("/funds/closing/2022/", {f"reason_{lanzhou_money.pk}": "项目跨年"})
    assert "签发结转" not in maker.get("/funds/closing/2022/").content.decode()
    checker.post("/funds/closing/2022/sign/")
    assert YearClosing.objects.get().is_signed
    page = checker.get("/funds/?year=2023").content.decode()
    assert "10,000.00" in page
    assert "已年终结转" in checker.get("/funds/?year=2022").content.decode()


def test_the_ledger_turns_pages_and_carries_the_balance(
    client_of, finance_chengguan, reviewer_chengguan, monkeypatch
):
    for number in range(5):
        granted(finance_chengguan, reviewer_chengguan, document_no=f"{number}号", amount=Decimal(100))
    monkeypatch.setattr("assistance.views.ledger.PER_PAGE", 2)
    client = client_of(finance_chengguan)
    first = client.get("/funds/ledger/").context
    assert [line.balance for line in first["page"].lines] == [100, 200]
    second = client.get(f"/funds/ledger/?after={first['page'].next}").context
    assert (second["page"].before, [line.balance for line in second["page"].lines]) == (200, [300, 400])
    assert second["total"].balance == 500 and second["total"].own == 500


@pytest.mark.parametrize("page", ["/funds/ledger/", "/funds/", "/funds/allocations/"])
def test_pages_ask_as_often_for_many_rows_as_for_one(
    client_of, finance_chengguan, reviewer_chengguan, django_assert_num_queries, page
):
    client = client_of(finance_chengguan)
    granted(finance_chengguan, reviewer_chengguan)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for number in range(20):
        granted(finance_chengguan, reviewer_chengguan, document_no=f"{number}号")
    with django_assert_num_queries(len(one)):
        client.get(page)


def test_the_workbook_holds_the_rows_and_leaves_evidence(client_of, lanzhou_money, finance_lanzhou):
    answer = client_of(finance_lanzhou).post("/funds/ledger/workbook/?year=2022")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    header, row = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows()][:2]
    assert header[:3] == ["日期", "凭证号", "文号"]
    assert row[1:4] == ["2022-00001", "城工发〔2022〕3号", "工会经费（县区级）"]
    assert row[9] == 10000 and row[12] == 10000
    event = AuditEvent.objects.get(event="LEDGER_EXPORTED")
    assert event.detail == {"filters": "2022 年度", "rows": 1}


def test_filters_narrow_the_ledger(client_of, lanzhou_money, finance_lanzhou, reviewer_lanzhou):
    client = client_of(finance_lanzhou)
    assert len(client.get("/funds/ledger/?source=UNION&year=2022").context["page"].lines) == 1
    assert not client.get("/funds/ledger/?source=CENTRAL").context["page"].lines
    assert len(client.get("/funds/ledger/?source=NONSENSE&after=x").context["page"].lines) == 1
    assert client.get("/funds/?year=1999").status_code == 404


def test_the_neighbour_meets_404_and_the_clerk_403(
    client_of, on_its_way, lanzhou_money, reviewer_jiayuguan, clerk_chengguan, reviewer_chengguan, units
):
    voucher, row = lanzhou_money.vouchers.first(), on_its_way.rows.first()
    neighbour = client_of(reviewer_jiayuguan)
    for page in (
        f"/funds/?unit={units['GS620100'].code}",
        f"/funds/ledger/?unit={units['GS620100'].code}",
        f"/funds/vouchers/{voucher.pk}/",
        f"/funds/allocations/{on_its_way.pk}/",
    ):
        assert neighbour.get(page).status_code == 404
        assert client_of(reviewer_chengguan).get(page).status_code == 404
    for page in (f"/funds/receipts/{row.pk}/", f"/funds/allocations/{on_its_way.pk}/sign/"):
        assert neighbour.post(page).status_code == 404
        assert client_of(clerk_chengguan).post(page).status_code == 403
    assert client_of(clerk_chengguan).get("/funds/").status_code == 200
    assert not client_of(reviewer_jiayuguan).get("/funds/ledger/").context["page"].lines


def test_the_prefecture_looks_into_the_ledger_of_its_county_and_changes_nothing(
    client_of, finance_chengguan, reviewer_chengguan, reviewer_lanzhou
):
    voucher = granted(finance_chengguan, reviewer_chengguan).vouchers.get()
    paper = allocations.prepare(values=document(document_no="二", **CENTRAL), by=finance_chengguan)
    client = client_of(reviewer_lanzhou)
    assert "10,000.00" in client.get("/funds/ledger/?unit=GS620102").content.decode()
    assert "冲销凭证" not in client.get(f"/funds/vouchers/{voucher.pk}/").content.decode()
    client.post(f"/funds/allocations/{paper.pk}/sign/")
    client.post(f"/funds/vouchers/{voucher.pk}/reverse/", {"reason": "错"})
    assert not Allocation.objects.get(pk=paper.pk).is_signed
    assert not Reversal.objects.exists()
