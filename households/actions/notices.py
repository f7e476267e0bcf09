"""Public notices: starting, ending, taking down, and their page on the internet."""

import secrets

from django.db import IntegrityError, transaction

from households.actions import requests, review
from households.enums import NoticeKind, NoticePlace, NoticeStatus, RequestStatus, RequestStep, Status, Step
from households.errors import NotAllowed, ReasonMissing
from households.models import HardshipArchive, NoticeEntry, PublicNotice
from households.notice_errors import (
    NotAwaitingNotice,
    NothingToPublish,
    NoticeMissing,
    NoticeOver,
    NoticeRunning,
    NoticeStartWrong,
    ObjectionOpen,
    PlaceMissing,
    TelephoneMissing,
)
from households.publishing import line_of
from households.queries.holidays import add_working_days
from households.queries.notices import publicity_days, waiting_exits, waiting_files
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

TITLES = {
    NoticeKind.ENTRY: "拟建档困难职工名单公示",
    NoticeKind.EXIT: "拟退档困难职工名单公示",
}


@transaction.atomic
def start_notice(
    *, archives, kind, by, starts_on, place, place_kind=NoticePlace.BOARD, telephone="", title=""
):
    """Publish files that wait for it: freeze what is shown of each and reckon the last day.

    The day of publication does not count. Raises a FileError: nothing chosen, a file that does not
    wait for a notice, no place, no telephone, a start before the files were ready or after today.
    """
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    kind, telephone = NoticeKind(kind), telephone.strip() or by.unit.telephone
    if not place.strip():
        raise PlaceMissing()
    if not telephone:
        raise TelephoneMissing()
    chosen = _chosen(archives, kind, by)
    earliest, today = max(since for _archive, _request, since in chosen), clock.today()
    if not earliest <= starts_on <= today:
        raise NoticeStartWrong(earliest=earliest, today=today)
    days = publicity_days(by.unit, kind, starts_on)
    notice = PublicNotice.objects.create(
        unit=by.unit, unit_path=by.unit.path, kind=kind, title=title.strip() or TITLES[kind],
        place_kind=place_kind, place=place.strip(), telephone=telephone, starts_on=starts_on,
        working_days=days, ends_on=add_working_days(starts_on, days), started_by=by.user,
    )
    _write_lines(notice, chosen)
    record(
        Event.NOTICE_STARTED, subject=notice, by=by,
        after={
            "kind": kind, "place": notice.place, "starts_on": starts_on, "ends_on": notice.ends_on,
            "files": [archive.file_no for archive, _request, _since in chosen],
        },
    )
    return notice


@transaction.atomic
def end_notice(*, notice, by):
    """End a notice whose last day has passed; every file and request on it moves on. Returns the notice.

    Raises NoticeOver, NoticeRunning or ObjectionOpen.
    """
    notice = _locked(notice, by)
    _may_pass(notice)
    for entry in notice.entries.filter(is_running=True).select_related("archive", "request"):
        if entry.request is not None:
            if entry.request.status == RequestStatus.NOTICE:
                requests.decide(request=entry.request, step=RequestStep.END_NOTICE, by=by)
        elif entry.archive.status == Status.PUBLICISED:
            review.take_step(archive=entry.archive, step=Step.END_NOTICE, by=by)
    _close(notice, NoticeStatus.ENDED, by)
    record(Event.NOTICE_ENDED, subject=notice, by=by, after={"ended_on": notice.closed_on})
    return notice


@transaction.atomic
def take_down(*, notice, by, reason):
    """Take a notice down before its end, with the reason; its files wait for another one. Returns it."""
    notice = _locked(notice, by)
    if not reason.strip():
        raise ReasonMissing()
    notice.closing_reason = reason.strip()
    _close(notice, NoticeStatus.TAKEN_DOWN, by)
    record(Event.NOTICE_TAKEN_DOWN, subject=notice, by=by, purpose=notice.closing_reason)
    return notice


@transaction.atomic
def put_on_web(*, notice, by):
    """Open a page of a running notice under an address nobody can guess. Returns the notice."""
    notice = _locked(notice, by)
    if notice.ends_on < clock.today():
        raise NoticeOver(status=NoticeStatus.ENDED)
    notice.is_on_web, notice.web_token = True, secrets.token_urlsafe(32)
    notice.save(update_fields=["is_on_web", "web_token"])
    record(Event.NOTICE_PUT_ON_WEB, subject=notice, by=by)
    return notice


