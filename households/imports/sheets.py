"""From the rows of a sheet to values: what each row says, which cells are wrong, what is passed over."""

import re
from dataclasses import dataclass, field

from households.imports.cells import CellError, Doubt, is_blank, plain
from households.imports.columns import Hidden, reader
from households.imports.fields import fields

TOTALS = re.compile(r"^(合计|总计|小计|共计|累计|总户数|平均)")
MOST_OF_FOOT = 4  # cells of a line that names who filled the form in
FOOT = re.compile(
    r"^(填表人|制表人|制表|填报人|单位负责人|负责人|审核人|联系电话|填报日期|注[:：]|备注[:：]|说明[:：])"
)


@dataclass(frozen=True)
class Problem:
    """What is wrong or doubtful in a cell: where, what stands there, which code, what to do."""

    row: int
    column: str
    place: int
    value: str
    code: str
    message: str
    sheet: str = ""
    sheet_place: int = 0
    key: str = ""


@dataclass
class Line:
    """One row of a sheet: its number as the table shows it, the values by key, errors and doubts.

    `wrong` keeps what stands in the cells that were not understood.
    """

    number: int
    values: dict
    errors: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    wrong: dict = field(default_factory=dict)


class SheetReader:
    """Reads the rows of one planned sheet; made once, so that each column is compiled once."""

    def __init__(self, plan, setting, *, main=True):
        self.plan, self.main = plan, main
        self.titles = {}
        self.compiled = []
        for column in plan.mapped:
            own = fields()[column.key]
            if own.read_only:
                continue
            read, known = reader(own, setting, scale=column.scale)
            self.titles[column.key] = (column.place, column.title)
            self.compiled.append((column.place, column.key, read, known, own.masked))

    def lines(self, rows):
        """Yield a Line for every row of data; blank rows, totals and the lines below them are passed over."""
        first = self.plan.first
        for place in range(first, len(rows)):
            row = rows[place]
            if not is_passed_over(row):
                yield self.line(row, place + 1)

    def line(self, row, number):
        values, errors, doubts, wrong, width = {}, [], [], {}, len(row)
        for place, key, read, known, masked in self.compiled:
            value = row[place] if place < width else None
            if value is None:
                continue
            if known is None or value.__class__ is bool:
                found = read(value)
            else:
                found = known.get(value, known)
                if found is known:
                    found = known[value] = read(value)
            kind = found.__class__
            if kind is CellError:
                errors.append(self.problem(key, number, value, found, masked))
                wrong[key] = value
            elif kind is Doubt:
                doubts.append(self.problem(key, number, value, found, masked))
                values[key] = found.value
            elif found is not None and found != "" and found != []:
                values[key] = found
        return Line(number, values, errors, doubts, wrong)

    def problem(self, key, number, value, fault, masked=None):
        """Return the Problem of a cell. `fault` carries code and message."""
        place, title = self.titles.get(key, (-1, fields()[key].title))
        masked = fields()[key].masked if masked is None else masked
        return Problem(
            row=number,
            column=title if self.main else f"{self.plan.name}!{title}",
            place=place,
            value=shown(value, key, masked),
            code=fault.code,
            message=fault.message,
            sheet=self.plan.name,
            sheet_place=self.plan.sheet,
            key=key,
        )


def shown(value, key, masked):
    """Return a cell's value for messages, with numbers of people and accounts hidden."""
    if isinstance(value, Hidden):
        return value.text
    said = plain(value)[:60]
    if not masked:
        return said
    return f"{said[:6]}****{said[-4:]}" if len(said) > 12 else f"{said[:1]}****{said[-1:]}" if said else ""


def is_passed_over(row):
    """Tell whether a row holds no household: blank, a sum, or a line of the form's foot."""
    said = []
    for value in row:
        if value is not None and not is_blank(value):
            said.append(value)
            if len(said) > MOST_OF_FOOT:
                break
    if not said:
        return True
    words = ["".join(plain(value).split()) for value in said[:2] if value.__class__ is str]
    if any(TOTALS.match(word) for word in words):
        return True
    return len(said) <= MOST_OF_FOOT and any(FOOT.match(word) for word in words)
