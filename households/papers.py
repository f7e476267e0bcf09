"""Which papers a file needs, by its tier and circumstances and the checklist in force (DOMAIN 3.6). Pure."""

from dataclasses import dataclass

from households.enums import Circumstance, DocumentKind, PaperState


@dataclass(frozen=True)
class Rule:
    """A line of a checklist: a paper a circumstance calls for, of every tier where none is named."""

    kind: str
    circumstance: str
    tier: str = ""
    is_required: bool = False
    may_waive: bool = False


@dataclass(frozen=True)
class Situation:
    """What decides about papers, as far as it is known."""

    has_income: bool = False
    is_migrant: bool = False
    on_dibao: bool = False
    is_ill: bool = False
    is_disabled: bool = False
    has_student: bool = False
    has_event: bool = False
    is_jobless: bool = False
    is_single_parent: bool = False
    owns_home: bool = False
    has_account: bool = False
    is_member: bool = False
    tier: str = ""


HOLDS = {
    Circumstance.ALWAYS: lambda situation: True,
    Circumstance.HAS_INCOME: lambda situation: situation.has_income,
    Circumstance.MIGRANT: lambda situation: situation.is_migrant,
    Circumstance.ON_DIBAO: lambda situation: situation.on_dibao,
    Circumstance.ILL: lambda situation: situation.is_ill,
    Circumstance.DISABLED: lambda situation: situation.is_disabled,
    Circumstance.STUDENT: lambda situation: situation.has_student,
    Circumstance.EVENT: lambda situation: situation.has_event,
    Circumstance.JOBLESS: lambda situation: situation.is_jobless,
    Circumstance.SINGLE_PARENT: lambda situation: situation.is_single_parent,
    Circumstance.OWNS_HOME: lambda situation: situation.owns_home,
    Circumstance.HAS_ACCOUNT: lambda situation: situation.has_account,
    Circumstance.MEMBER: lambda situation: situation.is_member,
}


@dataclass(frozen=True)
class Asked:
    """A paper a file is asked for: needed before submission or later, and whether a pledge may replace it."""

    kind: DocumentKind
    is_required: bool
    may_waive: bool


@dataclass(frozen=True)
class Paper:
    """A paper a file is asked for, and what became of it. `reason` says why a pledge replaces it."""

    kind: DocumentKind
    is_required: bool
    may_waive: bool
    state: PaperState
    reason: str = ""

    @property
    def is_missing(self):
        return self.state == PaperState.MISSING

    @property
    def blocks(self):
        """Nothing is submitted while it is missing, or while a pledge replaces it that may not."""
        return self.is_required and (
            self.is_missing or (self.state == PaperState.WAIVED and not self.may_waive)
        )


def asked(rules, situation):
    """Return the papers asked for, those needed before submission first, each in the order of the rules."""
    found = {}
    for rule in rules:
        if HOLDS[Circumstance(rule.circumstance)](situation) and rule.tier in ("", situation.tier):
            found.setdefault(rule.kind, []).append(rule)
    papers = [_merged(kind, lines) for kind, lines in found.items()]
    return sorted(papers, key=lambda paper: not paper.is_required)


def required_kinds(rules, situation):
    """Return the papers without which a file is not submitted."""
    return tuple(paper.kind for paper in asked(rules, situation) if paper.is_required)


def expected_kinds(rules, situation):
    """Return the further papers the situation calls for; they may follow during the review."""
    return tuple(paper.kind for paper in asked(rules, situation) if not paper.is_required)


def papers_of(rules, situation, *, received, waivers):
    """Return the Papers of a file: kinds `received` on paper or as a scan, `waivers` by kind with reasons."""
    return [
        Paper(paper.kind, paper.is_required, paper.may_waive, *_state(paper.kind, received, waivers))
        for paper in asked(rules, situation)
    ]


def _merged(kind, lines):
    """The stricter line decides where several call for one paper."""
    required = [line for line in lines if line.is_required]
    return Asked(DocumentKind(kind), bool(required), all(line.may_waive for line in required or lines))


def _state(kind, received, waivers):
    if kind in received:
        return PaperState.RECEIVED, ""
    if kind in waivers:
        return PaperState.WAIVED, waivers[kind]
    return PaperState.MISSING, ""