@transaction.atomic
def take_off_web(*, notice, by):
    """Close the internet page of a notice at once; its address never opens again. Returns the notice."""
    notice = _locked(notice, by)
    notice.is_on_web = False
    notice.save(update_fields=["is_on_web"])
    record(Event.NOTICE_TAKEN_OFF_WEB, subject=notice, by=by)
    return notice


def close_pages(day):
    """Close the internet pages of notices whose last day has passed."""
    for notice in PublicNotice.objects.expired(day).filter(is_on_web=True).order_by("pk"):
        notice.is_on_web = False
        notice.save(update_fields=["is_on_web"])
        record(Event.NOTICE_TAKEN_OFF_WEB, subject=notice, detail={"ended_on": notice.ends_on})


@transaction.atomic
def print_notice(*, notice, by):
    """Return the number of a print of a notice, kept as evidence: G-220331-7F3A9C."""
    number = f"G-{clock.today():%y%m%d}-{secrets.token_hex(3).upper()}"
    record(Event.NOTICE_PRINTED, subject=notice, by=by, detail={"print_no": number})
    return number


@review.guard(Step.END_NOTICE)
def leave_with_file(archive, by, minutes):
    """A file passes on only from a notice that has run its time, and leaves it."""
    _leave(NoticeEntry.objects.filter(archive=archive, is_running=True, request=None).first())


@requests.step_guard(RequestStep.END_NOTICE)
def leave_with_request(request, by):
    """An exit passes on only from a notice that has run its time, and leaves it."""
    _leave(NoticeEntry.objects.filter(request=request, is_running=True).first())


@requests.step_guard(RequestStep.WITHDRAW)
def strike_out(request, by):
    """A withdrawn exit leaves its notice."""
    NoticeEntry.objects.filter(request=request, is_running=True).update(
        is_running=False, removed_on=clock.today()
    )


def _leave(entry):
    if entry is None:
        raise NoticeMissing()
    _may_pass(entry.notice)
    entry.is_running = False
    entry.save(update_fields=["is_running"])


def _chosen(archives, kind, by):
    """Return (locked file, request or None, ready since) of each chosen file in the order given."""
    ids = list(dict.fromkeys(archive.pk for archive in archives))
    if not ids:
        raise NothingToPublish()
    locked = HardshipArchive.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    found = {archive.pk: archive for archive in locked.select_related("unit")}
    if kind == NoticeKind.ENTRY:
        ready = {pk: (None, since) for pk, since in waiting_files(by).values_list("pk", "status_since")}
    else:
        ready = {row.archive_id: (row, row.status_since) for row in waiting_exits(by)}
    wrong = next((pk for pk in ids if pk not in ready), None)
    if wrong is not None:
        raise NotAwaitingNotice(file_no=found[wrong].file_no if wrong in found else wrong)
    return [(found[pk], *ready[pk]) for pk in ids]


def _write_lines(notice, chosen):
    for position, (archive, request, _since) in enumerate(chosen, start=1):
        entry = NoticeEntry(
            notice=notice, archive=archive, request=request, position=position,
            **line_of(archive, notice.place_kind, notice.kind),
        )
        try:
            with transaction.atomic():
                entry.save()
        except IntegrityError:
            raise NotAwaitingNotice(file_no=archive.file_no) from None


def _may_pass(notice):
    if notice.status != NoticeStatus.OPEN:
        raise NoticeOver(status=NoticeStatus(notice.status))
    if clock.today() <= notice.ends_on:
        raise NoticeRunning(ends_on=notice.ends_on)
    waiting = notice.objections.open().count()
    if waiting:
        raise ObjectionOpen(count=waiting)


def _locked(notice, by):
    """Lock an open notice of the posting's scope for a clerk."""
    if not by.may(Permission.ENTER_FILES) or not by.sees(notice.unit_path):
        raise NotAllowed()
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.status != NoticeStatus.OPEN:
        raise NoticeOver(status=NoticeStatus(notice.status))
    return notice


def _close(notice, status, by):
    notice.status, notice.closed_on, notice.closed_by = status, clock.today(), by.user
    notice.is_on_web = False
    notice.save()
    notice.entries.filter(is_running=True).update(is_running=False)
