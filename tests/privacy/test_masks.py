"""What masks keep of a value, and what the last-resort mask finds in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionaid.privacy import masks


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("620402197502149983", "620402********9983"),
        ("62040219750214998X", "620402********998X"),
        ("620402750214998", "620402*****4998"),
        ("E12345678", "E1*****78"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_identity_number(number, shown):
    assert masks.mask_id(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812342046", "138****2046"),
        (" 13812342046 ", "138****2046"),
        ("8123456", "*****56"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_phone(number, shown):
    assert masks.mask_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("6222021111111111234", "**** 1234"), ("12345678", "****"), ("", "")]
)
def test_account(number, shown):
    assert masks.mask_account(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王英", "王*"), ("王桂英", "王*英"), ("阿依古丽", "阿**丽"), ("王", "王"), ("", "")],
)
def test_name(name, shown):
    assert masks.mask_name(name) == shown


def test_address_stops_at_the_township():
    assert masks.mask_address("东关街道", "解放路 18 号") == "东关街道***"
    assert masks.mask_address("东关街道", "") == "东关街道"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("核对620402197502149983、13812342046", "核对620***********9983、138****2046"),
        ("62040219750214998x", "620***********998x"),
        ("620402 19750214 9983", "620*************9983"),
        ("138-1234-2046", "138******2046"),
        ("卡号 6222021111111111234", "卡号 622************1234"),
        ("6222 0211 1111 1111 234", "622**************** 234"),
        ("620402750214998", "620********4998"),
    ],
)
def test_numbers_of_persons_are_found_in_a_text(text, shown):
    assert masks.mask_numbers(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-31 至 2022-04-01",
        "2022-03-31 10:42:18",
        "GS-620402-2022-00317",
        "91620100MA71234567",
        "0931-8123456",
        "6824 户，8760.00 元",
    ],
)
def test_dates_file_numbers_and_amounts_stay_readable(text):
    assert masks.mask_numbers(text) == text


@given(st.from_regex(r"\d{17}[\dX]", fullmatch=True), st.text(alphabet="王证号，。 ", max_size=5))
def test_no_identity_number_survives_whatever_stands_around_it(number, around):
    assert number not in masks.mask_numbers(f"{around}{number}{around}")
