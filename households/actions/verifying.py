"""What the filing union finds out about a household before it is decided on: the visit, the match.

The guards of the steps stand here too: a step is taken only on what is written down.
"""

from django.db import transaction

from households import chains
from households.actions import review
from households.enums import MatchResult, Status, Step, VisitPurpose
from households.errors import NotAllowed, NotWaitingHere, StepNotOpen
from households.models import HardshipArchive, HomeVisit, MatchRecord
from households.verifying_errors import (
    FindingsMissing,
    MatchAhead,
    MatchDetailMissing,
    MatchMissing,
    VisitAhead,
    VisitMissing,
    VisitorsMissing,
    VisitTooEarly,
)
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

FEWEST_VISITORS = 2


@transaction.atomic
def record_visit(*, archive, by, visited_on, visitors, findings, met=""):
    """Write down the visit that verifies a file, by at least two named people. Returns it."""
    archive = _locked(archive, Step.VERIFY, Status.VERIFYING, by)
    names = list(dict.fromkeys(name.strip() for name in visitors if name.strip()))
    if visited_on > clock.today():
        raise VisitAhead(day=clock.today())
    if visited_on < archive.applied_on:
        raise VisitTooEarly(day=archive.applied_on)
    if len(names) < FEWEST_VISITORS:
        raise VisitorsMissing()
    if not findings.strip():
        raise FindingsMissing()
    visit = HomeVisit.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path,
        purpose=VisitPurpose.VERIFY, visited_on=visited_on, visitors="、".join(names),
        visitor_count=len(names), met=met.strip(), findings=findings.strip(),
        review_round=archive.review_round, recorded_by=by.user,
    )
    record(
        Event.VISIT_RECORDED, subject=archive, by=by,
        after={"purpose": visit.purpose, "on": visited_on, "visitors": len(names)},
    )
    return visit


@transaction.atomic
def record_match(*, archive, by, agency, replied_on, result, detail="", reference_no=""):
    """Write down what an agency answered about a household. Returns it."""
    archive = _locked(archive, Step.MATCH, Status.MATCHING, by)
    if replied_on > clock.today():
        raise MatchAhead(day=clock.today())
    if result == MatchResult.DIFFERS and not detail.strip():
        raise MatchDetailMissing()
    match = MatchRecord.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path,
        review_round=archive.review_round, agency=agency.strip(), reference_no=reference_no.strip(),
        replied_on=replied_on, result=result, detail=detail.strip(), recorded_by=by.user,
    )
    record(
        Event.MATCH_RECORDED, subject=archive, by=by,
        after={"agency": match.agency, "on": replied_on, "result": result},
    )
    return match


@review.guard(Step.VERIFY)
def _visited(archive, by, minutes):
    """A visit of this round; after an upheld objection one that was written down since."""
    visits = HomeVisit.objects.filter(
        archive=archive, review_round=archive.review_round, purpose=VisitPurpose.VERIFY,
        visitor_count__gte=FEWEST_VISITORS, visited_on__lte=clock.today(),
    )
    upheld = archive.steps.filter(review_round=archive.review_round, step=Step.UPHOLD).last()
    if upheld is not None:
        visits = visits.filter(recorded_at__gte=upheld.at)
    if not visits.exists():
        raise VisitMissing()


@review.guard(Step.MATCH)
def _matched(archive, by, minutes):
    if not MatchRecord.objects.filter(archive=archive, review_round=archive.review_round).exists():
        raise MatchMissing()


def _locked(archive, step, status, by):
    """Lock the file a note is made on; raises what the step itself would for this person and state."""
    archive = (
        HardshipArchive.objects.select_for_update(of=("self",)).select_related("unit").get(pk=archive.pk)
    )
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    if archive.status != status:
        raise StepNotOpen(step=step, status=Status(archive.status))
    if not chains.acts_here(archive, by):
        raise NotWaitingHere(unit=archive.acting_unit.name)
    return archive
