"""Money from a document to the fund of a county: prepared, signed by another, passed down, received."""

from decimal import Decimal

import pytest

from assistance.actions import allocations
from assistance.errors import (
    AlreadySigned,
    DocumentTaken,
    FundMissing,
    KeepersOnly,
    NotOneLevelDown,
    NotTheTop,
    NotWaiting,
    Overspent,
    RowsMissing,
    SamePersonSigns,
)
from assistance.ledger_rules import Totals
from assistance.models import Allocation, AllocationRow, FundBalance, Voucher
from tests.assistance.money import CENTRAL, document, fund_of, granted, passed_down
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def province_money(officer_gansu, reviewer_gansu):
    """100,000 元 of central money at the province."""
    return granted(
        officer_gansu, reviewer_gansu, kind="FROM_ABOVE", document_no="财建〔2022〕1号",
        amount=Decimal(100000), **CENTRAL,
    )  # fmt: skip


def test_a_prepared_document_moves_nothing_before_another_person_signs_it(
    reviewer_chengguan, finance_chengguan
):
    allocation = allocations.prepare(values=document(), by=finance_chengguan)
    assert not FundBalance.objects.exists()
    with pytest.raises(SamePersonSigns):
        allocations.sign(allocation=allocation, by=finance_chengguan)
    allocations.sign(allocation=allocation, by=reviewer_chengguan)
    fund = fund_of(reviewer_chengguan.unit)
    assert fund.totals == Totals(available=Decimal(10000), own=Decimal(10000))
    voucher = Voucher.objects.get()
    assert (voucher.number, voucher.kind, voucher.made_by, voucher.checked_by) == (
        "2022-00001", "OWN_BUDGET", finance_chengguan.user, reviewer_chengguan.user,
    )  # fmt: skip
    assert {(entry.account, entry.amount) for entry in voucher.entries.all()} == {
        ("AVAILABLE", Decimal("10000.00")), ("OWN", Decimal("-10000.00")),
    }  # fmt: skip
    with pytest.raises(AlreadySigned):
        allocations.sign(allocation=allocation, by=reviewer_chengguan)
    assert list(AuditEvent.objects.order_by("id").values_list("event", flat=True)) == [
        "ALLOCATION_PREPARED", "ALLOCATION_SIGNED",
    ]  # fmt: skip


def test_money_goes_from_the_province_to_the_county_step_by_step(
    province_money, officer_gansu, reviewer_gansu, reviewer_lanzhou, finance_lanzhou,
    reviewer_chengguan, units,
):  # fmt: skip
    down = passed_down(
        reviewer_gansu,
        officer_gansu,
        [(units["GS620100"], Decimal(60000)), (units["GS620200"], Decimal(30000))],
        document_no="甘工发〔2022〕5号",
        **CENTRAL,
    )
    province = fund_of(units["GS"], **CENTRAL)
    assert province.totals == Totals(
        available=Decimal(10000), received=Decimal(100000), passed_down=Decimal(90000)
    )
    assert not FundBalance.objects.filter(unit=units["GS620100"]).exists()  # on its way
    row = down.rows.get(unit=units["GS620100"])
    voucher = allocations.receive(row=row, by=finance_lanzhou)
    assert (voucher.made_by, voucher.checked_by) == (finance_lanzhou.user, officer_gansu.user)
    with pytest.raises(NotWaiting):
        allocations.receive(row=row, by=reviewer_lanzhou)
    county = passed_down(
        finance_lanzhou, reviewer_lanzhou, [(units["GS620102"], Decimal(25000))], **CENTRAL
    )
    allocations.receive(row=county.rows.get(), by=reviewer_chengguan)
    assert fund_of(units["GS620100"], **CENTRAL).totals == Totals(
        available=Decimal(35000), received=Decimal(60000), passed_down=Decimal(25000)
    )
    assert fund_of(units["GS620102"], **CENTRAL).totals == Totals(
        available=Decimal(25000), received=Decimal(25000)
    )


