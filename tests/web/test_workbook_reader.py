import io
import random
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from tests.web import workbook_files as files
from unionaid.web import workbook_reader
from unionaid.web.workbook_reader import WorkbookRefused, read


def refusal(content, **options):
    with pytest.raises(WorkbookRefused) as refused:
        read(content, **options)
    assert str(refused.value)
    return refused.value.code


def test_cells_keep_their_kind_and_place():
    book = openpyxl.Workbook()
    page = book.active
    page["B3"], page["C3"], page["D3"] = "姓名", 3.0, 1.5
    page["B4"], page["C4"], page["D4"] = date(2022, 1, 26), datetime(2022, 1, 26, 8, 30), True
    page.merge_cells("B1:D1")
    page["B1"] = "标题"
    [sheet] = read(files.saved(book))
    assert sheet.rows == [
        [None, "标题", None, None],
        [None, None, None, None],
        [None, "姓名", 3, 1.5],
        [None, date(2022, 1, 26), datetime(2022, 1, 26, 8, 30), True],
    ]
    assert sheet.merged == [(0, 1, 0, 3)]


def test_an_old_xls_workbook_is_read():
    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    page.write(0, 0, "姓名")
    page.write(1, 0, "王桂英")
    out = io.BytesIO()
    book.save(out)
    [sheet] = read(out.getvalue())
    assert (sheet.name, sheet.rows) == ("台账", [["姓名"], ["王桂英"]])


def test_hidden_sheets_and_empty_sheets_are_left_out():
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.create_sheet("空")
    hidden = book.create_sheet("代码")
    hidden.append(["汉族"])
    hidden.sheet_state = "hidden"
    assert [sheet.name for sheet in read(files.saved(book))] == ["Sheet"]


def locked(content, password):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def test_a_password_opens_a_workbook():
    content = locked(files.xlsx(("Sheet", [["姓名"]])), "秘密 123")
    assert refusal(content) == "password_needed"
    assert refusal(content, password="别的") == "password_wrong"
    assert read(content, password="秘密 123")[0].rows == [["姓名"]]


PLAIN = files.xlsx(("Sheet", [["姓名"], ["王桂英"]]))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        ("姓名,证件号码\n王桂英,1\n".encode(), "text"),
        ("姓名,证件号码\n王桂英,1\n".encode("gbk"), "text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "image"),
        (b"\x00\x01\x02" * 50, "unknown"),
        (workbook_reader.OLE + b"\x00" * 2000, "damaged"),
        (workbook_reader.OLE + b"\x00" * 600 + workbook_reader.MACROS, "macros"),
        (PLAIN[:400], "damaged"),
        (files.with_part(PLAIN, "xl/vbaProject.bin"), "macros"),
        (files.with_part(PLAIN, "xl/externalLinks/externalLink1.xml"), "external_links"),
        (files.xlsx(("Sheet", [])), "empty"),
        (files.xlsx(*((f"表{n}", [["姓名"]]) for n in range(31))), "too_many_sheets"),
        (files.xlsx(("Sheet", [["姓名"] * 401])), "too_many_columns"),
        (files.bomb(120), "unzipped_too_large"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(content, code):
    begun = time.monotonic()
    assert refusal(content) == code
    assert time.monotonic() - begun < 10


def test_a_word_document_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(out.getvalue()) == "not_a_workbook"


def test_too_large_a_file_is_refused_unread():
    assert refusal(files.workbook_size(workbook_reader.MOST_BYTES + 1)) == "too_large"


def test_a_cell_at_the_far_end_costs_no_memory():
    assert refusal(files.far_cell()) in ("too_many_rows", "too_heavy")


def test_more_rows_than_are_taken_are_refused(monkeypatch):
    monkeypatch.setattr(workbook_reader, "MOST_ROWS", 3)
    assert refusal(files.xlsx(("Sheet", [["姓名"]] * 4))) == "too_many_rows"
    assert len(read(files.xlsx(("Sheet", [["姓名"]] * 3)))[0].rows) == 3


def test_a_formula_gives_its_last_value_and_is_never_run():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "=1+1", '=HYPERLINK("http://example.org")'])
    [sheet] = read(files.saved(book))
    assert sheet.rows == [["姓名"]]  # never computed by the program that wrote it


def test_mutated_workbooks_are_read_or_refused():
    """A few here; `manage.py bench hostile` tries five hundred."""
    random.seed(7)
    for _ in range(12):
        assert outcome(files.mutated(PLAIN, random)) in ("read", "refused")


def outcome(content):
    try:
        read(content)
    except WorkbookRefused as refused:
        assert str(refused)
        return "refused"
    return "read"
