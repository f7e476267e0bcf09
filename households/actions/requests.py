"""Requests about files on record: opening, deciding, withdrawing, and their taking effect.

What a kind needs beyond that registers itself here: `guards` are asked when a request is opened
and again before it takes effect; `effects` change the file when the last decision has passed.
"""

from django.db import IntegrityError, transaction

from households import chains, holds, notifying, request_lifecycle
from households.actions import freezes, keeping_pairs
from households.counting import keep_count
from households.enums import FrozenWork, RequestKind, RequestStatus, RequestStep, Status
from households.errors import NotAllowed, NotWaitingHere, ReasonMissing
from households.models import FileRequest, HardshipArchive, RequestDecision, ReviewStep
from households.queries.requests import open_about
from households.request_errors import FileHeld, RequestAlreadyOpen, RequestNotOpenFor
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

_guards, _step_guards, _effects, _opened = {}, {}, {}, []


def guard(*kinds):
    """Have `function(archive, detail, by, other_unit)` raise a FileError where a request may not stand."""

    def keep(function):
        for kind in kinds:
            _guards.setdefault(RequestKind(kind), []).append(function)
        return function

    return keep


def step_guard(*steps):
    """Have `function(request, by)` raise a FileError where a request may not take one of the steps."""

    def keep(function):
        for step in steps:
            _step_guards.setdefault(RequestStep(step), []).append(function)
        return function

    return keep


def effect(kind):
    """Have `function(request, archive, by)` change the locked file when a request of the kind is done."""

    def keep(function):
        _effects[RequestKind(kind)] = function
        return function

    return keep


def opened(function):
    """Have `function(request, by)` told of every request that has been opened, in its transaction."""
    _opened.append(function)
    return function


@transaction.atomic
def open_request(*, kind, archive, by, reason, detail=None, other_unit=None, other_archive=None):
    """Open a request and send it on its route. Returns it.

    Raises a FileError: no reason, another request still open, a state of a file that does not
    allow it, something under way with a file, or what a guard of the kind says. What holds for
    the file holds for `other_archive` too.
    """
    kind = RequestKind(kind)
    if not by.may(Permission.ENTER_FILES) and not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    if not reason.strip():
        raise ReasonMissing()
    archive, *others = locked(archive, other_archive)
    freezes.refuse(unit=archive.unit, work=FrozenWork.REQUESTS, by=by)
    for file in (archive, *others):
        _refuse_state(kind, file)
        standing = open_about(file)
        if standing is not None:
            raise RequestAlreadyOpen(kind=RequestKind(standing.kind))
    _ask_guards(kind, archive, others, detail or {}, by, other_unit)
    status, day = request_lifecycle.ROUTES[kind][0], clock.today()
    request = FileRequest(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, kind=kind, status=status,
        acting_unit=acting_unit(archive.unit, status, other_unit), other_unit=other_unit,
        other_archive=other_archive, reason=reason.strip(), detail=detail or {},
        archive_version=archive.version, opened_by=by.user, opened_on=day, status_since=day,
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise RequestAlreadyOpen(kind=kind) from None
    _note_down(request, RequestStep.OPEN, "", by, day, "")
    record(
        Event.REQUEST_OPENED, subject=archive, by=by,
        after={"request": kind, "status": status}, purpose=reason.strip(),
    )
    for function in _opened:
        function(request, by)
    return request


@transaction.atomic
def decide(*, request, step, by, note=""):
    """Take one step on a request; after the last state of its route it takes effect at once. Returns it.

    File, history, counts, request and evidence stand or fall together. The rows are read again
    under a lock, so a second decision meets the new state and is refused.
    """
    archive, *others = locked(request.archive, request.other_archive)
    request = FileRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    before, step = RequestStatus(request.status), RequestStep(step)
    to = request_lifecycle.check(
        request.kind, before, step, by=by, people=people_of(request), note=note, detail=request.detail
    )
    if step == RequestStep.WITHDRAW and not by.sees(request.unit_path):
        raise NotAllowed()
    if step != RequestStep.WITHDRAW and request.acting_unit_id != by.unit_id:
        raise NotWaitingHere(unit=request.acting_unit.name)
    for function in _step_guards.get(step, ()):
        function(request, by)
    day = clock.today()
    if to == RequestStatus.DONE:
        for file in (archive, *others):
            _refuse_state(RequestKind(request.kind), file)
        _ask_guards(
            RequestKind(request.kind), archive, others, request.detail, by, request.other_unit
        )
    request.status, request.status_since = to, day
    request.acting_unit = (
        acting_unit(archive.unit, to, request.other_unit) if request.is_open else None
    )
    request.ended_on = None if request.is_open else day
    request.save()
    _note_down(request, step, before, by, day, note)
    record(
        Event.REQUEST_DECIDED, subject=archive, by=by,
        before={"request": request.kind, "status": before}, after={"status": to}, purpose=note.strip(),
    )
    if to == RequestStatus.DONE:
        _take_effect(request, archive, by, day, note)
    notifying.request_decided(request, by)
    return request


def people_of(request):
    """Return the ids of the users who typed, opened or passed a request: none of them may decide on it."""
    taken = request.decisions.filter(step__in=[RequestStep.OPEN, RequestStep.PASS])
    return set(taken.values_list("by_id", flat=True)) | set(request.detail.get("editors", ()))


def _take_effect(request, archive, by, day, note):
    before = Status(archive.status)
    _effects[RequestKind(request.kind)](request, archive, by)
    archive.changed_on = day
    archive.version += 1
    archive.save()
    row = ReviewStep.objects.create(
        archive=archive, step=request_lifecycle.EFFECT[RequestKind(request.kind)],
        from_status=before, to_status=archive.status, review_round=archive.review_round,
        by=by.user, by_unit=by.unit, on=day, note=note.strip() or request.reason,
    )
    keep_count(archive, day=day, decision=row)
    keeping_pairs.refresh(archive.pk)


def _refuse_state(kind, archive):
    if archive.status not in request_lifecycle.OPEN_FOR[kind]:
        raise RequestNotOpenFor(kind=kind, status=Status(archive.status))


def _ask_guards(kind, archive, others, detail, by, other_unit):
    for file in (archive, *others):
        held = holds.on(file, kind)
        if held:
            raise FileHeld(sentence=held)
    for function in _guards.get(kind, ()):
        function(archive, detail, by, other_unit)


def acting_unit(unit, status, other_unit):
    """Return the union that decides in a state of a request about a file of `unit`."""
    if status == RequestStatus.ACCEPTANCE:
        return chains.deciding_unit(other_unit, RequestStatus.COUNTY_REVIEW)
    return chains.deciding_unit(unit, status)


def locked(archive, other=None):
    """Lock a file and the one beside it, always in the order of their keys. Returns them, the file first."""
    keys = [file.pk for file in (archive, other) if file is not None]
    files = HardshipArchive.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {file.pk: file for file in files}
    return [found[pk] for pk in keys]


def _note_down(request, step, before, by, day, note):
    RequestDecision.objects.create(
        request=request, step=step, from_status=before, to_status=request.status,
        by=by.user, by_unit=by.unit, on=day, note=note.strip(),
    )
