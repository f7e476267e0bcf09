"""Changing a file on record: what changes at once, undoing it, and keeping what it said before."""

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from households import comparison, direct_parts, rows, wording
from households.actions import keeping_pairs
from households.change_errors import ChangedMeanwhile, FieldUnderRequest, NothingChanged, NotUndoable
from households.content import FileContent
from households.enums import ChangeKind, RequestKind, Status
from households.errors import NotAllowed, ReasonMissing
from households.models import FamilyMember, FileChange, HardshipArchive
from households.models.members import SELF
from households.queries.requests import open_about
from households.request_errors import RequestAlreadyOpen, RequestNotOpenFor
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

ON_RECORD = (Status.ACTIVE, Status.GRACE)


@transaction.atomic
def change(*, archive, part, values, mark, by, reason):
    """Change a part of a file at once and return the FileChange that keeps both versions.

    `values` maps the part's fields to checked values, `mark` is that of the content they were
    typed against. Raises a FileError: no right, not on record, no reason, nothing changed, changed
    by somebody else meanwhile, or a field that an open request changes.
    """
    archive = _locked(archive, by)
    if not reason.strip():
        raise ReasonMissing()
    before = rows.content_of(archive)
    if mark != direct_parts.mark_of(before, part):
        last = archive.changes.select_related("by").last()
        raise ChangedMeanwhile(
            by=last.by.display_name if last else "", at=timezone.localtime(last.at) if last else None
        )
    return _change(archive, part, values, before, by=by, reason=reason, kind=ChangeKind.DIRECT)


@transaction.atomic
def undo(*, change, by):
    """Give the fields of a direct change back what they said before it, as a change of its own.

    Raises NotUndoable where that was done, or the fields have been changed again since.
    """
    archive = _locked(change.archive, by)
    part = direct_parts.PARTS.get(change.part)
    now = rows.content_of(archive)
    after = FileContent.from_json(change.after)
    if change.kind != ChangeKind.DIRECT or direct_parts.values_of(now, part) != direct_parts.values_of(
        after, part
    ):
        raise NotUndoable()
    values = direct_parts.values_of(FileContent.from_json(change.before), part)
    try:
        with transaction.atomic():
            return _change(
                archive, part, values, now, by=by, reason=change.reason, kind=ChangeKind.UNDO, undoes=change
            )
    except IntegrityError:
        raise NotUndoable() from None


def keep_change(archive, *, kind, before, after, by, reason, **more):
    """Freeze both versions of a file's content, with evidence of the fields that differ. Returns the row."""
    row = FileChange.objects.create(
        archive=archive, kind=kind, before=before.to_json(), after=after.to_json(), reason=reason.strip(),
        by=by.user, by_unit=by.unit, on=clock.today(), **more,
    )
    with translation.override("zh-hans"):
        changed = comparison.veiled(comparison.compare(before, after)[0])
    record(
        Event.FILE_CHANGED, subject=archive, by=by,
        before={row.label: row.before for row in changed},
        after={row.label: row.after for row in changed},
        purpose=reason.strip(),
    )
    return row


def _change(archive, part, values, before, *, by, reason, kind, undoes=None):
    after = FileContent.from_json(before.to_json())
    getattr(after, part.section).update(values)
    if after == before:
        raise NothingChanged()
    _refuse_field_under_request(archive, part, before, after)
    if part.section == "worker":
        FamilyMember.objects.filter(archive=archive, relation=SELF).update(**values)
    else:
        columns = rows.archive_values(after)
        for name in (*values, "mobile_index"):
            setattr(archive, name, columns[name])
    archive.version += 1
    archive.changed_on = clock.today()
    archive.save()
    keeping_pairs.refresh(archive.pk)
    return keep_change(
        archive, kind=kind, before=before, after=after, by=by, reason=reason, part=part.name, undoes=undoes
    )


def _refuse_field_under_request(archive, part, before, after):
    """Raise where an open request was made to change a field that changes here: both would be right."""
    standing = open_about(archive)
    if standing is not None and standing.archive_id != archive.pk:
        raise RequestAlreadyOpen(kind=RequestKind(standing.kind))
    if standing is None or "after" not in standing.detail:
        return
    asked_from = FileContent.from_json(standing.detail["before"])
    asked_for = FileContent.from_json(standing.detail["after"])
    now, then = direct_parts.values_of(before, part), direct_parts.values_of(after, part)
    old, new = direct_parts.values_of(asked_from, part), direct_parts.values_of(asked_for, part)
    for name in part.fields:
        if now[name] != then[name] and old[name] != new[name]:
            model = FamilyMember if part.section == "worker" else HardshipArchive
            raise FieldUnderRequest(label=wording.label(model, name), kind=RequestKind(standing.kind))


def _locked(archive, by):
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if archive.status not in ON_RECORD:
        raise RequestNotOpenFor(kind=RequestKind.CHANGE, status=Status(archive.status))
    return archive
