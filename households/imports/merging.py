"""A stored file and what a workbook says about it: what differs, what may not be changed this way.

A blank cell changes nothing. Members that are not listed stay; incomes and expenses that are listed
for a household replace those it had.
"""

import copy
from decimal import Decimal

from django.utils.translation import gettext as _

from households.enums import DocumentKind
from households.imports import written
from households.imports.cells import plain
from households.imports.columns import Hidden
from households.imports.fields import EXPENSES, INCOMES, MEMBERS, fields
from households.imports.rules import birth_of, sex_of
from households.wording import MASKS

INCOME_DEFAULTS = {"since": None, "evidence": "", "is_counted": True, "is_imputed": False, "months": 12}
EXPENSE_DEFAULTS = {"reimbursed_amount": Decimal("0.00"), "outside_insurance": False, "papers": 0}
NOT_HERE = {
    "meta.unit": ("unit_change", _("填报工会与档案不同；导入不转移档案，请走“转出”申请")),
    "worker.id_number": (
        "identity_change",
        _("证件号码与档案不同；号码录错的，请打开档案办理变更，并核对是否填错了行"),
    ),
    "decision.tier": ("tier_change", _("困难类别与档案不同；导入不改类别，请走“类别调整”申请")),
}


class Merge:
    """The outcome: `content` as the workbook wants it, faults and doubts as (key, code, message, line)."""

    def __init__(self, archive, content, today):
        self.archive, self.before, self.today = archive, content, today
        self.content = copy.deepcopy(content)
        self.faults, self.doubts = [], []
        self.tier = ""

    @property
    def changed(self):
        return self.content != self.before

    def take(self, family, *, tier_may_change=False):
        """Lay a Family over the file."""
        now = written.current(self.archive, self.before)
        self._forgive(family.line, now)
        for key, value in family.values.items():
            self._field(key, value, now, family.line, tier_may_change)
        self._members(family.parts[MEMBERS])
        self._items(INCOMES, family.parts[INCOMES], "incomes", INCOME_DEFAULTS)
        self._items(EXPENSES, family.parts[EXPENSES], "expenses", EXPENSE_DEFAULTS)
        return self

    def _forgive(self, line, now):
        """What stands as the export wrote it is unchanged, though nobody could enter it anew."""
        kept = {key for key, raw in line.wrong.items() if written.same_cell(key, now.get(key), raw)}
        if kept:
            line.errors = [problem for problem in line.errors if problem.key not in kept]

    def _field(self, key, value, now, line, tier_may_change):
        section, _dot, name = key.partition(".")
        held = now.get(key)
        if isinstance(value, Hidden):
            if not _is_mask_of(name, held, value):
                self._fault(
                    key, "mask_differs", _("隐藏的号码与档案不同，请核对是否填错了行，或填写完整号码"), line
                )
            return
        if key in ("worker.birth_date", "worker.sex"):
            return
        if section in ("declared", "shown"):
            self._declared(key, value, held, line)
            return
        if key == "decision.tier" and tier_may_change:
            self.tier = value if value != held else ""
            return
        if key in ("meta.file_no", "decision.tier_reason") or _equal(key, value, held):
            return
        if key in NOT_HERE:
            code, message = NOT_HERE[key]
            self._fault(key, code, str(message), line)
            return
        self._set(section, name, value)

    def _set(self, section, name, value):
        content = self.content
        match section:
            case "needs":
                notes = {need["aid_type"]: need for need in content.needs}
                content.needs = [notes.get(code, {"aid_type": code, "note": ""}) for code in value]
            case "documents":
                known = {document["kind"] for document in content.documents}
                order = {kind.value: place for place, kind in enumerate(DocumentKind)}
                content.documents = sorted(
                    [*content.documents]
                    + [
                        {"kind": kind, "received_on": self.today, "pages": 1}
                        for kind in value
                        if kind not in known
                    ],
                    key=lambda document: order[document["kind"]],
                )
            case "event":
                event = content.event or dict.fromkeys(
                    ("gross_cost", "insurance", "compensation", "social_assistance"), Decimal("0.00")
                ) | {"description": "", "kind": "", "occurred_on": None}
                content.event = event | {name: value}
            case _ if name == "applied_on":
                content.applied_on = value
            case _:
                getattr(content, section)[name] = value

    def _declared(self, key, value, held, line):
        """Sums of the table are compared with the sums of the file, never written."""
        if key == "declared.annual_income" and held is not None and value != held:
            self._doubt(
                key,
                "income_differs",
                _("家庭年收入与档案（%(held)s 元）不同；年收入由收入项合计，请在“收入”表中修改")
                % {"held": held},
                line,
            )
        if key == "declared.household_size" and value != held:
            self._doubt(
                key,
                "size_differs",
                _("家庭人口与档案（%(held)s 人）不同；人口由成员计算，请在“家庭成员”表中修改")
                % {"held": held},
                line,
            )

    def _members(self, lines):
        for line in lines:
            place = self._member_place(line)
            if place is None:
                continue
            person = self.content.members[place]
            now = {f"member.{name}": value for name, value in person.items()}
            self._forgive(line, now)
            for key, value in line.values.items():
                name = key.partition(".")[2]
                if not key.startswith("member.") or isinstance(value, Hidden):
                    if (
                        isinstance(value, Hidden)
                        and key.startswith("member.")
                        and not _is_mask_of(name, person.get(name), value)
                    ):
                        self._fault(
                            key,
                            "mask_differs",
                            _("隐藏的号码与档案不同，请核对是否填错了行，或填写完整号码"),
                            line,
                        )
                    continue
                if not _equal(key, value, person.get(name)):
                    person[name] = value

    def _member_place(self, line):
        """Return the place of a listed member in the file; a new one is added and has none."""
        number, name = line.values.get("member.id_number"), line.values.get("member.name")
        for place, person in enumerate(self.content.members):
            held = person.get("id_number") or ""
            if isinstance(number, Hidden) and held and _is_mask_of("id_number", held, number):
                if name in (None, person["name"]):
                    return place
            elif number and number == held:
                return place
        same = [
            place
            for place, person in enumerate(self.content.members)
            if person["name"] == name and (not number or not person.get("id_number"))
        ]
        if len(same) == 1 and not isinstance(number, Hidden):
            return same[0]
        if number and number == self.content.worker["id_number"]:
            return None
        if isinstance(number, Hidden):
            self._fault(
                "member.id_number",
                "masked_member_unknown",
                _("档案中没有姓名和隐藏号码都相符的成员；新成员请填写完整的证件号码"),
                line,
            )
            return None
        self.content.members.append(new_member(line.values))
        return None

    def _items(self, kind, lines, section, defaults):
        if not lines:
            return
        found = items_of(kind, lines, self.content.people, defaults, self._fault)
        told = {key.partition(".")[2] for line in lines for key in line.values} | {"member"}
        held = getattr(self.content, section)
        if _comparable(found, told) != _comparable(held, told):
            known = {_subject(item): item for item in held}
            setattr(self.content, section, [_with_untold(item, known, told) for item in found])

    def _fault(self, key, code, message, line):
        self.faults.append((key, code, message, line))

    def _doubt(self, key, code, message, line):
        self.doubts.append((key, code, message, line))


