"""The clerk's own workbook back: wrong cells red, doubtful ones yellow, a note at each, and a last column
问题与改法 that says for each row what to do. It can be mended and loaded again as it is.
"""

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from households.imports.headers import PROBLEMS
from unionaid.web import workbook_reader

RED, YELLOW = PatternFill("solid", fgColor="FDE0DD"), PatternFill("solid", fgColor="FFF5DE")
HEAD = Font(bold=True)
MOST_CELLS = 300_000  # larger workbooks come back as plain values
AUTHOR = "unionaid"


class Mark:
    """What is said about one cell: the sheet by name, row from 1, column from 0 or -1 for the whole row."""

    def __init__(self, sheet, row, place, message, is_error=True):
        self.sheet, self.row, self.place, self.message, self.is_error = sheet, row, place, message, is_error


def write(path, content, marks, headers):
    """Write the workbook of `content` with its marks. `headers` maps a sheet to its last header row."""
    by_sheet = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, {}).setdefault(mark.row, []).append(mark)
    if content.startswith(workbook_reader.ZIP) and _cells(content) <= MOST_CELLS:
        _mark_own(path, content, by_sheet, headers)
    else:
        _mark_values(path, content, by_sheet, headers)


def marks_of(rows):
    """Return the marks of checked rows."""
    return [
        Mark(problem.sheet, problem.row, problem.place, problem.message, is_error)
        for row in rows
        for problems, is_error in ((row.errors, True), (row.doubts, False))
        for problem in problems
    ]


def headers_of(plans):
    """Return {sheet: number of its last header row} of the planned sheets."""
    return {plan.name: plan.first for plan in plans}


def _cells(content):
    """Guess the number of cells from the size of the unzipped sheets."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist() if "worksheets/" in part.filename) // 45


def _mark_own(path, content, by_sheet, headers):
    book = load_workbook(io.BytesIO(content), keep_links=False)
    for name, header in headers.items():
        if name not in book.sheetnames:
            continue
        page, rows = book[name], by_sheet.get(name, {})
        column = _column(page, header)
        _clear(page, header, column)
        page.cell(header, column, PROBLEMS).font = HEAD
        page.column_dimensions[page.cell(header, column).column_letter].width = 60
        for number, marks in rows.items():
            _mark_row(page, number, column, marks)
    book.save(path)


def _column(page, header):
    """Return the column of an earlier round's problems, else the first one right of the table."""
    for cell in page[header]:
        if cell.value == PROBLEMS:
            return cell.column
    return page.max_column + 1


def _clear(page, header, column):
    """Take away what an earlier round has marked."""
    for row in page.iter_rows(min_row=header + 1):
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, PatternFill()
        if len(row) >= column:
            row[column - 1].value = None


def _mark_row(page, number, column, marks):
    for mark in marks:
        if mark.place < 0:
            continue
        cell = page.cell(number, mark.place + 1)
        if type(cell).__name__ == "MergedCell":
            continue
        cell.fill = RED if mark.is_error else YELLOW
        cell.comment = Comment(mark.message, AUTHOR, width=320, height=100)
    note = page.cell(number, column)
    note.value = "；".join(dict.fromkeys(mark.message for mark in marks))
    note.data_type = "s"
    note.alignment = Alignment(wrap_text=True, vertical="top")


def _mark_values(path, content, by_sheet, headers):
    book = Workbook(write_only=True)
    for sheet in workbook_reader.read(content):
        page, rows = book.create_sheet(sheet.name), by_sheet.get(sheet.name, {})
        header, width = headers.get(sheet.name, 0), max((len(row) for row in sheet.rows), default=0)
        for number, row in enumerate(sheet.rows, 1):
            marks = {mark.place: mark for mark in rows.get(number, ())}
            cells = [_cell(page, value, marks.get(place)) for place, value in enumerate(row)]
            cells += [None] * (width - len(row))
            if number == header:
                cells.append(PROBLEMS)
            elif number in rows:
                text = "；".join(dict.fromkeys(mark.message for mark in rows[number]))
                cells.append(_cell(page, text, None))
            page.append(cells)
    book.save(path)


def _cell(page, value, mark):
    cell = WriteOnlyCell(page, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    if mark is not None:
        cell.fill = RED if mark.is_error else YELLOW
        cell.comment = Comment(mark.message, AUTHOR, width=320, height=100)
    return cell
