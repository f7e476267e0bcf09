"""材料: the papers and signatures a file has and lacks, for its page, its review and the API."""

from dataclasses import dataclass

from households import circumstances, consent_rules
from households.enums import ConsentState, DocumentKind, PaperState, Step
from households.papers import papers_of
from households.queries.checklists import rules_on
from households.queries.consents import consents_of, people_of_file, texts_on
from unionaid import clock


@dataclass(frozen=True)
class Line:
    """A paper in words: received with day and pages, replaced by a pledge, or missing."""

    kind: DocumentKind
    state: PaperState
    is_required: bool
    receipt: object = None
    scans: int = 0
    reason: str = ""

    @property
    def is_missing(self):
        return self.state == PaperState.MISSING

    @property
    def is_waived(self):
        return self.state == PaperState.WAIVED


@dataclass(frozen=True)
class FilePapers:
    """The papers of a file in order: those asked for, then what else came in; and its signatures."""

    lines: list
    needs: list
    scans: int

    @property
    def missing(self):
        return [line for line in self.lines if line.is_missing]

    @property
    def open_needs(self):
        """Signatures that were given once and hold no longer, or are missing."""
        return [need for need in self.needs if need.is_open]

    @property
    def ended_needs(self):
        ended = (ConsentState.EXPIRED, ConsentState.WITHDRAWN)
        return [need for need in self.needs if need.state in ended]


def papers_of_file(rows):
    """Return the FilePapers of a file, given as `file_page.rows_of` reads it.

    The checklist is the one of the day it was last submitted; a migrated file is asked for nothing.
    """
    archive, today = rows.archive, clock.today()
    scans = list(archive.attachments.present().values_list("kind", flat=True))
    receipts = {row.kind: row for row in rows.documents}
    received = {kind for kind, row in receipts.items() if not row.waiver} | set(scans)
    waivers = {kind: row.waiver for kind, row in receipts.items() if row.waiver}
    submitted = [step.on for step in rows.steps if step.step == Step.SUBMIT]
    rules = rules_on(submitted[-1]) if submitted else ()
    asked = papers_of(rules, circumstances.of_rows(rows), received=received, waivers=waivers)
    lines = [
        Line(
            paper.kind, paper.state, paper.is_required, receipts.get(paper.kind),
            scans.count(paper.kind), paper.reason,
        )
        for paper in asked
    ]
    known = {line.kind for line in lines}
    lines += [
        Line(DocumentKind(kind), PaperState.RECEIVED, False, receipts.get(kind), scans.count(kind))
        for kind in DocumentKind.values
        if kind in received - known
    ]
    needs = consent_rules.needs(people_of_file(rows.members), texts_on(today), consents_of(archive), today)
    return FilePapers(lines, needs, len(scans))
