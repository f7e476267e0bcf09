"""Payments and holds of a fund, refunds, and many at once at one balance."""

from copy import copy
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from assistance import checks
from assistance.actions import posting, spending
from assistance.errors import Overspent, RefundTooLarge, SamePersonSigns
from assistance.ledger_rules import Totals
from assistance.models import FundBalance, Hold, LedgerEntry, Voucher
from tests.assistance.money import granted
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(finance_chengguan, reviewer_chengguan):
    """10,000 元 of Chengguan's own union money."""
    return granted(finance_chengguan, reviewer_chengguan)


@pytest.fixture
def both(finance_chengguan, reviewer_chengguan):
    return {"by": finance_chengguan, "checked_by": reviewer_chengguan.user}


def totals_of(fund):
    return FundBalance.objects.get(pk=fund.pk).totals


def test_a_hold_keeps_money_from_others_until_it_is_paid_or_released(fund, both):
    hold = spending.reserve(fund=fund, reference="医-2203-02", amount=Decimal(8000), **both)
    assert totals_of(fund) == Totals(available=Decimal(2000), held=Decimal(8000), own=Decimal(10000))
    with pytest.raises(Overspent) as caught:
        spending.spend(fund=fund, amount=Decimal("2000.01"), summary="生活救助", **both)
    assert (caught.value.balance, caught.value.short) == (Decimal("2000.00"), Decimal("0.01"))
    spending.spend(hold=hold, amount=Decimal(5000), summary="医疗救助", **both)
    assert spending.release(hold=hold, amount=Decimal(1000), **both).kind == "RELEASED"
    assert Hold.objects.get().open_amount == Decimal(2000)
    spending.release(hold=hold, **both)
    assert spending.release(hold=hold, **both) is None
    assert totals_of(fund) == Totals(available=Decimal(5000), own=Decimal(10000), used=Decimal(5000))
    assert checks.wrong_balances() == []


def test_no_more_is_paid_from_a_hold_than_it_has_set_aside(fund, both):
    hold = spending.reserve(fund=fund, reference="医-2203-02", amount=Decimal(100), **both)
    spending.reserve(fund=fund, reference="医-2203-03", amount=Decimal(900), **both)
    with pytest.raises(Overspent):
        spending.spend(hold=hold, amount=Decimal(101), summary="医疗救助", **both)
    assert Hold.objects.get(pk=hold.pk).open_amount == Decimal(100)


def test_a_repeated_job_books_its_effect_once(fund, both):
    hold = spending.reserve(fund=fund, reference="批", amount=Decimal(600), key="batch:1:hold", **both)
    spending.reserve(fund=fund, reference="批", amount=Decimal(600), key="batch:1:hold", **both)
    given = both | {"summary": "批", "key": "batch:1:paid"}
    first = spending.spend(hold=hold, amount=Decimal(600), **given)
    assert spending.spend(hold=hold, amount=Decimal(600), **given) == first
    back = both | {"summary": "退", "key": "batch:1:back"}
    assert spending.refund(voucher=first, amount=Decimal(50), **back) == spending.refund(
        voucher=first, amount=Decimal(50), **back
    )
    assert totals_of(fund) == Totals(available=Decimal(9450), own=Decimal(10000), used=Decimal(550))


def test_a_refund_gives_back_no_more_than_was_paid(fund, both):
    paid = spending.spend(fund=fund, amount=Decimal(300), summary="生活救助", **both)
    spending.refund(voucher=paid, amount=Decimal(200), summary="退票", **both)
    with pytest.raises(RefundTooLarge) as caught:
        spending.refund(voucher=paid, amount=Decimal("100.01"), summary="退票", **both)
    assert str(caught.value) == "这笔支出最多还能退回 100.00 元"
    spending.refund(voucher=paid, amount=Decimal(100), summary="退票", **both)
    assert totals_of(fund) == Totals(available=Decimal(10000), own=Decimal(10000))


def test_two_different_people_stand_on_every_payment(fund, finance_chengguan):
    with pytest.raises(SamePersonSigns):
        spending.spend(
            fund=fund, amount=Decimal(1), summary="", by=finance_chengguan, checked_by=finance_chengguan.user
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda: Voucher.objects.update(summary="改"),
        lambda: LedgerEntry.objects.update(amount=Decimal(1)),
        lambda: Voucher.objects.all()._raw_delete("default"),
        lambda: LedgerEntry.objects.all()._raw_delete("default"),
        lambda: FundBalance.objects.update(available=Decimal(1)),
        lambda: FundBalance.objects.update(available=Decimal(-1), own=Decimal(-1)),
    ],
)
def test_the_database_refuses_to_rewrite_the_ledger(fund, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_the_path_of_a_voucher_follows_its_unit(fund):
    assert Voucher.objects.update(unit_path="00010009") == 1


def race(fund, both, amount):
    """Let eight people spend at once; return how many were let through."""

    def spend():
        spending.spend(fund=fund, amount=amount, summary="抢付", **both)

    return len(at_once([spend] * 8, refused=Overspent))


@pytest.mark.django_db(transaction=True)
def test_eight_at_one_balance_make_one_winner_each_time(fund, both):
    assert race(fund, both, Decimal(6000)) == 1
    assert race(fund, both, Decimal(3000)) == 1
    assert totals_of(fund) == Totals(available=Decimal(1000), own=Decimal(10000), used=Decimal(9000))
    assert checks.wrong_balances() == []


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_race_is_lost(fund, both, monkeypatch):
    """The negative control: with the balance as each had read it, more than one gets through."""
    monkeypatch.setattr(posting, "locked", copy)
    assert race(fund, both, Decimal(6000)) > 1
    assert [fund for fund, _totals in checks.wrong_balances()] == [fund]
