"""Statistical tables as plain values: columns, lines, a total, and the equations they must satisfy.

Screens, workbooks, the API and frozen returns all read these; nothing here knows a model or a request.
Counts are integers, money is `Decimal` 元, percentages are `Decimal` with two places, "" is not applicable.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import groupby

ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")
TEN_THOUSAND = 10_000


class Kind(StrEnum):
    """What the values of a column are. MONEY is held in 元 and shown in 万元."""

    COUNT = "COUNT"
    MONEY = "MONEY"
    PERCENT = "PERCENT"
    TEXT = "TEXT"


@dataclass(frozen=True)
class Share:
    """A percentage: `part` of `of` in the same line, or with `of_total` of `part` in the total."""

    part: str
    of: str = ""

    @property
    def of_total(self):
        return not self.of


@dataclass(frozen=True)
class Column:
    """One column. `group` is the heading it stands under. `adds`: its total is the sum of the lines."""

    key: str
    label: str
    group: str = ""
    kind: Kind = Kind.COUNT
    adds: bool = True
    share: Share | None = None


@dataclass
class Line:
    """One row. `code` is a unit's or category's code. A `part` (其中) or a `heading` is left out of sums."""

    name: str
    values: dict = field(default_factory=dict)
    code: str = ""
    urls: dict = field(default_factory=dict)
    part: bool = False
    heading: bool = False

    @property
    def counts(self):
        return not (self.part or self.heading)


@dataclass(frozen=True)
class Term:
    """A figure of an equation: a column of a table's total, added or with `sign` −1 taken away."""

    table: str
    column: str
    sign: int = 1


@dataclass(frozen=True)
class Equation:
    """勾稽关系: the terms add up to nothing. `every_line`: in each line of the table, not only its total."""

    name: str
    terms: tuple[Term, ...]
    every_line: bool = False


@dataclass
class Statistic:
    """A table of one unit and period, computed.

    `lines` add up to `total` in every column that adds; totals of other columns are given. `chart`
    names the columns a workbook draws as stacked bars.
    """

    number: int
    key: str
    title: str
    measure: str
    stub: str
    columns: list[Column]
    lines: list[Line]
    total: Line
    equations: list[Equation] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    chart: tuple[str, ...] = ()

    def column(self, key):
        return next(column for column in self.columns if column.key == key)

    @property
    def caption(self):
        """How the report names the table, in Chinese as the report is."""
        return f"表 {self.number}　{self.title}"

    @property
    def all_lines(self):
        return [self.total, *self.lines]

    @property
    def groups(self):
        """(heading, columns under it, alone) of the upper row of headings, empty where none is grouped."""
        if not any(column.group for column in self.columns):
            return []
        found = []
        for group, columns in groupby(self.columns, key=lambda column: column.group):
            members = list(columns)
            found += [(group, len(members), False)] if group else [(each.label, 1, True) for each in members]
        return found


def added_up(name, lines: Iterable[Line], columns, given=None, urls=None):
    """Return the total of lines: sums of what adds, and what is `given` for other columns."""
    counted = [line for line in lines if line.counts]
    values = {
        column.key: sum((line.values.get(column.key) or 0 for line in counted), start=_nothing(column))
        for column in columns
        if column.adds and column.share is None and column.kind != Kind.TEXT
    }
    return Line(name, values | (given or {}), urls=urls or {})


def with_shares(statistic: Statistic):
    """Fill the percentages of a table from its other values, and return it."""
    for column in statistic.columns:
        if column.share is None:
            continue
        for line in statistic.all_lines:
            if not line.heading:
                whole = statistic.total if column.share.of_total else line
                of = whole.values.get(column.share.of or column.share.part)
                line.values[column.key] = percentage(line.values.get(column.share.part), of)
    return statistic


def percentage(part, whole):
    """Return 100 × part ÷ whole, rounded half up to 0.01, 0 where there is no whole."""
    if not whole:
        return Decimal("0.00")
    return (Decimal(part or 0) * 100 / Decimal(whole)).quantize(HUNDREDTH, ROUND_HALF_UP)


def in_ten_thousands(amount):
    """Return 元 as 万元 with two decimals, rounded once from the whole amount."""
    return (Decimal(amount) / TEN_THOUSAND).quantize(HUNDREDTH, ROUND_HALF_UP)


def _nothing(column):
    return ZERO if column.kind == Kind.MONEY else 0


def to_json(statistic: Statistic):
    """Return the table as plain values: counts as integers, money (元) and percentages as texts."""
    return {
        "number": statistic.number,
        "key": statistic.key,
        "title": statistic.title,
        "measure": statistic.measure,
        "columns": [
            {"key": column.key, "label": column.label, "group": column.group, "kind": column.kind.value}
            for column in statistic.columns
        ],
        "total": _line_json(statistic.total),
        "rows": [_line_json(line) for line in statistic.lines],
        "remarks": statistic.remarks,
    }


def digest(tables: Iterable[Statistic]):
    """Return the SHA-256 of all values of tables: equal tables have equal digests."""
    plain = [to_json(statistic) for statistic in tables]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _line_json(line):
    marks = {"part": True} if line.part else {"heading": True} if line.heading else {}
    values = {key: _plain(value) for key, value in line.values.items()}
    return {"code": line.code, "name": line.name, "values": values} | marks


def _plain(value):
    return f"{value:.2f}" if isinstance(value, Decimal) else value
