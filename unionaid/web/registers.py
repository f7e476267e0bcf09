"""Registers (花名册): a table of any length as a workbook, written row by row in flat memory.

Knows plain tables only. Text goes into text cells, so that identifiers keep their
leading zeros and all their digits, and a text that begins with "=" stays a text.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from django.utils.translation import gettext as _
from rustpy_xlsxwriter import Format, write_worksheets

FORMATS = {"text": "@", "integer": "0", "money": "0.00", "date": "yyyy-mm-dd"}


@dataclass(frozen=True)
class RegisterColumn:
    """A column of a register. `kind` is text, integer, money or date."""

    title: str
    kind: str = "text"
    width: int = 14


def write_register(columns, rows, path, notes):
    """Write a workbook to `path`: the rows, then a sheet of notes.

    `columns` are RegisterColumns with different titles; a row holds one value for each,
    in their order; None leaves a cell empty. `notes` are (name, text) pairs. The header
    is there without any row too. Raises ValueError when a row has another length.
    """
    write_registers([(_("花名册"), columns, rows)], path, notes)


def write_registers(registers, path, notes):
    """Write several registers as (name, columns, rows), each on a sheet of its own, then the notes."""
    about = _("说明")
    sheets, widths, formats, errors = [], {about: [18, 90]}, {}, {}
    for name, columns, rows in registers:
        sheets.append((name, _records(columns, rows)))
        widths[name] = [column.width for column in columns]
        formats[name] = [Format().set_num_format(FORMATS[column.kind]) for column in columns]
        errors[name] = [column.title for column in columns if column.kind == "text"]
    names = [name for name, _rows in sheets]
    write_worksheets(
        [*sheets, (about, [{_("项目"): name, _("内容"): _text(text)} for name, text in notes])],
        str(path),
        datetime_format=FORMATS["date"],
        freeze_panes={name: {"row": 1, "col": 1} for name in names},
        column_widths=widths,
        column_formats=formats,
        header_format={
            name: Format().set_bold().set_background_color("#EEF1F5") for name in (*names, about)
        },
        autofilter=dict.fromkeys(names, True),
        ignore_errors=errors,
    )


def _records(columns, rows):
    """Return the rows as mappings from title to cell; an empty one where there is none."""
    titles = [column.title for column in columns]
    if len(set(titles)) != len(titles):
        raise ValueError("two columns of a register have one title")
    records = (_record(columns, titles, row) for row in rows)
    head = list(islice(records, 1)) or [dict.fromkeys(titles)]
    return chain(head, records)


def _record(columns, titles, row):
    return dict(
        zip(
            titles,
            (_cell(column, value) for column, value in zip(columns, row, strict=True)),
            strict=True,
        )
    )


def _cell(column, value):
    if value is None or value == "":
        return None
    match column.kind:
        case "text":
            return _text(value)
        case "money":
            return float(Decimal(value))
        case _:
            return value


def _text(value):
    """Return a text without the control characters that no workbook may hold."""
    return "".join(character for character in str(value) if character >= " " or character in "\t\n")
