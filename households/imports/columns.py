"""Compiled readers: for each mapped column one function from a cell to its value, made once for a workbook.

A reader never raises: it returns the value, a `Doubt`, a `CellError` or, for a hidden number that came
back as it went out, a `Hidden`. Cells that repeat are read once.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from households.imports import cells, identifiers, quantities, vocabulary
from households.imports.cells import CellError

MOST_A_MONTH = Decimal(10_000_000)
REPEATING = frozenset({"day", "amount", "number", "yes_no", "code", "codes", "region", "unit", "tier"})


@dataclass(frozen=True)
class Hidden:
    """A masked value; it must equal the mask of what the file holds, and means unchanged."""

    text: str


@dataclass(frozen=True)
class Setting:
    """What the meaning of cells depends on: the day, the place of the office, its unions, its own words.

    `own_words` maps a field's key to what this office has said its words mean.
    """

    today: date
    near: str = ""
    units: dict | None = None
    own_words: dict | None = None


def reader(field, setting, *, scale=1):
    """Return (function, remembered): the compiled reader of a column and its dict of cells read, or None."""
    read = _guarded(
        _read(field, setting, scale), field.masked or field.section in ("members", "incomes", "expenses")
    )
    return read, {} if field.kind in REPEATING else None


def _guarded(read, masked):
    def guarded(value):
        try:
            if masked and value.__class__ is str and ("*" in value or "＊" in value):
                return Hidden("".join(cells.plain(value).split()))
            return read(value)
        except CellError as error:
            return error

    return guarded


def _read(field, setting, scale):
    label = field.title
    match field.kind:
        case "name":
            return partial(cells.person_name, label=label)
        case "day":
            return partial(quantities.day, label=label, latest=setting.today)
        case "amount":
            most = MOST_A_MONTH * (1 if field.name in ("monthly_amount", "dibao_amount") else 12)
            return partial(quantities.amount, label=label, scale=scale, most=most)
        case "number":
            return partial(
                quantities.number, label=label, least=field.least, most=field.most, places=field.places
            )
        case "yes_no":
            return partial(cells.yes_no, label=label)
        case "code" | "codes" | "tier":
            words = vocabulary.words_of(field, setting.today)
            own = (setting.own_words or {}).get(field.key, {})
            read = cells.several if field.kind == "codes" else cells.coded
            return partial(read, label=label, words=words.by_word | own, offered=words.labels)
        case "region":
            names = vocabulary.division_names(setting.today)
            return partial(cells.region, label=label, names=names, near=setting.near)
        case "unit":
            return partial(_unit, label=label, units=setting.units or {}, near=setting.near)
        case "identity":
            return partial(identifiers.identity, label=label) if field.section == "worker" else _as_typed
        case "mobile":
            return partial(identifiers.mobile, label=label)
        case "account":
            return partial(identifiers.account, label=label)
        case "credit":
            return partial(identifiers.credit, label=label)
        case "postcode":
            return partial(identifiers.postcode, label=label)
    return partial(cells.text, label=label, longest=field.longest)


def _as_typed(value):
    """A member's number is judged with the kind of document beside it."""
    return value


def _unit(value, *, label, units, near):
    said = "".join(cells.plain(value).split())
    found = units.get(said, [])
    if len(found) > 1:
        found = [unit for unit in found if unit.region_code.startswith(near[:4])] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(
            "unit_ambiguous",
            cells._("%(label)s“%(value)s”有多个同名工会，请写全称") % {"label": label, "value": said[:30]},
        )
    raise CellError(
        "unit",
        cells._("%(label)s“%(value)s”不在您的管辖范围内，请核对名称") % {"label": label, "value": said[:30]},
    )
