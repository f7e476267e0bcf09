"""Putting vouchers right, and carrying a year over."""

from datetime import date
from decimal import Decimal

import pytest

from assistance import checks
from assistance.actions import allocations, closing, reversing, spending
from assistance.errors import (
    CarryOverChanged,
    KeepersOnly,
    MoneyLeftAtUnit,
    NotReadyToClose,
    NotReversible,
    Overspent,
    ReasonMissing,
    SamePersonSigns,
    YearClosed,
)
from assistance.ledger_rules import Totals
from assistance.models import Voucher, YearClosing
from tests.assistance.money import document, fund_of, granted, passed_down
from unionaid import clock
from unionaid.organizations.actions import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(finance_lanzhou, reviewer_lanzhou, units):
    """Lanzhou has 10,000 元 and has sent 4,000 of them to Chengguan; returns the row."""
    granted(finance_lanzhou, reviewer_lanzhou)
    return passed_down(finance_lanzhou, reviewer_lanzhou, [(units["GS620102"], Decimal(4000))]).rows.get()


def voucher_of(unit, kind):
    return Voucher.objects.get(unit=unit, kind=kind)


def reversed_by(asking, signing, voucher, reason="金额录错"):
    return reversing.sign(reversal=reversing.ask(voucher=voucher, reason=reason, by=asking), by=signing)


def test_a_reversal_books_the_opposite_and_keeps_both_vouchers(finance_chengguan, reviewer_chengguan):
    fund = granted(finance_chengguan, reviewer_chengguan)
    wrong = fund.vouchers.get()
    request = reversing.ask(voucher=wrong, reason="金额录错", by=finance_chengguan)
    assert fund_of(fund.unit).available == Decimal(10000)
    with pytest.raises(SamePersonSigns):
        reversing.sign(reversal=request, by=finance_chengguan)
    reverse = reversing.sign(reversal=request, by=reviewer_chengguan)
    assert (reverse.number, reverse.reverses, reverse.summary) == (
        "2022-00002", wrong, "冲销 2022-00001 号凭证：金额录错",
    )  # fmt: skip
    assert fund_of(fund.unit).totals == Totals()
    for voucher in (wrong, reverse):
        with pytest.raises(NotReversible):
            reversing.ask(voucher=voucher, reason="再冲", by=reviewer_chengguan)
    granted(finance_chengguan, reviewer_chengguan, amount=Decimal(9000))  # the same document again
    assert fund_of(fund.unit).totals == Totals(available=Decimal(9000), own=Decimal(9000))


def test_what_the_lower_union_received_is_first_reversed_there(
    sent, finance_lanzhou, reviewer_lanzhou, finance_chengguan, reviewer_chengguan
):
    received = allocations.receive(row=sent, by=finance_chengguan)
    passed = voucher_of(finance_lanzhou.unit, "PASSED_DOWN")
    with pytest.raises(NotReversible) as caught:
        reversing.ask(voucher=passed, reason="发错", by=finance_lanzhou)
    assert caught.value.why == NotReversible.RECEIVED
    reversed_by(finance_chengguan, reviewer_chengguan, received)
    sent.refresh_from_db()
    assert sent.is_waiting
    reversed_by(finance_lanzhou, reviewer_lanzhou, passed)
    sent.refresh_from_db()
    assert (sent.is_waiting, sent.taken_back_on) == (False, clock.today())
    assert fund_of(finance_lanzhou.unit).totals == Totals(available=Decimal(10000), own=Decimal(10000))
    assert fund_of(finance_chengguan.unit).totals == Totals()
    assert set(checks.faults().values()) == {0}


def test_money_already_spent_keeps_its_income_from_being_reversed(finance_chengguan, reviewer_chengguan):
    fund = granted(finance_chengguan, reviewer_chengguan)
    paid = spending.spend(
        fund=fund, amount=Decimal(1), summary="付", by=finance_chengguan, checked_by=reviewer_chengguan.user
    )
    with pytest.raises(Overspent):
        reversed_by(finance_chengguan, reviewer_chengguan, fund.vouchers.first())
    with pytest.raises(NotReversible):
        reversing.ask(voucher=paid, reason="付错", by=finance_chengguan)