def test_overspending_names_the_balance_and_what_is_missing(
    province_money, officer_gansu, reviewer_gansu, units
):
    rows = [(units["GS620100"], Decimal(60000)), (units["GS620200"], Decimal("50000.50"))]
    values = document(kind="PASS_DOWN", **CENTRAL)
    with pytest.raises(Overspent) as caught:
        allocations.prepare(values=values, by=officer_gansu, rows=rows)
    assert str(caught.value) == (
        "甘肃省 2022 年中央财政可用结余只有 100,000.00 元，还差 10,000.50 元。请减少金额，或者先补充资金"
    )
    first = allocations.prepare(values=values, by=officer_gansu, rows=rows[:1])
    second = allocations.prepare(values=values | {"document_no": "二"}, by=officer_gansu, rows=rows[1:])
    allocations.sign(allocation=first, by=reviewer_gansu)
    with pytest.raises(Overspent):
        allocations.sign(allocation=second, by=reviewer_gansu)
    assert fund_of(units["GS"], **CENTRAL).available == Decimal(40000)
    assert not Allocation.objects.get(pk=second.pk).is_signed


def test_money_goes_one_level_down_only(province_money, officer_gansu, reviewer_lanzhou, units):
    values = document(kind="PASS_DOWN", **CENTRAL)
    for code in ("GS620102", "GS"):
        with pytest.raises(NotOneLevelDown):
            allocations.prepare(values=values, by=officer_gansu, rows=[(units[code], Decimal(1))])
    with pytest.raises(RowsMissing):
        allocations.prepare(values=values, by=officer_gansu)
    with pytest.raises(FundMissing):
        allocations.prepare(values=values, by=reviewer_lanzhou, rows=[(units["GS620102"], Decimal(1))])
    with pytest.raises(NotTheTop):
        allocations.prepare(values=document(kind="FROM_ABOVE", **CENTRAL), by=reviewer_lanzhou)


def test_the_same_money_of_a_document_is_booked_once(reviewer_chengguan, finance_chengguan):
    granted(finance_chengguan, reviewer_chengguan)
    again = allocations.prepare(values=document(), by=finance_chengguan)
    with pytest.raises(DocumentTaken):
        allocations.sign(allocation=again, by=reviewer_chengguan)
    granted(finance_chengguan, reviewer_chengguan, document_no="城工发〔2022〕4号")
    assert fund_of(reviewer_chengguan.unit).available == Decimal(20000)


def test_a_document_nobody_signed_may_be_thrown_away(reviewer_chengguan, finance_chengguan):
    allocation = allocations.prepare(values=document(), by=finance_chengguan)
    allocations.discard(allocation=allocation, by=reviewer_chengguan)
    assert not Allocation.objects.exists()
    signed = granted(finance_chengguan, reviewer_chengguan).vouchers.get().allocation
    with pytest.raises(AlreadySigned):
        allocations.discard(allocation=signed, by=reviewer_chengguan)


@pytest.mark.parametrize("person", ["clerk_chengguan", "auditor_gansu", "admin"])
def test_those_without_the_right_prepare_nothing(people, person):
    with pytest.raises(KeepersOnly):
        allocations.prepare(values=document(), by=people[person])


def test_money_is_received_by_the_union_it_was_sent_to(
    province_money, officer_gansu, reviewer_gansu, reviewer_jiayuguan, clerk_jiayuguan, units
):
    down = passed_down(officer_gansu, reviewer_gansu, [(units["GS620100"], Decimal(1000))], **CENTRAL)
    for by in (reviewer_jiayuguan, officer_gansu, clerk_jiayuguan):
        with pytest.raises(KeepersOnly):
            allocations.receive(row=down.rows.get(), by=by)
    assert AllocationRow.objects.get().is_waiting


def test_a_neighbour_sees_none_of_it(
    finance_chengguan, reviewer_chengguan, reviewer_lanzhou, reviewer_yongdeng, admin
):
    granted(finance_chengguan, reviewer_chengguan)
    for model in (FundBalance, Voucher, Allocation):
        assert model.objects.visible_to(reviewer_chengguan).count() == 1
        assert model.objects.visible_to(reviewer_lanzhou).count() == 1
        assert not model.objects.visible_to(reviewer_yongdeng).exists()
        assert not model.objects.visible_to(admin).exists()
