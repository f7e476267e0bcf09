"""The demo's aid funds: they balance in every unit, year after year, and leave something to do."""

from decimal import Decimal

import pytest

from assistance import checks
from assistance.models import FundBalance, Voucher
from assistance.queries import funds, ledger
from unionaid.accounts.models import Posting
from unionaid.demo.books import Books
from unionaid.demo.funds import Flow
from unionaid.demo.plans import plans_for
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import unit_by_code

pytestmark = pytest.mark.usefixtures("province", "db")
YEARS = (2018, 2019, 2020, 2021, 2022)


def posting(username):
    return Posting.objects.select_related("user", "unit").get(user__username=username)


def test_every_balance_is_what_its_entries_say():
    assert Voucher.objects.count() > 5000
    assert set(checks.faults().values()) == {0}


@pytest.mark.parametrize("year", YEARS)
def test_every_unit_adds_up_with_all_below_it(year):
    tree = funds.tree_of(unit_by_code("620000"), year)
    assert tree.brought > 40_000_000
    assert all(branch.adds_up for branch in (tree, *tree.children))
    assert len(tree.children) >= 15


@pytest.mark.parametrize("year", YEARS[1:])
def test_what_one_year_carries_forward_the_next_carries_over(year):
    def by_fund(of, column):
        rows = FundBalance.objects.filter(year=of, **{f"{column}__gt": 0})
        return {
            (fund.unit_id, *fund.fund_key[:3]): getattr(fund, column) for fund in rows
        }  # fmt: skip

    assert by_fund(year - 1, "carried_forward") == by_fund(year, "carried_over")


def test_the_ledger_runs_by_day_and_never_below_zero():
    for username in ("finance.lanzhou", "finance.chengguan"):
        keeper = posting(username)
        lines = ledger.page(ledger.vouchers_of(keeper, keeper.unit)).lines
        assert [line.voucher.on for line in lines] == sorted(line.voucher.on for line in lines)
        assert min(line.balance for line in lines) >= 0


def test_something_waits_for_the_people_of_the_printed_accounts():
    chengguan = posting("reviewer.chengguan")
    assert [row.allocation.tilt for row in funds.waiting_receipts(chengguan.unit)] == ["EPIDEMIC"]
    assert funds.waiting_count(chengguan) == 2
    assert funds.waiting_count(posting("reviewer.lanzhou")) == 1
    assert funds.tree_of(chengguan.unit, 2022).left > Decimal(1_000_000)


def test_the_same_plans_give_the_same_money():
    units = list(UnionUnit.objects.all())
    postings = {
        unit.code: list(Posting.objects.filter(unit=unit).select_related("user").order_by("pk"))
        for unit in units
    }
    flow = Flow(Books(postings), units, plans_for(units))
    flow.open_2018()
    flow.past_year(2018, 62_000_000, 9_000_000)
    for unit in units[:20]:
        for fund in flow.books.funds_of(unit, 2018):
            written = FundBalance.objects.get(
                unit=unit, year=2018, source=fund.source, union_level=fund.union_level, scheme=fund.scheme
            )
            assert fund.totals == written.totals