def test_a_reversal_needs_a_reason_and_the_people_of_the_unit(sent, finance_lanzhou, reviewer_chengguan):
    passed = voucher_of(finance_lanzhou.unit, "PASSED_DOWN")
    with pytest.raises(ReasonMissing):
        reversing.ask(voucher=passed, reason=" ", by=finance_lanzhou)
    with pytest.raises(KeepersOnly):
        reversing.ask(voucher=passed, reason="错", by=reviewer_chengguan)
    reversing.drop(
        reversal=reversing.ask(voucher=passed, reason="错", by=finance_lanzhou), by=finance_lanzhou
    )
    assert reversing.is_reversible(passed)


def test_a_year_is_explained_carried_over_and_closed(finance_chengguan, reviewer_chengguan):
    fund = granted(finance_chengguan, reviewer_chengguan)
    paid = spending.spend(
        fund=fund,
        amount=Decimal(7000),
        summary="付",
        by=finance_chengguan,
        checked_by=reviewer_chengguan.user,
    )
    with pytest.raises(NotReadyToClose) as caught:
        closing.prepare(year=2022, reasons={}, by=finance_chengguan)
    assert caught.value.left == ["2022-12-31 起才能结转"]
    clock.set_business_date(date(2023, 1, 5))
    with pytest.raises(ReasonMissing):
        closing.prepare(year=2022, reasons={fund.pk: ""}, by=finance_chengguan)
    paper = closing.prepare(year=2022, reasons={fund.pk: "项目跨年"}, by=finance_chengguan)
    with pytest.raises(SamePersonSigns):
        closing.sign(closing=paper, by=finance_chengguan)
    closing.sign(closing=paper, by=reviewer_chengguan)
    assert fund_of(fund.unit).totals == Totals(
        own=Decimal(10000), used=Decimal(7000), carried_forward=Decimal(3000)
    )
    following = fund_of(fund.unit, year=2023)
    assert following.totals == Totals(available=Decimal(3000), carried_over=Decimal(3000))
    with pytest.raises(YearClosed):
        allocations.prepare(values=document(document_no="迟"), by=finance_chengguan)
    spending.refund(
        voucher=paid,
        amount=Decimal(500),
        summary="退",
        by=finance_chengguan,
        checked_by=reviewer_chengguan.user,
    )
    assert fund_of(fund.unit, year=2023).totals == Totals(available=Decimal(3500), carried_over=Decimal(3500))
    assert checks.faults()["balances"] == 0


def test_money_that_moved_after_the_reasons_were_written_is_explained_again(
    finance_chengguan, reviewer_chengguan
):
    fund = granted(finance_chengguan, reviewer_chengguan)
    clock.set_business_date(date(2023, 1, 5))
    paper = closing.prepare(year=2022, reasons={fund.pk: "项目跨年"}, by=finance_chengguan)
    spending.spend(
        fund=fund, amount=Decimal(1), summary="付", by=finance_chengguan, checked_by=reviewer_chengguan.user
    )
    with pytest.raises(CarryOverChanged):
        closing.sign(closing=paper, by=reviewer_chengguan)
    closing.drop(closing=YearClosing.objects.get(), by=reviewer_chengguan)


def test_what_waits_keeps_a_year_open(sent, finance_chengguan, reviewer_chengguan):
    fund = granted(finance_chengguan, reviewer_chengguan)
    spending.reserve(
        fund=fund, reference="批", amount=Decimal(1), by=finance_chengguan, checked_by=reviewer_chengguan.user
    )
    allocations.prepare(values=document(document_no="二"), by=finance_chengguan)
    clock.set_business_date(date(2023, 1, 5))
    assert closing.still_to_do(fund.unit, 2022) == [
        "1 笔已批未付的资金", "1 笔待签收的下达", "1 份待签发的资金文件",
    ]  # fmt: skip


def test_a_unit_with_money_is_not_merged_away(sent, units, admin):
    with pytest.raises(MoneyLeftAtUnit):
        tree.merge(units["GS620102"], into=units["GS620121"], by=admin, day=clock.today())
