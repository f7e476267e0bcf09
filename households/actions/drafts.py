"""Drafts: started, saved while typing, discarded, submitted; a returned file is mended as one."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from households import rows
from households.actions import attachments, files
from households.enums import Status, Step
from households.errors import EditConflict, StepNotOpen, UnitClosed
from households.models import Assessment, Draft, HardshipArchive
from households.payloads import STAMPS, payload_of_content, text_of
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold
from unionaid.privacy import identity_number


@transaction.atomic
def start(*, by, request_key=None):
    """Start an empty draft of the posting's unit and return it.

    Asked twice with one request key, it answers with the same draft. Raises UnitClosed.
    """
    unit = hold(by.unit)
    if not unit.is_open:
        raise UnitClosed(unit=unit.name)
    draft, made = Draft.objects.get_or_create(
        request_key=request_key or secrets.token_hex(16),
        defaults={
            "unit": unit,
            "unit_path": unit.path,
            "payload": {},
            "created_by": by.user,
            "saved_by": by.user,
        },
    )
    if made:
        record(Event.DRAFT_STARTED, subject=draft, by=by)
    return draft


@transaction.atomic
def reopen(*, archive, by):
    """Return the draft in which a returned file is mended, filled with what was submitted.

    Raises StepNotOpen when the file is not returned (any more).
    """
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if archive.status != Status.RETURNED:
        raise StepNotOpen(step=Step.SUBMIT, status=Status(archive.status))
    content = rows.content_of(archive)
    decided = Assessment.objects.filter(archive=archive, is_current=True).first()
    if decided is not None and decided.differs:
        content.decision = {"tier": decided.tier, "tier_reason": decided.tier_reason}
    draft, made = Draft.objects.get_or_create(
        archive=archive,
        defaults={
            "unit": archive.unit,
            "unit_path": archive.unit_path,
            "payload": payload_of_content(content),
            "worker_name": archive.worker_name,
            "id_index": rows.identity_index(content.worker["id_number"]),
            "created_by": by.user,
            "saved_by": by.user,
        },
    )
    if made:
        record(Event.DRAFT_STARTED, subject=draft, by=by, detail={"file_no": archive.file_no})
    return draft


@transaction.atomic
def save(*, draft, step, fields, version, by, page="", checked=False):
    """Keep what was typed in a step, right or wrong, and return the draft in its new version.

    `version` is the one the page was made from and `page` names the page itself. Raises
    EditConflict when another page saved this step since; other steps do not collide.
    `checked` says that the step was meant to be complete, so that its errors show from now
    on. The same fields again change nothing.
    """
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    stamps = draft.payload.get(STAMPS, {})
    stamp = stamps.get(step)
    if stamp and stamp["version"] > version and stamp["page"] != page:
        raise EditConflict(by=stamp["by"], at=parse_datetime(stamp["at"]), version=draft.version)
    checked = checked or bool(stamp and stamp["checked"])
    if draft.payload.get(step) == fields and stamp and stamp["checked"] == checked:
        return draft
    draft.version += 1
    draft.saved_by, draft.saved_at, draft.last_step = by.user, timezone.now(), step
    draft.editors = sorted({*draft.editors, by.user_id})
    stamps[step] = {
        "version": draft.version,
        "page": page,
        "checked": checked,
        "by": by.user.display_name,
        "at": timezone.localtime(draft.saved_at).isoformat(),
    }
    draft.payload |= {step: fields, STAMPS: stamps}
    if step == "worker":
        _name(draft, fields)
    draft.save()
    return draft


@transaction.atomic
def discard(*, draft, by):
    """Delete a draft and what was uploaded for it. A returned file stays returned."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    attachments.drop(draft=draft, reason=_("草稿已删除"), by=by)
    record(Event.DRAFT_DISCARDED, subject=draft, by=by)
    draft.delete()


@transaction.atomic
def submit(*, draft, content, version, by):
    """Submit the content read from a draft in a version and return its file.

    Raises Draft.DoesNotExist when it has been submitted meanwhile, EditConflict when it
    was changed after the content was read, and what `files.submit` raises.
    """
    draft = locked_in_version(draft, version)
    return files.submit(content=content, by=by, unit=draft.unit, draft=draft)


def locked_in_version(draft, version):
    """Lock a draft and return it. Raises EditConflict when it is no longer in that version."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("unit").get(pk=draft.pk)
    if draft.version != version:
        raise EditConflict(
            by=draft.saved_by.display_name,
            at=timezone.localtime(draft.saved_at),
            version=draft.version,
        )
    return draft


@transaction.atomic
def note_opened(*, draft, by):
    """Record that somebody else than its author opened a draft that shows a person's numbers."""
    record(Event.FIELD_REVEALED, subject=draft, by=by, purpose="draft")


def _name(draft, fields):
    """Keep the worker's name and the index of the number beside the sealed payload, for lists."""
    draft.worker_name = text_of(fields, "name").strip()[:60]
    number = identity_number.normalise(text_of(fields, "id_number"))
    draft.id_index = rows.identity_index(number)
