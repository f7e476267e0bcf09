import pytest

from tests.vectors import vectors
from unionaid.privacy import contact_numbers


@pytest.mark.parametrize("row", vectors("mobile"))
def test_mobile_vector(row):
    expected = None if row["severity"] == "hard" else row["normalised"] or row["value"]
    assert contact_numbers.mobile(row["value"]) == expected


@pytest.mark.parametrize("row", vectors("bank"))
def test_bank_vector(row):
    number = contact_numbers.account(row["value"])
    assert number == (None if row["severity"] == "hard" else row["normalised"] or row["value"])
    if number:
        assert contact_numbers.passes_luhn(number) == (row["severity"] != "soft")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0931-8888888", "0931-8888888"),
        ("０９３１—８８８８８８８", "0931-8888888"),
        ("09318888888-801", "09318888888-801"),
        ("+86 168 1555 5556", "16815555556"),
        ("0086-16815555556", "16815555556"),
        ("8888888", None),
        ("无", None),
        ("1681555555٦", None),
        ("", None),
    ],
)
def test_telephone_is_a_mobile_number_or_a_landline_with_its_area_code(typed, kept):
    assert contact_numbers.telephone(typed) == kept


def test_account_keeps_leading_digits_that_look_like_a_country_code():
    assert contact_numbers.account("0086 2999 9000 0000 0012") == "00862999900000000012"
