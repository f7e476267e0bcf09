"""Empty workbooks to fill in: titles with hints, drop-downs, cells formatted as what they will hold.

Knows plain tables only. The values of drop-downs stand on a sheet of their own that nobody sees.
"""

from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

FORMATS = {"text": "@", "integer": "0", "money": "0.00", "date": "yyyy-mm-dd"}
PREPARED = 2000  # rows with formats and drop-downs
NEEDED, PLAIN = PatternFill("solid", fgColor="D7E7F7"), PatternFill("solid", fgColor="EEF1F5")
CODES = "代码"


@dataclass(frozen=True)
class BlankColumn:
    """A column to fill in. `options` make a drop-down; other values are still allowed when it is `open`."""

    title: str
    kind: str = "text"
    width: int = 14
    hint: str = ""
    options: tuple = ()
    needed: bool = False
    open: bool = False


@dataclass
class BlankSheet:
    name: str
    columns: list
    rows: list = field(default_factory=list)
    prepared: int = PREPARED


def write_blank(sheets, path, notes):
    """Write the sheets, then a sheet 说明 of (name, text) notes, then the hidden values of drop-downs."""
    book = Workbook()
    book.remove(book.active)
    options = _Options()
    for blank in sheets:
        _write(book.create_sheet(blank.name), blank, options)
    about = book.create_sheet("说明")
    for name, text in notes:
        about.append([name, text])
        about.cell(about.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 18, 90
    options.write(book)
    book.save(path)


def _write(page, blank, options):
    for place, column in enumerate(blank.columns, 1):
        cell, letter = page.cell(1, place, column.title), get_column_letter(place)
        cell.font, cell.fill = Font(bold=True), NEEDED if column.needed else PLAIN
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if column.hint:
            cell.comment = Comment(column.hint, "unionaid", width=280, height=90)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = FORMATS[column.kind]
        for row in range(2, blank.prepared + 2 if column.kind != "text" else 2):
            page.cell(row, place).number_format = FORMATS[column.kind]
        if column.options:
            _drop_down(page, letter, blank.prepared, column, options.range_of(column.options))
    for row, values in enumerate(blank.rows, 2):
        for place, value in enumerate(values, 1):
            cell = page.cell(row, place, value)
            cell.number_format = FORMATS[blank.columns[place - 1].kind]
            if isinstance(value, str):
                cell.data_type = "s"
    page.freeze_panes = "B2"


def _drop_down(page, letter, rows, column, source):
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=not column.open)
    choice.error, choice.errorTitle = "请从下拉列表中选择", column.title[:30]
    page.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{rows + 1}")


class _Options:
    """The values of drop-downs, each list once, a column each."""

    def __init__(self):
        self.lists = {}

    def range_of(self, options):
        place = self.lists.setdefault(options, len(self.lists) + 1)
        letter = get_column_letter(place)
        return f"{CODES}!${letter}$1:${letter}${len(options)}"

    def write(self, book):
        page = book.create_sheet(CODES)
        for options, place in self.lists.items():
            for row, text in enumerate(options, 1):
                page.cell(row, place, text).data_type = "s"
        page.sheet_state = "hidden"
