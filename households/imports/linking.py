"""Members, incomes and expenses of a workbook laid to their households."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from households.imports.cells import CellError, plain
from households.imports.columns import Hidden
from households.imports.fields import EXPENSES, INCOMES, MEMBERS
from unionaid.privacy import identity_number

ITEM_KINDS = (MEMBERS, INCOMES, EXPENSES)


@dataclass
class Family:
    """A row of the first sheet with the rows of the others that belong to it. `parts` has lists by sheet."""

    line: object
    parts: dict = field(default_factory=lambda: {kind: [] for kind in ITEM_KINDS})

    @property
    def values(self):
        return self.line.values

    @property
    def errors(self):
        found = list(self.line.errors)
        for lines in self.parts.values():
            for line in lines:
                found += line.errors
        return found

    @property
    def doubts(self):
        found = list(self.line.doubts)
        for lines in self.parts.values():
            for line in lines:
                found += line.doubts
        return found


def families_of(lines, items):
    """Return (families, strays): `items` maps a sheet's kind to (reader, its lines).

    A stray is a row that names no household of the first sheet; its problem is among its errors.
    """
    families = [Family(line) for line in lines]
    by_number, by_identity, by_name = {}, {}, defaultdict(list)
    for family in families:
        number = family.values.get("meta.file_no")
        if number:
            by_number.setdefault(number, family)
        identity = family.values.get("worker.id_number")
        if isinstance(identity, str):
            by_identity.setdefault(identity, family)
        if "worker.name" in family.values:
            by_name[family.values["worker.name"]].append(family)
    strays = []
    for kind, (reader, found) in items.items():
        for line in found:
            family = _family(kind, line, by_number, by_identity, by_name)
            if family is None:
                _refuse(kind, reader, line)
                strays.append((kind, line))
            else:
                family.parts[kind].append(line)
    return families, strays


def _family(kind, line, by_number, by_identity, by_name):
    number = line.values.get(f"{kind}.file_no")
    if number in by_number:
        return by_number[number]
    identity = line.values.get(f"{kind}.worker_id")
    if identity and not isinstance(identity, Hidden):
        return by_identity.get(identity_number.normalise(plain(identity)))
    same = by_name.get(line.values.get(f"{kind}.worker"), ())
    return same[0] if len(same) == 1 and not number else None


def _refuse(kind, reader, line):
    keys = (f"{kind}.file_no", f"{kind}.worker_id", f"{kind}.worker")
    key = next((key for key in keys if key in line.values), keys[1])
    fault = CellError(
        "household_unknown",
        _("在“困难职工”表中找不到这一户，请填写与该表一致的档案号或职工身份证号码"),
    )
    line.errors.append(reader.problem(key, line.number, line.values.get(key), fault))
