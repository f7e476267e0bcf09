"""The intake register: who asked for help, what came of it, and the way from there to a draft."""

import secrets

from django.db import transaction

from households import rows
from households.actions import drafts
from households.enums import IntakeResult
from households.errors import NotAllowed
from households.intake_errors import (
    IntakeChanged,
    IntakeEnded,
    ReferralOfficeMissing,
    RefusalReasonMissing,
)
from households.models import IntakeRecord
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.privacy import identity_number

PLAIN = ("received_on", "channel", "applicant", "phone", "employer", "result", "shelf_no", "note")


@transaction.atomic
def register(*, by, values):
    """Write down an application and return it. `values` holds the fields and perhaps an `id_number`."""
    _allow(by)
    line = IntakeRecord(unit=by.unit, unit_path=by.unit.path, recorded_by=by.user)
    _fill(line, values)
    line.save()
    record(Event.INTAKE_RECORDED, subject=line, by=by, after=_said(line), purpose=line.refusal_reason)
    return line


@transaction.atomic
def amend(*, line, by, values, version):
    """Correct an application or say what came of it. One that has ended stays as it is."""
    _allow(by)
    line = _locked(line)
    _open(line)
    if line.version != version:
        raise IntakeChanged()
    before = _said(line)
    _fill(line, values)
    line.version += 1
    line.save()
    record(
        Event.INTAKE_CHANGED, subject=line, by=by, before=before, after=_said(line),
        purpose=line.refusal_reason,
    )
    return line


@transaction.atomic
def to_draft(*, line, by):
    """Return the draft of an application, begun with the applicant's name on the first call."""
    line = _locked(line)
    if line.draft is not None:
        return line.draft
    _open(line)
    draft = drafts.start(by=by)
    draft = drafts.save(
        draft=draft, step="worker", version=draft.version, by=by,
        fields={"name": [line.applicant], "applied_on": [line.received_on.isoformat()]},
    )
    line.draft = draft
    line.version += 1
    line.save(update_fields=["draft", "version"])
    return draft


@transaction.atomic
def print_refusal(*, line, by):
    """Return a new print number of a refusal letter, kept as evidence."""
    number = f"P-{clock.today():%y%m%d}-{secrets.token_hex(3).upper()}"
    record(Event.INTAKE_PRINTED, subject=line, by=by, detail={"print_no": number})
    return number


def _fill(line, values):
    for name in PLAIN:
        setattr(line, name, values[name])
    line.refusal_reason = line.referred_to = ""
    if line.result == IntakeResult.REFUSED:
        line.refusal_reason = values["refusal_reason"].strip()
        if not line.refusal_reason:
            raise RefusalReasonMissing()
    if line.result == IntakeResult.REFERRED:
        line.referred_to = values["referred_to"].strip()
        if not line.referred_to:
            raise ReferralOfficeMissing()
    line.result_on = None if line.result == IntakeResult.OPEN else clock.today()
    number = identity_number.normalise(values.get("id_number") or "")
    if number:
        line.id_index, line.id_last4 = rows.identity_index(number), number[-4:]


def _said(line):
    return {"result": line.result, "channel": line.channel, "received_on": line.received_on}


def _allow(by):
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()


def _open(line):
    if line.result != IntakeResult.OPEN:
        raise IntakeEnded(result=IntakeResult(line.result))


def _locked(line):
    return IntakeRecord.objects.select_for_update(of=("self",)).get(pk=line.pk)
