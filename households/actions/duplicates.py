"""查重: deciding about pairs of files that may be one, in one go, and taking that back."""

import secrets

from django.db import transaction
from django.utils import timezone

from households.actions.checking import asking
from households.actions.tasks import drop_task, raise_task
from households.check_enums import PairStatus, Verdict
from households.check_errors import (
    CheckNoteMissing,
    DecisionGone,
    NothingChosen,
    PairChanged,
    PairDecided,
    WrongResult,
)
from households.enums import LIVING, RequestKind, TaskKind
from households.errors import NotAllowed
from households.models import DuplicateDecision, DuplicatePair, FileTask
from households.queries.holidays import add_working_days
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

MOST_AT_ONCE = 200
WORKING_DAYS = 10


@transaction.atomic
def decide(*, pairs, verdict, by, note="", seen=None):
    """Decide about pairs in one go; returns the name of the batch, by which it can be undone.

    `seen` maps the key of a pair to the fingerprint its page showed. Of two files found to be one a
    task asks to cancel the later. Raises a FileError and decides nothing: no right, no verdict, no
    pair, decided or changed meanwhile, no note where the other file lies outside the scope.
    """
    if not by.may(Permission.ENTER_FILES) and not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    if verdict not in Verdict.values:
        raise WrongResult()
    wanted = [pair.pk for pair in pairs][:MOST_AT_ONCE]
    locked = list(
        DuplicatePair.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
        .select_related("first__unit", "second__unit").order_by("pk")
    )
    if not locked:
        raise NothingChosen()
    batch = secrets.token_hex(16)
    for pair in locked:
        _decide(pair, Verdict(verdict), batch, by, note.strip(), (seen or {}).get(pair.pk))
    record(
        Event.DUPLICATES_DECIDED, by=by, subject=by.unit,
        after={"verdict": verdict, "rows": len(locked)},
        detail={"file_no": [f"{pair.first.file_no} {pair.second.file_no}" for pair in locked][:50]},
        purpose=note.strip(),
    )
    return batch


@transaction.atomic
def undo(*, batch, by):
    """Take back what a batch decided where it still stands; returns the number of pairs opened again.

    Only the union that decided may. The tasks a verdict raised are dropped, if nothing came of them.
    """
    rows = list(
        DuplicateDecision.objects.select_for_update(of=("self",))
        .filter(batch=batch, by_unit=by.unit, undone_at=None).select_related("pair")
    )
    if not by.may(Permission.ENTER_FILES) and not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    if not rows:
        raise DecisionGone()
    opened = 0
    for row in rows:
        row.undone_by, row.undone_at = by.user, timezone.now()
        row.save(update_fields=["undone_by", "undone_at"])
        if row.pair.status == row.verdict and row.pair.fingerprint == row.fingerprint:
            row.pair.status = PairStatus.OPEN
            row.pair.save(update_fields=["status"])
            opened += 1
        for task in FileTask.objects.open().filter(key=_task_key(row)):
            drop_task(task=task, by=by, note="查重结论已撤销")
    record(Event.DUPLICATES_UNDONE, by=by, subject=by.unit, after={"rows": opened})
    return opened


def _decide(pair, verdict, batch, by, note, seen):
    if pair.status != PairStatus.OPEN:
        raise PairDecided(status=PairStatus(pair.status))
    if seen is not None and seen != pair.fingerprint:
        raise PairChanged()
    files = (pair.first, pair.second)
    inside = [archive for archive in files if by.sees(archive.unit_path)]
    if not inside:
        raise NotAllowed()
    if len(inside) < len(files) and not note:
        raise CheckNoteMissing()
    pair.status = PairStatus(verdict.value)
    pair.was_reopened = False
    pair.save(update_fields=["status", "was_reopened"])
    row = DuplicateDecision.objects.create(
        pair=pair, batch=batch, verdict=verdict, note=note, fingerprint=pair.fingerprint, by=by.user,
        by_unit=by.unit, on=clock.today(),
    )
    if verdict == Verdict.SAME:
        _ask_to_cancel(row, files, inside)


def _ask_to_cancel(row, files, inside):
    """Ask for the cancellation of the later file that can be cancelled and lies in the scope."""
    living = [archive for archive in inside if archive.status in LIVING]
    if not living:
        return
    later = living[-1]
    other = files[0] if later == files[1] else files[1]
    raise_task(
        archive=later, kind=TaskKind.REASSESS, key=_task_key(row),
        reason=f"查重：与{other.unit.name}的档案重复，请核对后申请注销",
        due_on=add_working_days(clock.today(), WORKING_DAYS),
    )


def _task_key(row):
    return f"{asking(RequestKind.CANCEL)}pair{row.pk}"
