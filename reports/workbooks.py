"""Workbooks from plain tables: title, unit, period, headers, numbers as numbers, formulas for totals."""

from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

THIN = Side(style="thin", color="999999")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="EEF1F5")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


@dataclass
class Table:
    """A statistical table. `rows` hold texts and numbers; `summed` names the columns with a total formula."""

    title: str
    unit_name: str
    period: str
    measure: str
    headers: list
    rows: list
    summed: range
    control: str = ""
    foot: str = ""
    notes: list = field(default_factory=list)


def workbook(table: Table) -> bytes:
    """Return the table as an .xlsx file with a sheet of notes. Texts that begin like formulas stay texts."""
    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31]
    width = len(table.headers)
    _line(sheet, 1, table.title, width, Font(size=16, bold=True))
    _line(sheet, 2, table.period, width, Font(size=10))
    sheet.cell(3, 1, table.unit_name).font = Font(size=10)
    sheet.cell(3, width, table.measure).alignment = Alignment(horizontal="right")
    for column, header in enumerate(table.headers, 1):
        _cell(sheet, 4, column, header, bold=True)
    first = 6
    last = first + len(table.rows) - 1
    _cell(sheet, 5, 1, "", bold=True)
    _cell(sheet, 5, 2, _("合计"), bold=True)
    for column in range(3, width + 1):
        letter = get_column_letter(column)
        formula = f"=SUM({letter}{first}:{letter}{last})" if column - 1 in table.summed else ""
        _cell(sheet, 5, column, formula, bold=True)
    for number, row in enumerate(table.rows, first):
        for column, value in enumerate(row, 1):
            _cell(sheet, number, column, value)
    line = last + 2
    for text in filter(None, (table.control, table.foot)):
        sheet.cell(line, 1, text)
        line += 1
    _layout(sheet, width)
    _notes(book, table.notes)
    answer = BytesIO()
    book.save(answer)
    return answer.getvalue()


def _line(sheet, row, text, width, font):
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, CENTRE


def _cell(sheet, row, column, value, bold=False):
    cell = sheet.cell(row, column, value)
    cell.border = BORDER
    if isinstance(value, str) and not value.startswith("=SUM("):
        cell.data_type = "s"
    if bold:
        cell.font, cell.fill, cell.alignment = Font(bold=True), GREY, CENTRE
    return cell


def _layout(sheet, width):
    sheet.freeze_panes = "C6"
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 26
    for column in range(3, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 12
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:5"


def _notes(book, notes):
    sheet = book.create_sheet(_("说明"))
    for number, (label, text) in enumerate(notes, 1):
        sheet.cell(number, 1, label).font = Font(bold=True)
        sheet.cell(number, 2, text).data_type = "s"
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 90
