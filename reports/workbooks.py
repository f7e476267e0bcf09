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
HEADER_ROW, FIRST_ROW = 4, 7  # two rows of headers, the total, then the rows
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


@dataclass
class Table:
    """A statistical table. `rows` hold texts and numbers; `summed` names the columns with a total formula.

    Other totals stand in `totals` by column. A header is a text, or a pair of a text and the
    headers it stands over.
    """

    title: str
    unit_name: str
    period: str
    measure: str
    headers: list
    rows: list
    summed: range | list
    totals: dict = field(default_factory=dict)
    control: str = ""
    foot: str = ""
    notes: list = field(default_factory=list)


def workbook(table: Table) -> bytes:
    """Return the table as an .xlsx file with a sheet of notes. Texts that begin like formulas stay texts."""
    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31]
    width = sum(len(under) if under else 1 for _text, under in map(_header, table.headers))
    _line(sheet, 1, table.title, width, Font(size=16, bold=True))
    _line(sheet, 2, table.period, width, Font(size=10))
    sheet.cell(3, 1, table.unit_name).font = Font(size=10)
    sheet.cell(3, width, table.measure).alignment = Alignment(horizontal="right")
    _headers(sheet, table.headers)
    first, last = FIRST_ROW, FIRST_ROW + len(table.rows) - 1
    _cell(sheet, first - 1, 1, "", bold=True)
    _cell(sheet, first - 1, 2, _("合计"), bold=True)
    for column in range(3, width + 1):
        letter = get_column_letter(column)
        total = table.totals.get(column - 1, "")
        if column - 1 in table.summed:
            total = f"=SUM({letter}{first}:{letter}{last})"
        _cell(sheet, first - 1, column, total, bold=True)
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


def _header(header):
    return (header, []) if isinstance(header, str) else header


def _headers(sheet, headers):
    """Write two header rows: a text over its own headers, or one that stands in both rows."""
    column = 1
    for text, under in map(_header, headers):
        last = column + max(len(under), 1) - 1
        for place in range(column, last + 1):
            _cell(sheet, HEADER_ROW, place, text if place == column else "", bold=True)
            _cell(sheet, HEADER_ROW + 1, place, under[place - column] if under else "", bold=True)
        sheet.merge_cells(
            start_row=HEADER_ROW, end_row=HEADER_ROW if under else HEADER_ROW + 1,
            start_column=column, end_column=last,
        )
        column = last + 1


def _cell(sheet, row, column, value, bold=False):
    cell = sheet.cell(row, column, value)
    cell.border = BORDER
    if isinstance(value, float):
        cell.number_format = "0.00"
    if isinstance(value, str) and not value.startswith("=SUM("):
        cell.data_type = "s"
    if bold:
        cell.font, cell.fill, cell.alignment = Font(bold=True), GREY, CENTRE
    return cell


def _layout(sheet, width):
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 26
    for column in range(3, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 12
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{FIRST_ROW - 1}"


def _notes(book, notes):
    sheet = book.create_sheet(_("说明"))
    for number, (label, text) in enumerate(notes, 1):
        sheet.cell(number, 1, label).font = Font(bold=True)
        sheet.cell(number, 2, text).data_type = "s"
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 90
