"""Every row of the sample vectors behaves as its row says; properties hold for all numbers."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionaid.organizations import credit_code
from unionaid.privacy import contact_numbers, identity_number

VECTORS = Path(__file__).parent.parent / "data" / "id_vectors.csv"
TODAY = date(2026, 1, 1)
REASONS = {
    "bad_checksum": "checksum", "bad_date": "birth_date", "future_birth_date": "birth_date",
    "birth_date_too_old": "birth_date", "placeholder_repeated_digit": "birth_date",
    "bad_region_province": "region", "legacy_15_digit": "length", "length_17": "length",
    "length_19": "length", "excel_scientific": "length", "letter_in_body": "characters",
}
# Two digits swapped make a 42nd month: the date fails before the check digit is reached.
SWAPPED_INTO_A_WRONG_DATE = "620321198042299966"
WARNINGS = {"bad_region_county": ("region_unknown",), "sequence_000": ("sequence_000",)}


def vectors(kind):
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return [pytest.param(row, id=row["id"]) for row in csv.DictReader(lines) if row["kind"] == kind]


@pytest.mark.parametrize("row", vectors("ric"))
def test_identity_number_vector(row):
    verdict = identity_number.check(row["value"], TODAY)
    if row["severity"] == "hard":
        swapped = row["value"] == SWAPPED_INTO_A_WRONG_DATE
        assert (verdict.valid, verdict.reason) == (
            False, "birth_date" if swapped else REASONS[row["reason"]],
        )
        assert identity_number.suggest_18(row["value"]) == (row["normalised"] or None)
        return
    assert (verdict.valid, verdict.reason) == (True, None)
    assert verdict.warnings == WARNINGS.get(row["reason"], ())
    if row["normalised"]:
        assert verdict.normalised == row["normalised"]
    if row["birth_date"]:
        assert verdict.birth_date.isoformat() == row["birth_date"]
    if row["sex"]:
        assert verdict.sex == row["sex"]
    assert all(part.ok for part in identity_number.explain(verdict, TODAY))


@pytest.mark.parametrize("row", vectors("mobile"))
def test_mobile_vector(row):
    expected = None if row["severity"] == "hard" else row["normalised"] or row["value"]
    assert contact_numbers.mobile(row["value"]) == expected


@pytest.mark.parametrize("row", vectors("bank"))
def test_bank_vector(row):
    number = contact_numbers.account(row["value"])
    assert (number is None) == (row["severity"] == "hard")
    if number:
        assert contact_numbers.passes_luhn(number) == (row["severity"] != "soft")
        assert number == (row["normalised"] or row["value"])


@pytest.mark.parametrize("row", vectors("uscc"))
def test_credit_code_vector(row):
    assert credit_code.is_valid(row["value"]) == (row["severity"] != "hard")
    if row["severity"] != "hard":
        assert credit_code.organisation_part_agrees(row["value"]) == (row["severity"] != "soft")


@given(
    st.sampled_from(["620102", "622301", "110103", "829999"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
)
def test_every_made_number_is_valid_and_every_wrong_last_digit_is_not(region, birth, sequence):
    body = f"{region}{birth:%Y%m%d}{sequence:03d}"
    right = identity_number.check_digit(body)
    verdict = identity_number.check(body + right, TODAY)
    assert (verdict.valid, verdict.birth_date, verdict.region_code) == (True, birth, region)
    assert verdict.sex == ("1" if sequence % 2 else "2")
    for wrong in set("0123456789X") - {right}:
        assert identity_number.check(body + wrong, TODAY).reason == "checksum"


def test_explanation_names_the_wrong_part():
    verdict = identity_number.check("620102196803129974", TODAY)
    parts = identity_number.explain(verdict, TODAY)
    assert [(part.digits, part.ok) for part in parts] == [
        ("620102", True), ("19680312", True), ("997", True), ("4", False),
    ]
    assert parts[0].meaning == "甘肃省兰州市城关区"
    assert parts[3].meaning == "按前 17 位应为 7，请逐位核对"
