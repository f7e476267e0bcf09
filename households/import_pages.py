"""What the pages of an import draw from its kept rows, and the marked workbook made from them."""

from dataclasses import dataclass

from households.imports import marking, plans
from households.imports.checking import SHOWN
from households.queries.imports import content_of

CELLS = SHOWN[:5]


@dataclass(frozen=True)
class Line:
    """A kept row as the table shows it: `cells` are (text, whether wrong, whether a number)."""

    row: object
    name: str
    name_is_wrong: bool
    cells: list
    problems: list
    doubts: list
    differences: list


def lines_of(rows):
    """Return the lines of kept rows."""
    return [_line(row) for row in rows]


def _line(row):
    detail = row.detail or {}
    shown, errors = detail.get("shown", {}), detail.get("errors", [])
    wrong = {problem[7] for problem in errors}
    return Line(
        row=row,
        name=detail.get("name", ""),
        name_is_wrong="worker.name" in wrong,
        cells=[(shown.get(key, ""), key in wrong, key.startswith("declared.")) for key in CELLS],
        problems=[_said(problem) for problem in errors],
        doubts=[_said(problem) for problem in detail.get("doubts", [])],
        differences=detail.get("differences", []),
    )


def _said(problem):
    """The sentence of a problem, with its place where it stands on another sheet."""
    row, column, _place, _value, _code, message, _sheet, _key = problem
    return f"{column.replace('!', f' {row} ')}：{message}" if "!" in column else message


def marked(run, path):
    """Write the workbook of a run with what was found in it."""
    marks = [
        marking.Mark(problem[6], problem[0], problem[2], problem[5], is_error)
        for row in run.rows.all()
        for problems, is_error in (
            ((row.detail or {}).get("errors", ()), True), ((row.detail or {}).get("doubts", ()), False),
        )
        for problem in problems
    ]
    marking.write(path, content_of(run), marks, marking.headers_of(plans.from_json(run.plan["sheets"])))
