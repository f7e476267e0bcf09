"""Reading what a bank or a clerk hands in: workbooks, separated and fixed text, as rows of cells.

A number stays a number: Excel keeps fifteen digits, so that an account in a numeric cell has lost
its tail already, and only who sees the kind of the cell can tell.
"""

import csv
import io
import zipfile
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext as _

from assistance.bank_layouts import NEEDED, Layout
from assistance.batch_errors import FileUnreadable

LARGEST, UNPACKED, MOST_ROWS, MOST_COLUMNS = 20 << 20, 50 << 20, 100_000, 60
HEADER_WITHIN = 10


@dataclass(frozen=True)
class Table:
    """The rows under the titles: (number of the row in the file, {field: cell}). `places` tells columns."""

    rows: list
    places: dict


def answer_of(content: bytes, layout: Layout) -> Table:
    """Return the bank's answer as a Table of the layout's fields. Raises FileUnreadable."""
    if layout.format == "FIXED":
        return _fixed(content, layout)
    cells = sheet(content) if layout.format == "XLSX" else separated(content, layout.encoding)
    titles = {column.title: column.field for column in layout.answer}
    return under_titles(cells, titles, [layout.title_of(name) for name in NEEDED])


def under_titles(cells, titles, needed):
    """Find the row of titles near the top and return what stands under it. `titles` map to fields."""
    for number, row in enumerate(cells[:HEADER_WITHIN]):
        found = {_title(cell): place for place, cell in enumerate(row) if _title(cell) in titles}
        if all(title in found for title in needed):
            places = {titles[title]: place for title, place in found.items()}
            rows = [
                (number + below, {name: _cell(row, place) for name, place in places.items()})
                for below, row in enumerate(cells[number + 1 :], 2)
                if any(cell not in (None, "") for cell in row)
            ]
            return Table(rows, places)
    raise FileUnreadable(
        why=_("前 %(n)d 行里没有找到表头，须有这些列：%(titles)s")
        % {"n": HEADER_WITHIN, "titles": _("、").join(needed)}
    )


def sheet(content: bytes):
    """Return the cells of the first sheet of a workbook, row by row, read without its formulas."""
    _check_size(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise FileUnreadable(why=_("文件解压后太大，请分成几个文件"))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = []
        for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
            rows.append(list(row))
            if len(rows) > MOST_ROWS:
                raise FileUnreadable(why=_("行数超过 %(n)d 行，请分成几个文件") % {"n": MOST_ROWS})
        book.close()
    except FileUnreadable:
        raise
    except Exception as error:  # whatever a broken workbook makes the parsers raise
        raise FileUnreadable(why=_("文件不是完整的 .xlsx 工作簿，可能没有下载完或者被改了扩展名")) from error
    return rows


def separated(content: bytes, encoding):
    """Return the cells of separated text. UTF-8 with its mark is recognised whatever the encoding."""
    text = _decoded(content, encoding)
    rows = list(csv.reader(io.StringIO(text)))
    if len(rows) > MOST_ROWS:
        raise FileUnreadable(why=_("行数超过 %(n)d 行，请分成几个文件") % {"n": MOST_ROWS})
    return rows


def _fixed(content, layout):
    _check_size(content)
    rows, whole = [], sum(column.width for column in layout.answer)
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        if len(line) > whole or len(line) < whole - layout.answer[-1].width:
            raise FileUnreadable(
                why=_("第 %(n)d 行长 %(found)d 字节，应为 %(whole)d 字节")
                % {"n": number, "found": len(line), "whole": whole}
            )
        start, cells = 0, {}
        for column in layout.answer:
            cells[column.field] = _decoded(line[start : start + column.width], layout.encoding).strip()
            start += column.width
        rows.append((number, cells))
    return Table(rows, {column.field: place for place, column in enumerate(layout.answer)})


def _decoded(content, encoding):
    _check_size(content)
    if content.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileUnreadable(why=_("文件不是 %(encoding)s 编码的文本") % {"encoding": encoding}) from error


def _check_size(content):
    if len(content) > LARGEST:
        raise FileUnreadable(why=_("文件超过 %(n)d MB") % {"n": LARGEST >> 20})


def _title(cell):
    return "".join(str(cell).split()) if cell is not None else ""


def _cell(row, place):
    return row[place] if place < len(row) else None
