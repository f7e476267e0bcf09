"""Visits to households on record and in grace (走访). Those that verify a new file: `verifying`."""

from django.db import transaction

from households.actions.tasks import finish_kinds, finish_task
from households.contacts import next_visit
from households.enums import Status, TaskKind, VisitPurpose
from households.errors import NotAllowed
from households.models import HardshipArchive, HomeVisit, Pairing
from households.pairing_errors import NextVisitTooEarly, VisitNotOpenFor, VisitorMissing
from households.verifying_errors import FindingsMissing, VisitAhead, VisitTooEarly
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

# Purpose → states of the file in which such a visit is written down here.
OPEN_FOR = {
    VisitPurpose.PAIRING: (Status.ACTIVE, Status.GRACE),
    VisitPurpose.RECHECK: (Status.ACTIVE,),
    VisitPurpose.SPOT_CHECK: (Status.ACTIVE,),
    VisitPurpose.SURVEY: (Status.ACTIVE, Status.GRACE),
    VisitPurpose.FOLLOW_UP: (Status.GRACE,),
}
VISITED = tuple(dict.fromkeys(status for statuses in OPEN_FOR.values() for status in statuses))


@transaction.atomic
def record_visit(
    *, archive, by, purpose, visited_on, visitors, findings, met="", next_on=None, request_key=None
):
    """Write down a visit; what was due by it is done. Returns it; the same key gives the same visit.

    A follow-up ends the earliest follow-up task of the file. The next visit is the day planned, else
    the interval of the rule set after this one. Raises a FileError: a day ahead or before the
    application, nobody who visited, no findings, a state without such visits.
    """
    known = request_key and HomeVisit.objects.filter(request_key=request_key).first()
    if known:
        return known
    archive, purpose = _locked(archive, by), VisitPurpose(purpose)
    names = list(dict.fromkeys(name.strip() for name in visitors if name.strip()))
    _refuse_wrong(archive, purpose, visited_on, names, findings, next_on)
    visit = HomeVisit.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, purpose=purpose,
        visited_on=visited_on, visitors="、".join(names), visitor_count=len(names), met=met.strip(),
        findings=findings.strip(), next_on=next_on, review_round=archive.review_round,
        task=_finished_follow_up(archive, purpose, by), recorded_by=by.user, request_key=request_key,
    )
    _plan_next(archive, visit)
    finish_kinds(archive, (TaskKind.VISIT,), by=by, outcome="VISITED")
    record(
        Event.VISIT_RECORDED, subject=archive, by=by,
        after={"purpose": purpose, "on": visited_on, "visitors": len(names)},
    )
    return visit


def may_visit(archive, posting):
    """Tell whether a posting may write a visit down: whoever keeps files, and the household's own contact."""
    if not posting.sees(archive.unit_path):
        return False
    if posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES):
        return True
    return archive.pairings.current().filter(contact=posting.user_id).exists()


def _refuse_wrong(archive, purpose, visited_on, names, findings, next_on):
    today = clock.today()
    if archive.status not in OPEN_FOR.get(purpose, ()):
        raise VisitNotOpenFor(status=Status(archive.status), purpose=purpose)
    if visited_on > today:
        raise VisitAhead(day=today)
    if visited_on < archive.applied_on:
        raise VisitTooEarly(day=archive.applied_on)
    if not names:
        raise VisitorMissing()
    if not findings.strip():
        raise FindingsMissing()
    if next_on is not None and next_on <= today:
        raise NextVisitTooEarly(day=today)


def _finished_follow_up(archive, purpose, by):
    if purpose != VisitPurpose.FOLLOW_UP:
        return None
    task = archive.tasks.open().filter(kind=TaskKind.FOLLOW_UP).order_by("due_on", "pk").first()
    return finish_task(task=task, by=by, outcome="VISITED") if task else None


def _plan_next(archive, visit):
    """Move the next visit on, unless a later one is written down already."""
    pairing = archive.pairings.current().first()
    if pairing is None or (pairing.last_visit_on and pairing.last_visit_on > visit.visited_on):
        return
    pairing.last_visit_on = visit.visited_on
    pairing.next_visit_on = visit.next_on or next_visit(archive.unit, visit.visited_on)
    Pairing.objects.filter(pk=pairing.pk).update(
        last_visit_on=pairing.last_visit_on, next_visit_on=pairing.next_visit_on
    )


def _locked(archive, by):
    archive = (
        HardshipArchive.objects.select_for_update(of=("self",)).select_related("unit").get(pk=archive.pk)
    )
    if not may_visit(archive, by):
        raise NotAllowed()
    return archive
