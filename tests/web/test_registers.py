from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from unionaid.web.registers import RegisterColumn, write_register

COLUMNS = [
    RegisterColumn("姓名"),
    RegisterColumn("档案号", width=22),
    RegisterColumn("人口", "integer"),
    RegisterColumn("人均月收入", "money"),
    RegisterColumn("申请日期", "date"),
]
NOTES = [("筛选条件", "深度困难"), ("数据截至", "2022-03-31")]


def cells(path, sheet="花名册"):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def test_a_register_holds_every_row_as_given(tmp_path):
    path = tmp_path / "register.xlsx"
    rows = iter(
        [
            (None, "GS-620102-2022-00001", 3, Decimal("486.10"), date(2022, 1, 26)),
            ("𬱖·阿卜", "000123", 0, None, None),
        ]
    )

    write_register(COLUMNS, rows, path, NOTES)

    assert cells(path) == [
        ["姓名", "档案号", "人口", "人均月收入", "申请日期"],
        [None, "GS-620102-2022-00001", 3, 486.1, datetime(2022, 1, 26)],
        ["𬱖·阿卜", "000123", 0, None, None],
    ]
    assert cells(path, "说明") == [
        ["项目", "内容"],
        ["筛选条件", "深度困难"],
        ["数据截至", "2022-03-31"],
    ]


def test_a_register_without_rows_still_has_its_header_and_notes(tmp_path):
    path = tmp_path / "register.xlsx"

    write_register(COLUMNS, [], path, NOTES)

    assert [row for row in cells(path) if any(row)] == [["姓名", "档案号", "人口", "人均月收入", "申请日期"]]
    assert len(cells(path, "说明")) == 3


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "\t=1"])
def test_a_text_is_never_a_formula(tmp_path, text):
    path = tmp_path / "register.xlsx"

    write_register([RegisterColumn("姓名")], [("王",), (text,)], path, [("说明", text)])

    cell = openpyxl.load_workbook(path)["花名册"]["A3"]
    note = openpyxl.load_workbook(path)["说明"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert (note.data_type, note.value) == ("s", text)


def test_an_identifier_of_eighteen_digits_is_text_in_every_row(tmp_path):
    path = tmp_path / "register.xlsx"
    numbers = ["620102199001019961", "011", "62010219900101996X"]

    write_register([RegisterColumn("证件号码")], [(n,) for n in numbers], path, NOTES)

    sheet = openpyxl.load_workbook(path)["花名册"]
    assert [(c.value, c.data_type, c.number_format) for c in sheet["A"][1:]] == [
        (number, "s", "@") for number in numbers
    ]


def test_numbers_and_dates_keep_their_kind_and_format(tmp_path):
    path = tmp_path / "register.xlsx"

    write_register(COLUMNS, [("王", "1", 3, Decimal("1234567.89"), date(2022, 3, 31))], path, NOTES)

    row = openpyxl.load_workbook(path)["花名册"][2]
    assert [(c.data_type, c.number_format) for c in row[2:]] == [
        ("n", "0"),
        ("n", "0.00"),
        ("d", "yyyy-mm-dd"),
    ]


def test_characters_that_no_workbook_may_hold_are_left_out(tmp_path):
    path = tmp_path / "register.xlsx"

    write_register([RegisterColumn("姓名")], [("王\x07桂\x00英",)], path, NOTES)

    assert cells(path)[1] == ["王桂英"]


def test_columns_with_one_title_are_refused(tmp_path):
    with pytest.raises(ValueError, match="one title"):
        write_register([RegisterColumn("姓名")] * 2, [], tmp_path / "r.xlsx", [])


def test_a_row_of_another_length_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"shorter|longer"):
        write_register(COLUMNS, [("王",)], tmp_path / "r.xlsx", [])
