"""Scans and photos of a draft or file: added, opened, removed; they follow the draft into its file."""

from django.db import transaction

from households.attachment_errors import ReceivedAhead
from households.attachment_rules import right_to_open
from households.enums import DocumentKind
from households.errors import NotAllowed
from households.models import Attachment
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.attachments import actions as files


@transaction.atomic
def attach(*, upload, kind, by, archive=None, draft=None, visit=None, person=b"", received_on=None):
    """Keep a clean Upload on a file or a draft and return the Attachment.

    The same content under the same kind is kept once: a second click finds the first one's row.
    """
    if not (by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)):
        raise NotAllowed()
    received_on = received_on or clock.today()
    if received_on > clock.today():
        raise ReceivedAhead(day=clock.today())
    place = archive or draft
    type(place).objects.select_for_update(of=("self",)).get(pk=place.pk)
    same = place.attachments.present().filter(kind=kind, person=person, file__sha256=files.digest(upload))
    if found := same.first():
        return found
    stored = files.keep(upload=upload, subject=place, label=DocumentKind(kind).label, by=by)
    return Attachment.objects.create(
        archive=archive, draft=draft, visit=visit, unit=place.unit, unit_path=place.unit_path,
        file=stored, kind=kind, person=person, received_on=received_on,
    )


@transaction.atomic
def attach_all(*, uploads, **given):
    """Keep several clean Uploads, all or none, and return their Attachments."""
    return [attach(upload=upload, **given) for upload in uploads]


def content(*, attachment, by):
    """Return the bytes of an attachment; that they were read is recorded. Raises FileGone."""
    if not by.may(right_to_open(attachment.kind)):
        raise NotAllowed()
    return files.opened(
        stored=attachment.file, subject=attachment.place, label=attachment.get_kind_display(), by=by
    )


@transaction.atomic
def remove(*, attachment, reason, by):
    """Destroy the bytes of an attachment for a reason; its row stays. Raises FileGone when it is gone."""
    if not (by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)):
        raise NotAllowed()
    files.remove(
        stored=attachment.file, subject=attachment.place, label=attachment.get_kind_display(),
        reason=reason, by=by,
    )


def follow(*, draft, archive):
    """Hang what hung on a draft on the file it became; the caller holds the transaction."""
    draft.attachments.update(archive=archive, draft=None, unit=archive.unit, unit_path=archive.unit_path)


def drop(*, draft, reason, by):
    """Destroy what hangs on a draft that is deleted; the caller holds the transaction."""
    for attachment in draft.attachments.present().select_related("file"):
        remove(attachment=attachment, reason=reason, by=by)