def items_of(kind, lines, people, defaults, fault):
    """Return the incomes or expenses of a household as a content has them."""
    prefix = "income." if kind == INCOMES else "expense."
    places = {person.get("name"): place for place, person in reversed(list(enumerate(people)))}
    found = []
    for line in lines:
        values = {
            key.partition(".")[2]: value for key, value in line.values.items() if key.startswith(prefix)
        }
        name = values.pop("member", None)
        if name and name not in places:
            fault(
                f"{prefix}member",
                "member_unknown",
                _("这一户没有叫“%(name)s”的成员，请与“家庭成员”表一致") % {"name": name},
                line,
            )
        found.append({"member": places.get(name, 0)} | defaults | values)
    return found


def new_member(values):
    """Return a member as a content has it, what the sheet does not say left empty."""
    said = {key.partition(".")[2]: value for key, value in values.items() if key.startswith("member.")}
    empty = {
        field.name: {"yes_no": False, "day": None, "number": None}.get(field.kind, "")
        for field in fields().values()
        if field.section == "member"
    }
    number = said.get("id_number", "")
    if len(number) == 18 and said.get("id_document", "RESIDENT") == "RESIDENT":
        said = {"birth_date": birth_of(number), "sex": sex_of(number)} | said
    return empty | {"is_counted": True, "id_document": "RESIDENT", "model_worker_type": "0"} | said


def _equal(key, value, held):
    if value == held or (held in (None, "") and value in (None, "")):
        return True
    field = fields()[key]
    if isinstance(value, list) and isinstance(held, list):
        return sorted(value) == sorted(held)
    if field.kind == "name" and held:
        return "".join(value.split()) == "".join(held.split())
    if field.kind in ("code", "tier") and held:
        return written.cell(field, value) == written.cell(field, held)
    return False


def _is_mask_of(name, held, hidden):
    if not held or name not in MASKS:
        return False
    return "".join(plain(MASKS[name](held)).split()) == hidden.text


def _with_untold(item, known, told):
    """Return an item with what the sheet has no column for as it was before."""
    before = known.get(_subject(item))
    if before is None:
        return item
    return before | {name: value for name, value in item.items() if name in told}


def _subject(item):
    """What tells which item of a list a row is about: whose, of which kind, called what."""
    return item["member"], item.get("kind"), item.get("source"), item.get("item")


def _comparable(items, names):
    """What two lists of items are compared by: what the sheet tells of them, in any order."""
    return sorted(
        repr(sorted((name, None if item.get(name) == "" else item.get(name)) for name in names & item.keys()))
        for item in items
    )
