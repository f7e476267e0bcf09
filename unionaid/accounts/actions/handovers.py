"""Handing an office over: prepared by an administrator, done by the signature of the receiver."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from unionaid import clock
from unionaid.accounts import handing_over, reach
from unionaid.accounts.actions.postings import end_on, write_posting
from unionaid.accounts.errors import (
    HandoverClosed,
    HandoverRefused,
    HandoverWaiting,
    NotAllowed,
    NotInForce,
    ReceiverWithoutOffice,
    WrongDates,
)
from unionaid.accounts.models import Handover, Posting
from unionaid.accounts.permissions import Role
from unionaid.audit import Event, record


@transaction.atomic
def prepare_handover(*, posting, receiver, last_day, reason, by, ends_posting=True):
    """Prepare the handover of an office to another person, who has to sign it. Returns it.

    Raises an AccountError: an office outside the reach or no longer in force, an administrator's,
    the same person, a receiver without an office to sign in with, a day that has passed, one
    that waits already.
    """
    posting = _locked(posting)
    reach.check_unit(by, posting.unit)
    reach.check_account(by, posting.user)
    if posting.role == Role.ADMIN or receiver == posting.user or receiver == by.user:
        raise HandoverRefused
    if not Posting.objects.current().filter(pk=posting.pk).exists():
        raise NotInForce
    if not Posting.objects.current().filter(user=receiver).exclude(role=Role.ADMIN).exists():
        raise ReceiverWithoutOffice(name=receiver.display_name)
    if last_day < clock.today():
        raise WrongDates
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                unit=posting.unit, unit_path=posting.unit.path, posting=posting, receiver=receiver,
                last_day=last_day, reason=reason.strip(), ends_posting=ends_posting, prepared_by=by.user,
            )
    except IntegrityError:
        raise HandoverWaiting from None
    record(Event.HANDOVER_PREPARED, subject=handover, by=by, purpose=handover.reason, after=_told(handover))
    return handover


@transaction.atomic
def sign_handover(*, handover, by):
    """Take an office over: work, the new office and the end of the old one with one signature.

    Only the receiver signs. Raises an AccountError, or what a part of an upper app says.
    """
    handover = _locked_handover(handover)
    if handover.receiver_id != by.user_id:
        raise NotAllowed
    posting, day = _locked(handover.posting), clock.today()
    if posting.ended_at is not None:
        raise NotInForce
    acting = _office_of(handover, posting, day, by)
    handover.listed = handing_over.move_all(posting, handover.receiver, acting)
    if handover.ends_posting:
        end_on(by=by, posting=posting, day=max(handover.last_day, day))
    handover.signed_on, handover.signed_at = day, timezone.now()
    handover.save()
    gone = {key: count for key, _label, count, is_moved in handover.listed if is_moved}
    record(
        Event.HANDOVER_SIGNED, subject=handover, by=by, purpose=handover.reason,
        after=_told(handover) | {"moved": gone},
    )
    return handover


@transaction.atomic
def drop_handover(*, handover, by):
    """Drop a handover nobody has signed."""
    handover = _locked_handover(handover)
    reach.check_unit(by, handover.unit)
    handover.dropped_at = timezone.now()
    handover.save(update_fields=["dropped_at"])
    record(Event.HANDOVER_DROPPED, subject=handover, by=by, before=_told(handover))
    return handover


def _office_of(handover, posting, day, by):
    """Return the receiver's office at the union with the same role; begin it today where there is none."""
    like = Posting.objects.current(day).filter(
        user=handover.receiver, unit=posting.unit, role=posting.role
    )
    standing = like.select_related("unit", "user").first()
    if standing is not None:
        return standing
    handover.new_posting = write_posting(
        by=by, user=handover.receiver, unit=posting.unit, role=posting.role, valid_from=day, valid_to=None
    )
    return handover.new_posting


def _locked(posting):
    return (
        Posting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "user")
        .get(pk=posting.pk)
    )


def _locked_handover(handover):
    handover = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("unit", "receiver", "posting")
        .get(pk=handover.pk)
    )
    if not handover.is_waiting:
        raise HandoverClosed
    return handover


def _told(handover):
    return {
        "user": handover.posting.user.display_name, "receiver": handover.receiver.display_name,
        "unit": handover.unit.name, "role": handover.posting.role_label,
        "last_day": handover.last_day if handover.ends_posting else None,
    }
