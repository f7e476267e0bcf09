"""Every row of the sample vectors behaves as its row says; properties hold for all numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import vectors
from unionaid.privacy import identity_number
from unionaid.privacy.identity_number import IdentityCheck, Segment

TODAY = date(2026, 1, 1)
GOOD = "620102196803129977"
REASONS = {
    "bad_checksum": "checksum",
    "bad_date": "birth_date",
    "future_birth_date": "birth_date",
    "birth_date_too_old": "birth_date",
    "placeholder_repeated_digit": "birth_date",
    "bad_region_province": "region",
    "legacy_15_digit": "length",
    "length_17": "length",
    "length_19": "length",
    "excel_scientific": "length",
    "letter_in_body": "characters",
}
# Two digits swapped make a 42nd month: the date fails before the check digit is reached.
REASON_OF_NUMBER = {"620321198042299966": "birth_date"}
WARNINGS = {"bad_region_county": ("region_unknown",), "sequence_000": ("sequence_000",)}


@pytest.mark.parametrize("row", vectors("ric"))
def test_identity_number_vector(row):
    verdict = identity_number.check(row["value"], TODAY)
    if row["severity"] == "hard":
        reason = REASON_OF_NUMBER.get(row["value"], REASONS[row["reason"]])
        assert verdict == IdentityCheck(
            row["value"], identity_number.normalise(row["value"]), valid=False, reason=reason
        )
        assert identity_number.suggest_18(row["value"]) == (row["normalised"] or None)
        assert not all(part.ok for part in identity_number.explain(verdict, TODAY))
        return
    assert (verdict.valid, verdict.reason) == (True, None)
    assert verdict.warnings == WARNINGS.get(row["reason"], ())
    assert verdict.normalised == (row["normalised"] or row["value"])
    assert verdict.region_code == (row["division_code"] or verdict.normalised[:6])
    assert verdict.birth_date.isoformat() == (row["birth_date"] or verdict.birth_date.isoformat())
    assert verdict.sex == (row["sex"] or verdict.sex)
    assert all(part.ok for part in identity_number.explain(verdict, TODAY))


@pytest.mark.parametrize(("number", "sex"), [("620199197208121018", "1"), ("62019919680315002X", "2")])
def test_unassigned_county_of_the_province_is_accepted_with_a_hint(number, sex):
    verdict = identity_number.check(number, TODAY)
    assert (verdict.valid, verdict.sex, verdict.warnings) == (True, sex, ("region_unknown",))
    assert identity_number.check("620199197208121017", TODAY).reason == "checksum"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("62019919680315002x", "62019919680315002X"),
        ("6201 9919 6803 1500 2ｘ", "62019919680315002X"),
        ("\t‘620199196803150021\u3000", "620199196803150021"),
        ("''1", "'1"),
        ("6.20623e+17", "6.20623e+17"),
        ("", ""),
    ],
)
def test_typed_numbers_are_cleaned_first(typed, clean):
    assert identity_number.normalise(typed) == clean


def test_the_first_failure_is_named():
    worse = ["99", "9919681399A", "9919681399AAA9777", "991968139977977A7", "996899196813997777",
             "620102196813997777", "620102196803129970"]  # fmt: skip
    assert [identity_number.check(number, TODAY).reason for number in worse] == [
        "length", "length", "length", "length", "region", "birth_date", "checksum",
    ]  # fmt: skip
    assert identity_number.check("99189919681399A777", TODAY).reason == "characters"
    assert identity_number.check("X" * 18, TODAY).reason == "characters"
    assert identity_number.check("٦" * 18, TODAY).reason == "characters"


@pytest.mark.parametrize(
    ("birth", "today", "possible"),
    [
        (date(2022, 3, 31), date(2022, 3, 31), True),
        (date(2022, 4, 1), date(2022, 3, 31), False),
        (date(1892, 3, 31), date(2022, 3, 31), True),
        (date(1892, 3, 30), date(2022, 3, 31), False),
        (date(1896, 2, 29), date(2026, 2, 28), True),
        (date(1896, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_births_are_between_130_years_ago_and_today(birth, today, possible):
    body = f"620102{birth:%Y%m%d}997"
    verdict = identity_number.check(body + identity_number.check_digit(body), today)
    assert (verdict.valid, verdict.reason) == (possible, None if possible else "birth_date")


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


@given(st.text(max_size=24) | st.text("0123456789xX '", max_size=24))
def test_no_text_is_too_odd_to_be_judged_and_explained(text):
    verdict = identity_number.check(text, TODAY)
    parts = identity_number.explain(verdict, TODAY)
    assert "".join(part.digits for part in parts) == verdict.normalised
    assert all(part.ok for part in parts) == verdict.valid


def test_a_right_number_is_explained_part_by_part():
    assert identity_number.explain(identity_number.check(GOOD, TODAY), TODAY) == [
        Segment("620102", "首次办证地", "甘肃省兰州市城关区", True),
        Segment("19680312", "出生日期", "1968-03-12", True),
        Segment("997", "顺序码", "男（末位单数）", True),
        Segment("7", "校验码", "与前 17 位相符", True),
    ]


@pytest.mark.parametrize(
    ("number", "part", "told"),
    [
        (
            "620102196803129974", 3,
            Segment("4", "校验码", "按前 17 位应为 7，现在是 4，请逐位核对", False, (18,), "7"),
        ),
        (
            "620102196813129977", 1,
            Segment("19681312", "出生日期", "第 11、12 位是月份，应为 01 至 12，现在是 13", False, (11, 12)),
        ),
        (
            "620102196902309977", 1,
            Segment("19690230", "出生日期", "第 13、14 位是日，1969 年 02 月没有 30 日", False, (13, 14)),
        ),
        (
            "620102000003129977", 1,
            Segment("00000312", "出生日期", "第 7 至 10 位是年份，不能是 0000", False, (7, 8, 9, 10)),
        ),
        (
            "620102209901019982", 1,
            Segment("20990101", "出生日期", "2099-01-01 晚于今天（2026-01-01）", False),
        ),
        (
            "620102184912319982", 1,
            Segment("18491231", "出生日期", "1849-12-31 距今超过 130 年", False),
        ),
        (
            "990101197001019970", 0,
            Segment("990101", "首次办证地", "前两位 99 不是省级代码", False, (1, 2)),
        ),
        (
            "62O1021968O3129977", 0,
            Segment("62O102", "首次办证地", "第 3 位“O”应为数字", False, (3,)),
        ),
        (
            "62O1021968O3129977", 1,
            Segment("1968O312", "出生日期", "第 11 位“O”应为数字", False, (11,)),
        ),
        (
            "6201021968031299A7", 3,
            Segment("7", "校验码", "前 17 位有不是数字的字符，无法计算", False),
        ),
        (
            "6201021968031IIA77", 2,
            Segment("IA7", "顺序码", "第 15 位“I”、第 16 位“A”应为数字", False, (15, 16)),
        ),
        (
            "620199197208121018", 0,
            Segment("620199", "首次办证地", "代码不在现行和历史区划表中，请核对证件", True),
        ),
        (
            "810000198606069975", 0,
            Segment("810000", "首次办证地", "香港特别行政区（港澳台居民居住证）", True),
        ),
        (
            "620102197001010004", 2,
            Segment("000", "顺序码", "顺序码从 001 起，000 少见，请核对证件", True),
        ),
        (
            "620104630701999", 0,
            Segment(
                "620104630701999", "位数",
                "15 位旧号码已停用，按规则换算的 18 位号码是 620104196307019990，请与证件核对",
                False, (), "620104196307019990",
            ),
        ),
        ("62042219780404998", 0, Segment("62042219780404998", "位数", "应为 18 位，少 1 位", False)),
        ("6205021987092399940", 0, Segment("6205021987092399940", "位数", "应为 18 位，多 1 位", False)),
    ],
)  # fmt: skip
def test_explanation_names_what_is_wrong_and_what_should_stand_there(number, part, told):
    assert identity_number.explain(identity_number.check(number, TODAY), TODAY)[part] == told
