"""Keeping, opening and removing files. The caller has checked scope and right, and links the row.

`subject` is the row people know, such as a household file: the evidence hangs on it, with `label`
saying what the file shows.
"""

import hashlib

from django.db import transaction
from django.utils import timezone

from unionaid.attachments.errors import FileGone, RemovalReasonMissing
from unionaid.attachments.models import StoredFile
from unionaid.audit import Event, record
from unionaid.privacy import sealed_files
from unionaid.privacy.sealing import Unreadable


def digest(upload):
    """Return what tells equal contents: the SHA-256 of an Upload's bytes."""
    return hashlib.sha256(upload.content).hexdigest()


@transaction.atomic
def keep(*, upload, subject, label, by):
    """Keep a clean Upload and return its StoredFile.

    The bytes are on the disk before the row is written: no row is ever without its bytes. Bytes
    whose row is not written after all are swept away a day later.
    """
    stored = StoredFile.objects.create(
        name=upload.name,
        content_type=upload.content_type,
        size=len(upload.content),
        sha256=digest(upload),
        stored_as=sealed_files.write(upload.content),
        uploaded_by=by.user,
    )
    record(
        Event.ATTACHMENT_ADDED, subject=subject, by=by,
        detail={"label": label, "size": stored.size, "sha256": stored.sha256},
    )
    return stored


@transaction.atomic
def opened(*, stored, subject, label, by):
    """Return the bytes of a file; that they were read is recorded. Raises FileGone."""
    if stored.removed_at is not None:
        raise FileGone(reason=stored.removal_reason)
    record(Event.ATTACHMENT_VIEWED, subject=subject, by=by, detail={"label": label})
    try:
        content = sealed_files.read(stored.stored_as)
    except (FileNotFoundError, Unreadable) as error:
        raise FileGone() from error
    return content


@transaction.atomic
def remove(*, stored, subject, label, reason, by):
    """Destroy the bytes of a file; its row stays with who, when and why. Raises FileGone when it is gone."""
    reason = reason.strip()
    if not reason:
        raise RemovalReasonMissing()
    stored = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if stored.removed_at is not None:
        raise FileGone(reason=stored.removal_reason)
    stored.removed_at, stored.removed_by, stored.removal_reason = timezone.now(), by.user, reason
    stored.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    record(
        Event.ATTACHMENT_REMOVED, subject=subject, by=by, purpose=reason,
        detail={"label": label, "sha256": stored.sha256},
    )
    transaction.on_commit(lambda: sealed_files.destroy(stored.stored_as))
    return stored
