"""The user's own file with its faults marked: red cells and a last column that says what to do.

A workbook is marked as it is; text becomes a workbook of the same rows. Knows plain tables only.
"""

import csv
import io

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

RED = PatternFill("solid", start_color="FFF4B4B0")
AUTHOR = "unionaid"


def marked(content: bytes, layout, faults, places) -> bytes:
    """Return a workbook of `content` with its faults marked. `places` map fields to columns from 0."""
    is_book = layout.format == "XLSX"
    book = openpyxl.load_workbook(io.BytesIO(content)) if is_book else _as_book(content, layout)
    sheet = book.worksheets[0]
    last = sheet.max_column + 1
    heading = _("问题与改法")
    sheet.cell(1, last, heading)
    by_row = {}
    for fault in faults:
        row = max(fault.row, 1)
        by_row.setdefault(row, []).append(fault.text)
        if fault.row and fault.field in places:
            cell = sheet.cell(fault.row, places[fault.field] + 1)
            cell.fill = RED
            cell.comment = Comment(fault.text, AUTHOR)
    for row, texts in by_row.items():
        words = _("；").join(texts)
        cell = sheet.cell(row, last, words if row > 1 else _("%(heading)s：%(words)s") % {
            "heading": heading, "words": words,
        })
        cell.fill, cell.data_type = RED, "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_book(content, layout):
    """Return text as a workbook of texts, one cell for each column of the layout."""
    book = openpyxl.Workbook()
    for number, cells in enumerate(_cells(content, layout), 1):
        for place, value in enumerate(cells, 1):
            cell = book.active.cell(number, place, value)
            cell.data_type = "s"
    return book


def _cells(content, layout):
    if layout.format == "CSV":
        return list(csv.reader(io.StringIO(_text(content, layout.encoding))))
    rows = []
    for line in content.splitlines():
        start, cells = 0, []
        for column in layout.answer:
            cells.append(_text(line[start : start + column.width], layout.encoding).strip())
            start += column.width
        rows.append(cells)
    return rows


def _text(content, encoding):
    return content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else encoding, "replace")
