"""The payment file of a bank: rows of plain values into bytes, by a layout. Knows plain tables only."""

import csv
import io
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from assistance.bank_layouts import NUMBERS, Layout
from assistance.batch_errors import LayoutFault
from unionaid.money import fen
from unionaid.web.registers import RegisterColumn, write_register

MONEY, WHOLE = "amount", ("serial", "amount_fen")


def written(layout: Layout, rows, notes) -> bytes:
    """Return the file of rows, dicts of the fields of `bank_layouts`; `amount` is a Decimal in 元.

    `notes` are (name, text) pairs such as the control totals; a workbook carries them on a sheet
    of its own, text files leave them to the page. Raises LayoutFault where a value does not fit.
    """
    match layout.format:
        case "XLSX":
            return _workbook(layout, rows, notes)
        case "CSV":
            return _separated(layout, rows)
        case _:
            return _fixed(layout, rows)


def _workbook(layout, rows, notes):
    columns = [RegisterColumn(column.title, _kind(column), 20) for column in layout.columns]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.xlsx"
        cells = ([_value(column, row) for column in layout.columns] for row in rows)
        write_register(columns, cells, path, notes)
        return path.read_bytes()


def _kind(column):
    if column.field == MONEY:
        return "money"
    return "integer" if column.field in WHOLE else "text"


def _separated(layout, rows):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    if layout.has_titles:
        writer.writerow([column.title for column in layout.columns])
    for row in rows:
        writer.writerow([str(_value(column, row)) for column in layout.columns])
    return _encoded(layout, out.getvalue())


def _fixed(layout, rows):
    lines = []
    for row in rows:
        parts = []
        for column in layout.columns:
            value = _encoded(layout, str(_value(column, row)))
            if len(value) > column.width:
                raise LayoutFault(
                    why=_("第 %(n)d 笔的“%(title)s”超过 %(width)d 字节，请加宽这一列")
                    % {"n": row["serial"], "title": column.title, "width": column.width}
                )
            is_number = column.field in NUMBERS and column.field != "account"
            parts.append(value.rjust(column.width, b"0") if is_number else value.ljust(column.width))
        lines.append(b"".join(parts))
    return b"\r\n".join(lines) + b"\r\n"


def _value(column, row):
    if column.field == "amount_fen":
        return fen(row["amount"])
    if column.field == MONEY:
        return f"{row['amount']:.2f}"
    return row[column.field]


def _encoded(layout, text):
    try:
        return text.encode(layout.encoding)
    except UnicodeEncodeError as error:
        raise LayoutFault(
            why=_("“%(text)s”不能用 %(encoding)s 编码，请改用 gb18030")
            % {"text": text[error.start : error.end], "encoding": layout.encoding}
        ) from error
