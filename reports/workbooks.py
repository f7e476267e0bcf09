"""Workbooks of statistical tables: titles, merged headers, numbers as numbers, formulas, charts, notes.

Totals, percentages and control lines are formulas, so that a spreadsheet program recalculates every
figure from the rows and arrives at the same values. Money stands in 万元, unrounded, shown with two places.
"""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reports.statistics import TEN_THOUSAND, Equation, Kind, Statistic

THIN = Side(style="thin", color="999999")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="EEF1F5")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
HEADER_ROW, TOTAL_ROW, FIRST_ROW = 4, 6, 7  # two rows of headers, the total, then the lines
FIRST_COLUMN = 3  # after the number and the name
FORMATS = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0.00", Kind.PERCENT: "0.00"}
CHART_HEIGHT = 16


@dataclass(frozen=True)
class Frame:
    """What stands around the tables. `notes` are (label, text) pairs of the sheet 说明."""

    unit_name: str
    period: str
    notes: list
    foot: str = ""
    mark: str = ""


def workbook(tables: list[Statistic], frame: Frame, between: tuple[Equation, ...] = ()) -> bytes:
    """Return an .xlsx file: a sheet for each table, one for the equations between them, and 说明.

    Texts that begin like formulas stay texts.
    """
    book = Workbook()
    book.remove(book.active)
    places = {table.key: _Place(table, _sheet_name(table, len(tables))) for table in tables}
    for place in places.values():
        _sheet(book.create_sheet(place.sheet), place, places, frame)
    fitting = [each for each in between if all(term.table in places for term in each.terms)]
    if fitting:
        _equations(book.create_sheet(_("勾稽关系")), fitting, places)
    _notes(book.create_sheet(_("说明")), frame.notes, tables)
    answer = BytesIO()
    book.save(answer)
    return answer.getvalue()


class _Formula(str):
    """A text that a cell holds as a formula; every other text stays a text."""

    __slots__ = ()


class _Place:
    """Where the figures of a table stand on its sheet."""

    def __init__(self, table, sheet):
        self.table, self.sheet = table, sheet
        self.letters = {
            column.key: get_column_letter(number)
            for number, column in enumerate(table.columns, FIRST_COLUMN)
        }
        self.last = FIRST_ROW + len(table.lines) - 1
        self.width = FIRST_COLUMN + len(table.columns) - 1

    def total(self, key):
        return f"'{self.sheet}'!{self.letters[key]}{TOTAL_ROW}"


def _sheet_name(table, tables):
    return f"{table.number} {table.title}"[:31] if tables > 1 else table.title[:31]


def _sheet(sheet, place, places, frame):
    table = place.table
    _across(sheet, 1, table.title + frame.mark, place.width, Font(size=16, bold=True))
    _across(sheet, 2, frame.period, place.width, Font(size=10))
    sheet.cell(3, 1, frame.unit_name).font = Font(size=10)
    sheet.cell(3, place.width, table.measure).alignment = Alignment(horizontal="right")
    _headers(sheet, table)
    _line(sheet, TOTAL_ROW, "", table.total, place, bold=True)
    number = 0
    for row, line in enumerate(table.lines, FIRST_ROW):
        number += line.counts
        _line(sheet, row, number if line.counts else "", line, place, bold=line.heading)
    after = place.last + 2
    for equation in table.equations:
        _control(sheet, after, equation, place, places)
        after += 1
    if frame.foot:
        sheet.cell(after + 1, 1, frame.foot)
    _layout(sheet, place)
    if table.chart and table.lines:
        sheet.add_chart(_chart(sheet, place), f"B{after + 4}")


def _headers(sheet, table):
    for column, text in ((1, _("序号")), (2, table.stub)):
        _cell(sheet, HEADER_ROW, column, text, bold=True)
        _cell(sheet, HEADER_ROW + 1, column, None, bold=True)
        sheet.merge_cells(
            start_row=HEADER_ROW, end_row=HEADER_ROW + 1, start_column=column, end_column=column
        )
    number = FIRST_COLUMN
    for group, columns in groupby(table.columns, key=lambda column: column.group):
        members = list(columns)
        for place, column in enumerate(members, number):
            above = column.label if not group else group if place == number else None
            _cell(sheet, HEADER_ROW, place, above, bold=True)
            _cell(sheet, HEADER_ROW + 1, place, column.label if group else None, bold=True)
            if not group:
                sheet.merge_cells(
                    start_row=HEADER_ROW, end_row=HEADER_ROW + 1, start_column=place, end_column=place
                )
        if group and len(members) > 1:
            sheet.merge_cells(
                start_row=HEADER_ROW, end_row=HEADER_ROW,
                start_column=number, end_column=number + len(members) - 1,
            )
        number += len(members)


