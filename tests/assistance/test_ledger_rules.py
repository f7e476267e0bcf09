"""The movements of a fund as pure rules: whatever happens, the year's equation holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance import ledger_rules as rules
from assistance.enums import Account, EntryKind
from assistance.errors import Overspent, WrongFund
from assistance.ledger_rules import Line, Totals

AMOUNTS = st.integers(1, 10**9).map(lambda fen: Decimal(fen).scaleb(-2))
MOVEMENTS = st.lists(st.tuples(st.sampled_from(list(rules.MOVES)), AMOUNTS, st.booleans()), max_size=40)


@given(MOVEMENTS)
def test_any_sequence_of_movements_adds_up_and_stays_above_zero(movements):
    totals, entries = Totals(), []
    for kind, amount, from_hold in movements:
        lines = rules.lines(kind, amount, from_hold=from_hold and kind == EntryKind.USED)
        assert sum(line.amount for line in lines) == 0
        try:
            totals = totals.after(lines)
        except Overspent:
            continue
        entries += lines
        if kind in rules.REVERSIBLE and from_hold:
            undone = rules.reversed_lines(lines)
            totals, entries = totals.after(undone), entries + list(undone)
    assert totals.carried_over + totals.received + totals.own == (
        totals.passed_down + totals.used + totals.carried_forward + totals.balance
    )
    assert all(getattr(totals, name) >= 0 for name in Totals.names())
    assert Totals.of_entries((line.account, line.amount) for line in entries) == totals


def test_what_is_missing_is_told():
    with pytest.raises(Overspent) as caught:
        Totals(available=Decimal("100.00"), own=Decimal("100.00")).after(
            rules.lines(EntryKind.USED, Decimal("130.50"))
        )
    assert (caught.value.balance, caught.value.short) == (Decimal("100.00"), Decimal("30.50"))
    assert str(caught.value) == "可用结余只有 100.00 元，还差 30.50 元。请减少金额，或者先补充资金"


def test_a_payment_out_of_a_hold_leaves_what_is_available():
    totals = Totals(available=Decimal(5), held=Decimal(10), own=Decimal(15))
    paid = totals.after(rules.lines(EntryKind.USED, Decimal(10), from_hold=True))
    assert paid == Totals(available=Decimal(5), own=Decimal(15), used=Decimal(10))


def test_the_ledger_shows_income_and_outgo_as_positive_columns():
    assert rules.column_amounts(rules.lines(EntryKind.RECEIVED, Decimal(7))) == (
        {Account.RECEIVED: Decimal(7)},
        Decimal(7),
    )
    assert rules.column_amounts(rules.lines(EntryKind.PASSED_DOWN, Decimal(3))) == (
        {Account.PASSED_DOWN: Decimal(3)},
        Decimal(-3),
    )
    assert rules.column_amounts(rules.lines(EntryKind.RESERVED, Decimal(3))) == ({}, Decimal(0))


def test_a_movement_of_nothing_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="positive"):
        rules.lines(EntryKind.USED, Decimal(0))


def test_reversing_lines_turns_their_signs():
    assert rules.reversed_lines((Line(Account.AVAILABLE, Decimal(2)), Line(Account.OWN, Decimal(-2)))) == (
        Line(Account.AVAILABLE, Decimal(-2)),
        Line(Account.OWN, Decimal(2)),
    )


def test_the_execution_rate_counts_what_was_used_and_passed_down():
    assert Totals().execution_rate is None
    totals = Totals(available=Decimal(20), own=Decimal(100), used=Decimal(50), passed_down=Decimal(30))
    assert totals.execution_rate == 80


@pytest.mark.parametrize(
    ("fund", "reason"),
    [
        (("CENTRAL", "", "OWN", 2022), WrongFund.SCHEME),
        (("UNION", "CITY", "CENTRAL_2022", 2022), WrongFund.SCHEME),
        (("CENTRAL", "", "CENTRAL_2022", 2021), WrongFund.YEAR),
        (("UNION", "", "OWN", 2022), WrongFund.LEVEL),
        (("DONATION", "CITY", "OWN", 2022), WrongFund.LEVEL),
    ],
)
def test_money_that_cannot_be_is_refused(fund, reason):
    with pytest.raises(WrongFund) as caught:
        rules.check_fund(*fund)
    assert caught.value.reason == reason


def test_interest_is_a_source_of_its_own():
    rules.check_allocation("INTEREST", "INTEREST", "", "OWN", 2022)
    with pytest.raises(WrongFund) as caught:
        rules.check_allocation("INTEREST", "DONATION", "", "OWN", 2022)
    assert caught.value.reason == WrongFund.INTEREST
