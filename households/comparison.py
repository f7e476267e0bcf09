"""Two rounds of a file laid side by side: what changed first, the rest counted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households import models, wording

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
    """One field in two versions. `before` is None when there is no earlier version."""

    key: str
    label: str
    before: str | None
    after: str

    @property
    def changed(self):
        return self.before is not None and self.before != self.after


def compare(before, after):
    """Return (changed rows, unchanged rows) of two contents; `before` may be None for a first round."""
    old = dict(_flat(before)) if before else {}
    new = dict(_flat(after))
    keys = list(new) + [key for key in old if key not in new]
    rows = [
        Row(
            key,
            (new.get(key) or old.get(key))[0],
            None if before is None else old.get(key, ("", ""))[1],
            new.get(key, ("", ""))[1],
        )
        for key in keys
    ]
    return [row for row in rows if row.changed], [
        row for row in rows if not row.changed and (row.after or row.before)
    ]


def _flat(content):
    """Yield (key, (label, words)) of every field, people by their identity number, items by their line."""
    for place, person in enumerate(content.people):
        who = _("职工本人") if place == 0 else person["name"]
        known = person.get("id_number") or person["name"]
        for name, label, words in wording.section(models.FamilyMember, person):
            yield f"{known}:{name}", (f"{who} {label}", words)
    for section in ARCHIVE_SECTIONS:
        for name, label, words in wording.section(
            models.HardshipArchive, getattr(content, section)
        ):
            yield f"{section}:{name}", (label, words)
    for name, label, words in wording.section(models.HardshipArchive, content.causes):
        yield f"causes:{name}", (label, words)
    further = [wording.words(models.SecondaryCause, "cause", c) for c in content.causes["secondary"]]
    yield "causes:secondary", (_("次要致困原因"), _("、").join(further))
    for name, label, words in wording.section(models.HardshipEvent, content.event or {}):
        yield f"event:{name}", (label, words)
    for section, model in ITEM_SECTIONS.items():
        for item in getattr(content, section):
            line = wording.item_sentence(model, item, content.people)
            yield f"{section}:{line}", (str(model._meta.verbose_name), line)
