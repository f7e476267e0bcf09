"""What a draft of a request would change: before and after, who goes where, both values of a clash."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households import comparison, regrouping, wording
from households.content import FileContent
from households.enums import RequestKind
from households.models import FamilyMember, HardshipArchive, SecondaryCause
from households.payloads import LABELS

STEP_OF = {
    "members": "members", "incomes": "economy", "expenses": "economy", "event": "economy",
    "exclusions": "economy", "needs": "hardship", "documents": "papers",
}


@dataclass(frozen=True)
class Preview:
    """Changed rows, the number of those that stay, and the people of both sides where they part or join."""

    changed: list
    unchanged: int
    groups: list


def preview_of(draft, entry):
    """Return the Preview of a draft whose steps are all right."""
    base, content = FileContent.from_json(draft.plan["base"]), entry.content()
    groups = []
    after = content
    if draft.request_kind == RequestKind.SPLIT:
        after = regrouping.remaining(base, draft.plan["leaving"])
        groups = [(_("留在原档案"), _names(after)), (_("分出的新档案"), _names(content))]
    if draft.request_kind == RequestKind.MERGE:
        stay = len(base.people)
        groups = [(_("本档案原有成员"), _names(content)[:stay]), (_("并入的成员"), _names(content)[stay:])]
    changed, unchanged = comparison.compare(base, after)
    return Preview(changed, len(unchanged), groups)


def clash_words(clash):
    """Return (key, label, proposed, current) of a clash in words."""
    key = f"{clash.section}:{clash.name}"
    if not clash.name:
        return key, str(LABELS[STEP_OF[clash.section]]), _count(clash.proposed), _count(clash.current)
    if clash.name == "secondary":
        return key, _("次要致困原因"), _causes(clash.proposed), _causes(clash.current)
    model = FamilyMember if clash.section == "worker" else HardshipArchive
    return (
        key, wording.label(model, clash.name), wording.words(model, clash.name, clash.proposed),
        wording.words(model, clash.name, clash.current),
    )


def _names(content):
    return [(person["name"], person.get("relation", "01")) for person in content.people]


def _count(items):
    return _("%(n)d 项") % {"n": len(items or ())}


def _causes(causes):
    return _("、").join(wording.words(SecondaryCause, "cause", cause) for cause in causes)
