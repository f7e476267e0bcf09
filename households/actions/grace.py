"""The grace period after an exit: its end on the day, and the way back before it."""

from decimal import Decimal

from django.db import transaction

from households import chains, holds, standards
from households.actions import on_record
from households.actions.tasks import drop_open_tasks
from households.counting import keep_count
from households.enums import RequestKind, RequestStatus, Status, Step
from households.errors import NotAllowed, NoteMissing, NotWaitingHere
from households.leaving_errors import GraceIsOver, NoLongerEligible, NotInGrace
from households.models import HardshipArchive, ReviewStep
from households.queries.requests import open_about
from households.request_errors import FileHeld, RequestAlreadyOpen
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


def end_due(day):
    """End the grace periods whose last day has passed. Returns the files ended; none the second time.

    A file with a request or payment under way waits until that is over.
    """
    due = HardshipArchive.objects.filter(status=Status.GRACE, grace_until__lt=day)
    return [archive for archive in due.order_by("pk") if end_grace(archive=archive, day=day)]


@transaction.atomic
def end_grace(*, archive, day):
    """Close one file whose grace period is over and free its people. Tells whether it did."""
    archive = _locked(archive)
    if archive.status != Status.GRACE or archive.grace_until >= day:
        return False
    if open_about(archive) or holds.on(archive, Step.END_GRACE):
        return False
    archive.members.update(is_living_file=False)
    drop_open_tasks(archive, by=None, note="渐退期满")
    on_record.left(archive, by=None)
    archive.closed_on = day
    _step(archive, Step.END_GRACE, Status.EXITED, day=day, by=None, by_unit=archive.unit)
    record(
        Event.GRACE_ENDED, subject=archive, before={"status": Status.GRACE},
        after={"status": Status.EXITED},
    )
    return True


@transaction.atomic
def restore(*, archive, by, note, per_capita_income, exception=""):
    """Bring a file in grace back on record after a short check; it counts as 返困. Returns it.

    `per_capita_income` is what the check found, in 元 a month; above the limit of the rule set
    `exception` must say why all the same. Raises a FileError: the period is over, no note,
    something under way with the file.
    """
    if not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    archive, day = _locked(archive), clock.today()
    if archive.status == Status.EXITED or (archive.status == Status.GRACE and archive.grace_until < day):
        raise GraceIsOver(day=archive.grace_until)
    if archive.status != Status.GRACE:
        raise NotInGrace(status=Status(archive.status))
    _refuse_elsewhere(archive, by)
    if not note.strip():
        raise NoteMissing(step=Step.RESTORE)
    _refuse_above_limit(archive, per_capita_income, exception, day)
    before = {"status": archive.status, "exit_reason": archive.exit_reason}
    drop_open_tasks(archive, by=by, note="已恢复在档")
    archive.grace_until, archive.exit_reason, archive.is_reentry = None, "", True
    words = "；".join(filter(None, [note.strip(), exception.strip()]))
    _step(archive, Step.RESTORE, Status.ACTIVE, day=day, by=by.user, by_unit=by.unit, note=words)
    on_record.ask_for_contact(archive)
    record(
        Event.FILE_RESTORED, subject=archive, by=by, before=before,
        after={"status": archive.status}, detail={"per_capita_income": str(per_capita_income)},
        purpose=words,
    )
    return archive


def limit_of(archive, day):
    """Return the monthly income per head up to which a household of the file's union is in hardship."""
    line, rules = standards.line_for(archive.unit, day), standards.rule_set_for(archive.unit, day)
    return line.urban_monthly * rules.relative_multiplier


def _refuse_elsewhere(archive, by):
    deciding = chains.deciding_unit(archive.unit, RequestStatus.COUNTY_REVIEW)
    if deciding.pk != by.unit_id:
        raise NotWaitingHere(unit=deciding.name)
    standing = open_about(archive)
    if standing is not None:
        raise RequestAlreadyOpen(kind=RequestKind(standing.kind))
    held = holds.on(archive, Step.RESTORE)
    if held:
        raise FileHeld(sentence=held)


def _refuse_above_limit(archive, income, exception, day):
    limit = limit_of(archive, day)
    if Decimal(income) > limit and not exception.strip():
        raise NoLongerEligible(limit=limit)


def _locked(archive):
    return HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)


def _step(archive, step, to, *, day, by, by_unit, note=""):
    before = archive.status
    archive.status, archive.status_since, archive.changed_on = to, day, day
    archive.version += 1
    archive.save()
    row = ReviewStep.objects.create(
        archive=archive, step=step, from_status=before, to_status=to,
        review_round=archive.review_round, by=by, by_unit=by_unit, on=day, note=note,
    )
    keep_count(archive, day=day, decision=row)
