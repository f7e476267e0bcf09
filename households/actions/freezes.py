"""Freeze periods: set by the province or a prefecture for a union below, lifted, with named exceptions."""

from django.db import IntegrityError, transaction

from households.errors import NotAllowed, ReasonMissing
from households.freeze_errors import (
    AlreadyExcepted,
    ExceptedElsewhere,
    FreezeDaysWrong,
    FreezeOfAnother,
    FreezeOver,
    FreezeStopsNothing,
    WorkFrozen,
)
from households.models import FreezeException, FreezePeriod
from households.queries.freezes import FIELDS, excepted_candidates, stopping
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def set_freeze(*, unit, first_day, last_day, works, reason, by, document_no=""):
    """Freeze some kinds of work of a union and all below it for some days. Returns the freeze."""
    if not by.may(Permission.KEEP_FREEZES) or not by.sees(unit.path):
        raise NotAllowed()
    if not reason.strip():
        raise ReasonMissing()
    if not works:
        raise FreezeStopsNothing()
    today = clock.today()
    if first_day < today or last_day < first_day:
        raise FreezeDaysWrong(today=today)
    freeze = FreezePeriod.objects.create(
        unit=unit, unit_path=unit.path, first_day=first_day, last_day=last_day, reason=reason.strip(),
        document_no=document_no.strip(), set_by=by.user, set_at_unit=by.unit,
        **{field: work in works for work, field in FIELDS.items()},
    )
    record(
        Event.FREEZE_SET, subject=freeze, by=by, purpose=freeze.reason,
        after={
            "unit": unit.code, "first_day": first_day, "last_day": last_day,
            "works": [work.value for work in FIELDS if work in works],
        },
    )
    return freeze


@transaction.atomic
def lift_freeze(*, freeze, by):
    """Lift a freeze from today on. Only the union that set it, or one above, may. Returns it."""
    freeze = _locked(freeze, by)
    freeze.lifted_on, freeze.lifted_by = clock.today(), by.user
    freeze.save(update_fields=["lifted_on", "lifted_by"])
    record(Event.FREEZE_LIFTED, subject=freeze, by=by, after={"lifted_on": freeze.lifted_on})
    return freeze


@transaction.atomic
def except_person(*, freeze, user, reason, by):
    """Let a person who works within a freeze go on in it. Returns the exception."""
    freeze = _locked(freeze, by)
    if not reason.strip():
        raise ReasonMissing()
    if freeze.exceptions.filter(user=user).exists():
        raise AlreadyExcepted()
    if not excepted_candidates(freeze).filter(user=user).exists():
        raise ExceptedElsewhere()
    try:
        with transaction.atomic():
            granted = FreezeException.objects.create(
                freeze=freeze, user=user, reason=reason.strip(), granted_by=by.user
            )
    except IntegrityError:
        raise AlreadyExcepted() from None
    record(
        Event.FREEZE_EXCEPTION_GRANTED, subject=freeze, by=by, after={"user": user.username},
        purpose=granted.reason,
    )
    return granted


def warning(*, unit, work, by):
    """Return what `refuse` would say, "" where nothing is frozen: for the page before the work is done."""
    freeze = stopping(unit, work, by, clock.today())
    return str(WorkFrozen(freeze=freeze, work=work)) if freeze else ""


def refuse(*, unit, work, by):
    """Raise WorkFrozen where a freeze keeps a person from a kind of work for a union today."""
    freeze = stopping(unit, work, by, clock.today())
    if freeze is not None:
        raise WorkFrozen(freeze=freeze, work=work)


def _locked(freeze, by):
    """Lock a freeze that still runs or is to come, for somebody who may change it."""
    freeze = FreezePeriod.objects.select_for_update(of=("self",)).get(pk=freeze.pk)
    if not by.may(Permission.KEEP_FREEZES):
        raise NotAllowed()
    if not by.sees(freeze.set_at_unit.path):
        raise FreezeOfAnother(unit=freeze.set_at_unit.name)
    if freeze.lifted_on is not None or freeze.last_day < clock.today():
        raise FreezeOver()
    return freeze
