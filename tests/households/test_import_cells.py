"""What stands in a cell, in all the ways tables have it."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.imports import cells, identifiers, quantities
from households.imports.cells import CellError, Doubt
from tests.factories import identity_number

DAY = date(2022, 1, 26)


def code_of(function, value, **options):
    with pytest.raises(CellError) as error:
        function(value, label="一栏", **options)
    assert error.value.message
    return error.value.code


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2022, 1, 26, 9, 30),
        44587,
        44587.0,
        "44587",
        20220126,
        "20220126",
        "2022-01-26",
        "2022/1/26",
        "2022.1.26",
        "2022年1月26日",
        " ２０２２－０１－２６ ",
        "2022-01-26 00:00:00",
        "2022-01-26T00:00:00",
        "2022\xa0年 1 月 26 日",
    ],
)
def test_a_day_in_every_usual_form(value):
    assert quantities.day(value, label="申请日期") == DAY


@pytest.mark.parametrize("value", [None, "", " ", "—", "无", "/"])
def test_no_day(value):
    assert quantities.day(value, label="申请日期") is None


def test_a_month_is_taken_with_a_doubt():
    found = quantities.day("1995.7", label="参加工作时间")
    assert (found.value, found.code) == (date(1995, 7, 1), "day_missing")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2022-13-02", "no_such_day"),
        ("2022-02-30", "no_such_day"),
        ("去年", "date"),
        ("26/1/2022", "date"),
        (True, "date"),
        (99999999, "no_such_day"),
        (-3, "date"),
        ("1899-01-01", "date_too_early"),
        ("#N/A", "formula_error"),
        (0.5, "date"),
    ],
)
def test_what_is_no_day_is_refused(value, code):
    assert code_of(quantities.day, value) == code


def test_a_day_to_come_is_refused():
    assert code_of(quantities.day, "2022-04-01", latest=date(2022, 3, 31)) == "date_in_future"


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)))
def test_every_day_survives_every_form(day):
    serial = (day - quantities.DAY_ZERO).days
    forms = [
        day,
        serial,
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    assert {quantities.day(form, label="日期") for form in forms} == {day}


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (1650, "1650.00"),
        (1650.5, "1650.50"),
        ("1,650.50", "1650.50"),
        ("￥1650", "1650.00"),
        ("１６５０元", "1650.00"),
        ("1 650", "1650.00"),
        (0, "0.00"),
        (0.1 + 0.2, "0.30"),
        ("12,000.00元", "12000.00"),
    ],
)
def test_an_amount_in_every_usual_form(value, amount):
    assert quantities.amount(value, label="年收入") == Decimal(amount)


@pytest.mark.parametrize("value", ["3.2万", "3.2万元", "３.２ 万元"])
def test_ten_thousands_are_multiplied_with_a_doubt(value):
    found = quantities.amount(value, label="年收入")
    assert (found.value, found.code) == (Decimal("32000.00"), "ten_thousands")


def test_a_column_in_ten_thousands_multiplies_its_numbers():
    assert quantities.amount(3.2, label="年收入", scale=10_000) == Decimal("32000.00")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("三万", "amount"),
        (-5, "negative"),
        ("1.234", "decimals"),
        (10**12, "too_much"),
        (True, "amount"),
        (DAY, "amount"),
        ("#REF!", "formula_error"),
        ("1-2", "amount"),
        (float("inf"), "amount"),
    ],
)
def test_what_is_no_amount_is_refused(value, code):
    assert code_of(quantities.amount, value) == code


@given(st.decimals(0, 10**7, places=2))
def test_every_amount_survives_its_forms(amount):
    for form in (str(amount), f"{amount:,}", f"¥{amount:,}元", float(amount)):
        assert quantities.amount(form, label="金额") == amount


@pytest.mark.parametrize("value", ["是", "有", "√", "Y", "1", 1, True, "TRUE", " 是\xa0"])
def test_yes(value):
    assert cells.yes_no(value, label="低保") is True


@pytest.mark.parametrize("value", ["否", "无", "没有", "×", 0, False, "n"])
def test_no(value):
    assert cells.yes_no(value, label="低保") is False


def test_maybe_is_refused():
    assert code_of(cells.yes_no, "可能") == "yes_no"


@pytest.mark.parametrize("twist", ["{}", " {} ", "'{}", "\xa0{}", "{0}"])
def test_an_identity_number_is_cleaned(twist):
    number = identity_number()
    assert identifiers.identity(twist.format(number), label="身份证号码") == number
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    assert identifiers.identity(wide, label="身份证号码") == number


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (6.201021990010112e17, "identity_as_number"),
        (620102199001011234, "identity_as_number"),
        ("6.20102E+17", "identity_as_number"),
        ("620102900101123", "identity_old"),
        (620102900101123, "identity_old"),
        ("62010219900101123", "identity_length"),
        ("6201021990010112345", "identity_length"),
        ("99010219900101123X", "identity_region"),
        ("620102199013011234", "identity_birth_date"),
        ("62010219900101123A", "identity_characters"),
        ("620102199001019981", "identity_checksum"),
        (True, "identity"),
    ],
)
def test_a_wrong_identity_number_is_refused_with_its_reason(value, code):
    assert code_of(identifiers.identity, value) == code


def test_the_sentence_of_an_old_number_hides_the_new_one():
    with pytest.raises(CellError) as error:
        identifiers.identity("620102900101123", label="身份证号码")
    assert "620102********" in error.value.message
    assert "19900101" not in error.value.message


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_changed_digit_never_passes(place, digit):
    number = identity_number(birth=date(1970, 5, 12))
    changed = number[:place] + digit + number[place + 1 :]
    if changed != number:
        with pytest.raises(CellError):
            identifiers.identity(changed, label="身份证号码")


def test_an_account_in_a_number_cell_has_lost_its_end():
    assert code_of(identifiers.account, 6222021234567890123) == "account_as_number"
    assert code_of(identifiers.account, "6.22202E+18") == "account_as_number"
    assert identifiers.account("6222 0212 3456 7894", label="卡号") in (
        "6222021234567894",
        Doubt("6222021234567894", "account_check", "卡号校验不符，请对照银行卡核对"),
    )


def test_a_mobile_number_may_stand_in_a_number_cell():
    assert identifiers.mobile(15400000001, label="手机号码") == "15400000001"
    assert identifiers.mobile("154-0000-0001", label="手机号码") == "15400000001"
    assert code_of(identifiers.mobile, "12345") == "mobile"


def test_text_keeps_its_marks_and_loses_wide_letters():
    assert cells.text("兰州ＡＢＣ厂（演示）\xa0", label="单位") == "兰州ABC厂（演示）"
    assert code_of(cells.text, "长" * 201) == "too_long"


def test_a_name_is_written_as_on_the_card():
    assert cells.person_name("王 桂 英", label="姓名") == "王桂英"
    assert cells.person_name("阿卜杜·热合曼", label="姓名") == "阿卜杜·热合曼"
    assert code_of(cells.person_name, "王1") == "name"


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes()))
def test_no_cell_brings_a_reader_down(value):
    words = {"汉族": "01", "01": "01"}
    for read in (
        lambda v: cells.text(v, label="一栏"),
        lambda v: cells.person_name(v, label="一栏"),
        lambda v: cells.yes_no(v, label="一栏"),
        lambda v: cells.coded(v, label="一栏", words=words, offered=["汉族"]),
        lambda v: cells.several(v, label="一栏", words=words, offered=["汉族"]),
        lambda v: cells.region(v, label="一栏", names={"城关区": ["620102"]}),
        lambda v: quantities.day(v, label="一栏"),
        lambda v: quantities.amount(v, label="一栏"),
        lambda v: quantities.number(v, label="一栏", least=1, most=12),
        lambda v: identifiers.identity(v, label="一栏"),
        lambda v: identifiers.mobile(v, label="一栏"),
        lambda v: identifiers.account(v, label="一栏"),
        lambda v: identifiers.credit(v, label="一栏"),
        lambda v: identifiers.postcode(v, label="一栏"),
    ):
        try:
            read(value)
        except CellError as error:
            assert error.code
            assert error.message


def test_of_divisions_with_one_name_the_near_one_is_meant():
    names = {"城关区": ["620102", "540102"], "620102": ["620102"]}
    assert cells.region("城关区", label="居住地", names=names, near="620121") == "620102"
    assert cells.region(620102.0, label="居住地", names=names) == "620102"
    assert code_of(cells.region, "城关区", names=names) == "region_ambiguous"
    assert code_of(cells.region, "某某区", names=names) == "region"
