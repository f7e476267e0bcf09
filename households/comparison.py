"""Two rounds of a file laid side by side: what changed first, the rest counted."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from households import models, wording

NOTHING = ("", "", "")
HEALTH = (
    "health_status", "disease", "diagnosis", "disability_type", "disability_grade", "disability_card_no",
)
VEIL = "＊＊＊"
ARCHIVE_SECTIONS = ("work", "home", "support", "bank")
ITEM_SECTIONS = {
    "incomes": models.IncomeItem,
    "expenses": models.RigidExpense,
    "exclusions": models.ExclusionFlag,
    "needs": models.AidNeed,
    "documents": models.DocumentReceipt,
}


@dataclass(frozen=True)
class Row:
    """One field in two versions. `before` is None when there is no earlier version.

    `differs` tells of the values themselves: two masks may read the same.
    """

    key: str
    label: str
    before: str | None
    after: str
    differs: bool = False

    @property
    def changed(self):
        return self.before is not None and self.differs


def compare(before, after):
    """Return (changed rows, unchanged rows) of two contents; `before` may be None for a first round."""
    old = dict(_flat(before)) if before else {}
    new = dict(_flat(after))
    keys = list(new) + [key for key in old if key not in new]
    rows = [
        Row(
            key,
            (new.get(key) or old.get(key))[0],
            None if before is None else old.get(key, NOTHING)[1],
            new.get(key, NOTHING)[1],
            _value(old.get(key, NOTHING)) != _value(new.get(key, NOTHING)),
        )
        for key in keys
    ]
    return [row for row in rows if row.changed], [
        row for row in rows if not row.changed and (row.after or row.before)
    ]


def veiled(rows):
    """Return rows with what they say of anybody's health hidden, for those who may not see it."""
    return [
        replace(row, before=row.before and VEIL, after=row.after and VEIL)
        if row.key.rpartition(":")[2] in HEALTH
        else row
        for row in rows
    ]


def _value(said):
    """What two versions are compared by: the value, which a mask may stand for; no and nothing are alike."""
    _label, _words, value = said
    return "" if value in (None, False) else value


def _flat(content):
    """Yield (key, (label, words, value)) of every field, people by their number, items by their line."""
    for place, person in enumerate(content.people):
        who = _("职工本人") if place == 0 else person["name"]
        known = person.get("id_number") or person["name"]
        yield from _fields(known, models.FamilyMember, person, f"{who} ")
    for section in ARCHIVE_SECTIONS:
        yield from _fields(section, models.HardshipArchive, getattr(content, section))
    yield from _fields("causes", models.HardshipArchive, content.causes)
    further = [wording.words(models.SecondaryCause, "cause", c) for c in content.causes["secondary"]]
    yield "causes:secondary", (_("次要致困原因"), _("、").join(further), content.causes["secondary"])
    yield from _fields("event", models.HardshipEvent, content.event or {})
    for section, model in ITEM_SECTIONS.items():
        for item in getattr(content, section):
            line = wording.item_sentence(model, item, content.people)
            yield f"{section}:{line}", (str(model._meta.verbose_name), line, line)


def _fields(section, model, values, who=""):
    for name, label, words in wording.section(model, values):
        yield f"{section}:{name}", (f"{who}{label}", words, values[name])
