"""还缺什么: what a draft still needs, each with the place to give it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households.drafting import Entry
from households.payloads import LABELS, STEPS


@dataclass(frozen=True)
class Item:
    """One thing a file needs: done or not; `optional` ones may follow during the review."""

    text: str
    step: str
    field: str = ""
    done: bool = False
    optional: bool = False


def checklist(entry, signatures=None):
    """Return the items of an entry in the order of the steps, done ones too."""
    return [
        _identity(entry),
        _members(entry),
        *_whole_step(entry, "economy", _("收入与支出")),
        _cause(entry),
        *_papers(entry),
        *_signatures(signatures),
        *_other(entry),
    ]


def missing(draft, today, *, rules=None, scanned=frozenset()):
    """Return the open items of a stored draft."""
    entry = Entry(draft.payload, today=today, rules=rules, scanned=scanned)
    return [item for item in checklist(entry) if not item.done]


NAMED = 3  # items named in a line; the rest is a number


@dataclass(frozen=True)
class Outlook:
    """A draft in one line of a list: the step it stopped at, what it cannot do without, what may follow."""

    step: int
    steps: int
    needed: list
    later: list

    @property
    def named(self):
        return self.needed[:NAMED]

    @property
    def unnamed(self):
        """Number of items beyond those named."""
        return len(self.needed) - len(self.named)


def outlook(draft, today, **known):
    """Return how far a stored draft is from being submitted; `known` is what `missing` may be given."""
    found = missing(draft, today, **known)
    labels = list(LABELS)
    return Outlook(
        step=labels.index(draft.last_step) + 1,
        steps=len(labels),
        needed=[item.text for item in found if not item.optional],
        later=[item.text for item in found if item.optional],
    )


def _identity(entry):
    field = entry.identity["id_number"]
    done = entry.visited("worker") and bool(field.data) and not field.errors
    return Item(_("证件校验"), "worker", field.auto_id, done)


def _members(entry):
    if not entry.visited("members"):
        return Item(_("家庭成员"), "members")
    count = len(entry.members.filled)
    text = _("家庭成员 %(count)d 人") % {"count": count} if count else _("没有其他家庭成员")
    return Item(text, "members", done=True)


def _whole_step(entry, step, text):
    problems = entry.problems().get(step, [])
    field = problems[0][0] if problems else ""
    yield Item(text, step, field, done=entry.visited(step) and not problems)


def _cause(entry):
    field = entry.causes["main_cause"]
    done = entry.visited("hardship") and bool(entry.causes.cleaned_data.get("main_cause"))
    return Item(_("主要致困原因"), "hardship", field.auto_id, done)


def _papers(entry):
    for paper in entry.paper_states():
        done = not paper.blocks if paper.is_required else not paper.is_missing
        text, optional = str(paper.kind.label), not paper.is_required
        yield Item(text, "papers", f"id_papers-{paper.kind}-received", done, optional=optional)


@dataclass(frozen=True)
class Signatures:
    """The Needs of a household, and whether its chain insists on them."""

    needs: list
    insists: bool


def _signatures(signatures):
    """One item for each text: how many of those who have to sign it have signed."""
    by_title = {}
    for need in signatures.needs if signatures else ():
        by_title.setdefault(need.text.title, []).append(need)
    for title, needs in by_title.items():
        signed = sum(not need.is_open for need in needs)
        said = {"title": title, "signed": signed, "all": len(needs)}
        text = _("%(title)s：已登记签字 %(signed)d／%(all)d 人") % said
        done = signed == len(needs)
        yield Item(text, "papers", "signatures", done, optional=not signatures.insists)


def _other(entry):
    """What each step lacks beyond the items named above."""
    problems = entry.problems()
    named = {entry.identity["id_number"].auto_id, entry.causes["main_cause"].auto_id}
    for step in STEPS:
        if step in ("economy", "papers") or not entry.visited(step):
            continue
        rest = [(field, text) for field, text in problems.get(step, []) if field not in named]
        if rest:
            text = _("%(step)s其余 %(count)d 项") % {"step": LABELS[step], "count": len(rest)}
            yield Item(text, step, rest[0][0])
