"""Amounts in Chinese capitals, read back by an independent reader."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance.capitals import FIGURES, in_capitals
from unionaid.money import yuan

UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read(text):
    """Return the 分 that capitals mean: groups of four under 亿 and 万, 角 and 分 at the end."""
    whole, _yuan, rest = text.rpartition("元") if "元" in text else ("", "", text)
    cents, rest = 0, rest.removesuffix("整").lstrip("零")
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in rest:
            figure, _unit, rest = rest.partition(unit)
            cents += FIGURES.index(figure[-1]) * worth
    return read_whole(whole) * 100 + cents


def read_whole(text):
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            high, _unit, low = text.rpartition(unit)
            return read_whole(high) * worth + read_whole(low)
    total, figure = 0, 0
    for character in text:
        if character in UNITS:
            total += figure * UNITS[character]
            figure = 0
        else:
            figure = FIGURES.index(character)
    return total + figure


@given(st.integers(0, 10**14 - 1))
def test_every_amount_is_read_back(cents):
    assert read(in_capitals(yuan(cents))) == cents


@given(st.integers(0, 10**14 - 1))
def test_zeros_are_written_once_and_never_last(cents):
    text = in_capitals(yuan(cents))
    assert "零零" not in text
    assert not any(f"零{unit}" in text for unit in "万亿拾佰仟角分") or text.startswith("零元")
    assert text.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.00", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10.00", "壹拾元整"),
        ("1234.50", "壹仟贰佰叁拾肆元伍角整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100000000.00", "壹亿元整"),
        ("100000001.00", "壹亿零壹元整"),
        ("100010000.00", "壹亿零壹万元整"),
    ],
)
def test_as_the_rules_of_vouchers_write_it(amount, words):
    assert in_capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "1000000000000.00"])
def test_what_no_voucher_carries_is_refused(amount):
    with pytest.raises(ValueError):
        in_capitals(Decimal(amount))
