"""Finding the header of a sheet: below title rows, in one row or two, merged or not, in any order. Pure.

Recognition goes by words: a column's own title, the further names in `tables/column_words.csv`, and
what the office has decided before.
"""

import re
from dataclasses import dataclass, field

from households.imports.cells import plain
from households.imports.fields import EXPENSES, FILES, INCOMES, MEMBERS, SHEETS, fields, of_sheet
from households.imports.tables import column_words, national_system

LOOKED_AT = 40  # rows
PROBLEMS = "问题与改法"
PASSED_OVER = re.compile(r"说明|示例|样例|代码|填表须知|花名册说明")
BY_NAME = {
    MEMBERS: re.compile(r"成员|人口"),
    INCOMES: re.compile(r"收入"),
    EXPENSES: re.compile(r"支出"),
}
BRACKETED = re.compile(r"[(\[【].*?[)\]】]")
NUMBERED = re.compile(r"^\d{1,2}[.、．]")
TEN_THOUSAND = 10_000


@dataclass
class Column:
    """A column of a sheet: its place, what its header says, the key of its field ("" is not imported)."""

    place: int
    title: str
    key: str = ""
    scale: int = 1

    @property
    def letter(self):
        return letters(self.place)


@dataclass
class Plan:
    """How one sheet is read: which rows of the file it holds, where its data begins, what its columns are."""

    sheet: int
    name: str
    kind: str
    header: int
    first: int
    columns: list = field(default_factory=list)

    @property
    def mapped(self):
        return [column for column in self.columns if column.key]


def letters(place):
    """Return the letters of a column: 0 → A, 26 → AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found


def recognise(sheets, remembered=None):
    """Return the Plans of a workbook's sheets, the sheet of households first; [] where none is found.

    `remembered` maps a title of this office to the key it was given before ("" for none).
    """
    plans = []
    for place, sheet in enumerate(sheets):
        if PASSED_OVER.search(sheet.name):
            continue
        plan = _plan(place, sheet, remembered or {})
        if plan:
            plans.append(plan)
    main = max((plan for plan in plans if plan.kind == FILES), key=_strength, default=None)
    if main is None:
        return []
    others = [
        max(found, key=_strength)
        for kind in (MEMBERS, INCOMES, EXPENSES)
        if (found := [plan for plan in plans if plan.kind == kind])
    ]
    return [main, *others]


def bare(title):
    """Return a title as it is compared: no brackets, spaces, numbers before it or stars around it."""
    said = "".join(plain(title).split())
    said = NUMBERED.sub("", said)
    return BRACKETED.sub("", said).strip("*:：_ ").casefold()


def _plan(place, sheet, remembered):
    kinds = [kind for kind, pattern in BY_NAME.items() if pattern.search(sheet.name)]
    if sheet.name == SHEETS[FILES] or not kinds:
        kinds = [FILES, MEMBERS]
    best = None
    grid = _filled(sheet)
    for kind in kinds:
        for header in range(min(len(grid), LOOKED_AT)):
            for depth in (1, 2):
                columns = _columns(grid, header, depth, kind, remembered)
                plan = Plan(place, sheet.name, kind, header, header + depth, columns)
                if _could_be(plan) and (best is None or _strength(plan) > _strength(best)):
                    best = plan
    return best


def _could_be(plan):
    keys = {column.key for column in plan.mapped}
    if plan.kind == FILES:
        return bool(keys & {"worker.id_number", "worker.name", "meta.file_no"}) and len(keys) > 1
    linked = any(key.startswith(f"{plan.kind}.") for key in keys)
    return linked and len(keys) > 2 and (plan.kind != MEMBERS or "member.relation" in keys)


def _strength(plan):
    """More recognised columns win, then the single row, then the upper one."""
    return (len(plan.mapped), plan.header - plan.first, -plan.header)


def _filled(sheet):
    """Return the first rows with the text of a merged area in each of its cells."""
    grid = [list(row) for row in sheet.rows[: LOOKED_AT + 2]]
    for top, left, bottom, right in sheet.merged:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        value = grid[top][left]
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(left, min(right + 1, len(grid[row]))):
                grid[row][column] = value
    return grid


def _columns(grid, header, depth, kind, remembered):
    if header + depth > len(grid):
        return []
    upper = [_title(value) for value in grid[header]]
    lower = [_title(value) for value in grid[header + 1]] if depth == 2 else [""] * len(upper)
    if depth == 2 and not _is_second_row(upper, lower):
        return []
    names, used, found = _names_of(kind), set(), []
    for place, (over, under) in enumerate(zip(upper, lower, strict=False)):
        title = f"{over}·{under}" if over and under and over != under else over or under
        key = _key(over, under, names, remembered)
        if key in used:
            key = ""
        if key:
            used.add(key)
        if title:
            is_amount = key and fields()[key].kind == "amount"
            found.append(Column(place, title, key, TEN_THOUSAND if is_amount and "万" in title else 1))
    return found


def _is_second_row(upper, lower):
    """A second header row holds words under a wider title, never the first household."""
    under = [(over, text) for over, text in zip(upper, lower, strict=False) if text and text != over]
    return bool(under) and all(not any(sign.isdigit() for sign in text) for _over, text in under)


def _key(over, under, names, remembered):
    for title in (f"{over}·{under}" if over and under and over != under else "", under, over):
        if bare(title) in remembered:
            return remembered[bare(title)]
    for title in (over + under if over != under else "", under, over if not under or over == under else ""):
        for said in ("".join(plain(title).split()).casefold(), bare(title)):
            if said and said in names:
                return names[said]
    return ""


def _title(value):
    said = plain(value)
    return "" if len(said) > 40 else " ".join(said.split())


def _names_of(kind):
    """Return title → key of the fields of a sheet, their own titles before all other names."""
    names = {}
    for own in of_sheet(kind):
        for said in ("".join(plain(own.title).split()).casefold(), bare(own.title)):
            names.setdefault(said, own.key)
    for own in of_sheet(kind):
        for word in column_words().get(own.key, ()):
            names.setdefault("".join(plain(word).split()).casefold(), own.key)
    for title, key in national_system().get(kind, ()):
        names.setdefault(title, key)
    return names
