import pytest

from tests.vectors import vectors
from unionaid.organizations import credit_code


@pytest.mark.parametrize("row", vectors("uscc"))
def test_credit_code_vector(row):
    assert credit_code.is_valid(row["value"]) == (row["severity"] != "hard")
    if row["severity"] != "hard":
        assert credit_code.normalise(row["value"]) == (row["normalised"] or row["value"])
        assert credit_code.organisation_part_agrees(row["value"]) == (row["severity"] != "soft")


def test_digits_of_other_scripts_are_refused():
    assert not credit_code.is_valid("91٦20102XDEM00011B"[:18])


def test_empty_code_is_refused():
    assert not credit_code.is_valid("")
