"""Words and marks: the same as those of the files, and numbers as the house writes them."""

from datetime import date
from decimal import Decimal

import pytest

from households.enums import Status, Tier
from unionaid.web.words import STATUSES, TIERS, amount, short_day, whole_number


def test_tiers_are_called_as_in_the_files():
    assert {value: str(mark.label) for value, mark in TIERS.items()} == {
        tier.value: str(tier.label) for tier in Tier
    }


def test_states_are_called_as_in_the_files():
    assert {value: str(mark.label) for value, mark in STATUSES.items()} == {
        status.value: str(status.label) for status in Status
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [(6824, "6824"), (19452, "19,452"), (0, "0"), (-118, "−118"), (None, "—"), ("", "—")],
)
def test_whole_numbers_are_grouped_from_five_digits_on(value, words):
    assert whole_number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("486"), "486.00"),
        (Decimal("19800.5"), "19,800.50"),
        (Decimal("-7692"), "−7692.00"),
        (Decimal("0"), "0.00"),
        (None, "—"),
    ],
)
def test_amounts_have_two_places(value, words):
    assert amount(value) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2022, 1, 26), "01-26"), (date(2021, 12, 31), "2021-12-31"), (None, "—")],
)
def test_days_of_the_current_year_leave_the_year_out(day, words):
    assert short_day(day, date(2022, 3, 31)) == words