def _line(sheet, row, number, line, place, bold):
    _cell(sheet, row, 1, number, bold=bold)
    _cell(sheet, row, 2, line.name, bold=bold)
    for column in place.table.columns:
        cell = _cell(sheet, row, None, _value(column, row, line, place), bold, place.letters[column.key])
        cell.number_format = FORMATS.get(column.kind, "General")


def _value(column, row, line, place):
    """Return what a cell holds: a formula where the figure follows from others, else the value."""
    if line.heading:
        return None
    if column.share:
        part = f"{place.letters[column.share.part]}{row}"
        whole = place.letters[column.share.of or column.share.part]
        of = f"{whole}${TOTAL_ROW}" if column.share.of_total else f"{whole}{row}"
        return _Formula(f"=IF({of}=0,0,ROUND({part}/{of}*100,2))")
    if line is place.table.total and column.adds and column.kind != Kind.TEXT and place.table.lines:
        return _summed(column, place)
    value = line.values.get(column.key)
    if column.kind == Kind.MONEY and value is not None:
        return float(value / TEN_THOUSAND)
    return value


def _summed(column, place):
    letter = place.letters[column.key]
    if all(line.counts for line in place.table.lines):
        return _Formula(f"=SUM({letter}{FIRST_ROW}:{letter}{place.last})")
    counted = (row for row, line in enumerate(place.table.lines, FIRST_ROW) if line.counts)
    return _Formula("=" + "+".join(f"{letter}{row}" for row in counted))


def _control(sheet, row, equation, place, places):
    """Write an equation and its difference, 0 where it holds; in every line at once where it must."""
    sheet.cell(row, 1, _("核对：%(name)s") % {"name": equation.name})
    sheet.cell(row, place.width - 1, _("差额")).alignment = Alignment(horizontal="right")
    if equation.every_line:
        columns = "".join(
            f"{'+' if term.sign > 0 else '-'}{place.letters[term.column]}{TOTAL_ROW}"
            f":{place.letters[term.column]}{place.last}"
            for term in equation.terms
        )
        formula = f"=SUMPRODUCT(ABS({columns.lstrip('+')}))"
    else:
        formula = _difference(equation, places)
    sheet.cell(row, place.width, formula).number_format = "0.00"


def _difference(equation, places):
    terms = "".join(
        f"{'+' if term.sign > 0 else '-'}{places[term.table].total(term.column)}" for term in equation.terms
    )
    return f"=ROUND({terms.lstrip('+')},6)"


def _equations(sheet, equations, places):
    for column, text in enumerate((_("表间勾稽关系"), _("左边"), _("右边"), _("差额")), 1):
        _cell(sheet, 1, column, text, bold=True)
    for row, equation in enumerate(equations, 2):
        left, right = (
            "+".join(places[term.table].total(term.column) for term in equation.terms if term.sign == sign)
            for sign in (1, -1)
        )
        _cell(sheet, row, 1, str(equation.name))
        for column, formula in enumerate((f"={left}", f"={right}", f"=ROUND(B{row}-C{row},6)"), 2):
            _cell(sheet, row, column, _Formula(formula)).number_format = "#,##0.00"
    sheet.column_dimensions["A"].width = 80
    for letter in "BCD":
        sheet.column_dimensions[letter].width = 18


def _chart(sheet, place):
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title, chart.height, chart.width = place.table.title, CHART_HEIGHT, 24
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    keys = [column.key for column in place.table.columns]
    for key in place.table.chart:
        column = FIRST_COLUMN + keys.index(key)
        values = Reference(sheet, min_col=column, min_row=FIRST_ROW, max_row=place.last)
        chart.add_data(values)
        label = place.table.column(key).label
        chart.series[-1].tx = SeriesLabel(v=label)
    chart.set_categories(Reference(sheet, min_col=2, min_row=FIRST_ROW, max_row=place.last))
    return chart


def _across(sheet, row, text, width, font):
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, CENTRE


def _cell(sheet, row, column, value, bold=False, letter=None):
    cell = sheet[f"{letter}{row}"] if letter else sheet.cell(row, column)
    cell.value, cell.border = value, BORDER
    if isinstance(value, str) and not isinstance(value, _Formula):
        cell.data_type = "s"
    if bold:
        cell.font, cell.fill, cell.alignment = Font(bold=True), GREY, CENTRE
    return cell


def _layout(sheet, place):
    sheet.freeze_panes = sheet.cell(FIRST_ROW, FIRST_COLUMN)
    sheet.column_dimensions["A"].width = 7
    sheet.column_dimensions["B"].width = 26
    for letter in place.letters.values():
        sheet.column_dimensions[letter].width = 12
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{FIRST_ROW - 1}"


def _notes(sheet, notes, tables):
    remarks = [(f"{table.number} {table.title}", remark) for table in tables for remark in table.remarks]
    for number, (label, text) in enumerate([*notes, *remarks], 1):
        sheet.cell(number, 1, label).font = Font(bold=True)
        sheet.cell(number, 2, text).data_type = "s"
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
