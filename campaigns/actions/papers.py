"""Photos, receipts and signed sheets of a record: kept sealed, opened and removed with evidence."""

from django.db import transaction

from campaigns.actions import records
from campaigns.enums import PaperKind
from campaigns.errors import NotAllowed, NotYours
from campaigns.models import Paper
from unionaid.accounts.permissions import Permission
from unionaid.attachments import actions as files


@transaction.atomic
def enter_with_papers(*, papers, by, **given):
    """Write a line down together with its photos and receipts; all of it or nothing."""
    line = records.enter(by=by, **given)
    attach(line=line, given=papers["given"], by=by)
    return line


@transaction.atomic
def attach(*, line, given, by):
    """Keep (what it shows, upload) pairs on a line; the same picture is kept once. Returns how many."""
    _allow(line, by)
    known = set(Paper.objects.of(line).present().values_list("shows", "file__sha256"))
    added = 0
    for shows, upload in given:
        mark = (shows, files.digest(upload))
        if mark in known:
            continue
        stored = files.keep(upload=upload, subject=line, label=PaperKind(shows).label, by=by)
        Paper.objects.create(
            unit=line.unit, unit_path=line.unit_path, kind=line._meta.model_name, line=line.pk,
            shows=shows, file=stored,
        )
        known.add(mark)
        added += 1
    return added


def content(*, paper, line, by):
    """Return the bytes of a photo; that it was opened is recorded. Raises FileGone."""
    return files.opened(stored=paper.file, subject=line, label=paper.get_shows_display(), by=by)


@transaction.atomic
def remove(*, paper, line, reason, by):
    """Destroy a photo for a reason; its row stays."""
    _allow(line, by)
    files.remove(stored=paper.file, subject=line, label=paper.get_shows_display(), reason=reason, by=by)


def _allow(line, by):
    if not by.may(Permission.RECORD_CAMPAIGNS):
        raise NotAllowed()
    if line.unit_id != by.unit_id:
        raise NotYours(unit=line.unit.short_name)
