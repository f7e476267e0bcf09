"""The next step of a file before its review, as its page offers it: the form and what is written down."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from households import chains, lifecycle, standards
from households.enums import IN_REVIEW, Status, Step
from households.errors import LineMissing
from households.forms.verifying import MatchForm, VisitForm
from households.queries import notices, verifying
from households.queries.holidays import add_working_days

FORMS = {Step.VERIFY: ("file_visit", VisitForm), Step.MATCH: ("file_match", MatchForm)}


@dataclass(frozen=True)
class NextStep:
    """`form` is the form to write something down, None for a step that is one button."""

    step: Step
    heading: str
    url: str
    form: object = None
    due: object = None


def next_step(archive, posting):
    """Return the step a clerk may take on the page of a file now, None where there is none."""
    if archive.status not in verifying.PREPARED:
        return None
    moves = lifecycle.open_moves(
        Status(archive.status), posting, waiting_here=chains.acts_here(archive, posting)
    )
    steps = {move.step for move in moves}
    if Step.ACCEPT in steps:
        return NextStep(Step.ACCEPT, _("受理申请"), reverse("file_accept", args=[archive.file_no]))
    for step, (name, form) in FORMS.items():
        if step in steps:
            heading = _("入户核实") if step == Step.VERIFY else _("信息比对")
            due = _verify_by(archive) if step == Step.VERIFY else None
            return NextStep(step, heading, reverse(name, args=[archive.file_no]), form(), due)
    return None


def publicity(archive, posting):
    """Return the notices a file has hung on, and whether the posting may publish it now."""
    waits = archive.status == Status.PUBLICISED and notices.waits_for_notice(archive, posting)
    return {"hung": list(notices.of_file(archive)), "may_publish": waits}


def written_down(archive):
    """Return the visits and matches of the current round of a file in review."""
    if archive.status not in IN_REVIEW:
        return {}
    return {"visits": verifying.visits_of(archive), "matches": verifying.matches_of(archive)}


def _verify_by(archive):
    """The last day of the verification, None without a rule set."""
    try:
        rules = standards.rule_set_for(archive.unit, archive.status_since)
    except LineMissing:
        return None
    return add_working_days(archive.status_since, rules.verify_working_days)
