"""Postings: granted for a span of days, deputised for a while, ended at once."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from unionaid import clock
from unionaid.accounts import reach
from unionaid.accounts.actions.guard import keep_an_administrator, lock_administrators
from unionaid.accounts.errors import (
    AdministratorStaysApart,
    DeputyRefused,
    NotInForce,
    OwnAccount,
    PostingOverlaps,
    WrongDates,
)
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role
from unionaid.audit import Event, record
from unionaid.organizations.errors import UnitIsClosed
from unionaid.organizations.queries import hold


@transaction.atomic
def grant_posting(*, by, user, unit, role, valid_from, valid_to=None):
    """Give an account of the own subtree one more office."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reach.check_account(by, user)
    return grant(by=by, user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)


@transaction.atomic
def appoint_deputy(*, by, posting, user, valid_from, valid_to):
    """Let another person act in somebody's office for a while, with the same unit and role.

    Deputies act under their own name: four-eyes rules compare people.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    posting = _locked(posting)
    reach.check_account(by, user)
    reach.check_unit(by, posting.unit)
    regular = posting.kind == Posting.Kind.REGULAR
    if user == posting.user or not user.is_active or not regular or valid_to is None:
        raise DeputyRefused
    return grant(
        by=by,
        user=user,
        unit=posting.unit,
        role=posting.role,
        valid_from=valid_from,
        valid_to=valid_to,
        deputy_for=posting,
    )


@transaction.atomic
def end_posting(*, by, posting):
    """End an office at once, and with it the deputies who act in it."""
    lock_administrators()
    posting = _locked(posting)
    if posting.user == by.user:
        raise OwnAccount
    reach.check_unit(by, posting.unit)
    end_now(by=by, posting=posting)
    keep_an_administrator()
    return posting


def grant(*, by, user, unit, role, valid_from, valid_to, deputy_for=None):
    """Write a posting and its evidence. The caller holds the transaction and has checked the account."""
    reach.check_unit(by, unit)
    return write_posting(
        by=by, user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to,
        deputy_for=deputy_for,
    )


def write_posting(*, by, user, unit, role, valid_from, valid_to, deputy_for=None):
    """Write a posting and its evidence; whoever calls answers for the right to do so."""
    unit = hold(unit)
    if not unit.is_open:
        raise UnitIsClosed(unit=unit)
    if valid_to is not None and valid_to < max(valid_from, clock.today()):
        raise WrongDates
    _check_others(user, unit, role, valid_from, valid_to)
    posting = Posting.objects.create(
        user=user,
        unit=unit,
        role=role,
        kind=Posting.Kind.DEPUTY if deputy_for else Posting.Kind.REGULAR,
        deputy_for=deputy_for,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    record(Event.POSTING_GRANTED, subject=posting, by=by, after=_told(posting))
    return posting


def end_now(*, by, posting):
    """Write the end of a posting and of its deputies. The caller holds the lock on administrators."""
    if posting.ended_at is not None:
        raise NotInForce
    for each in [posting, *posting.deputies.open()]:
        each.ended_at = timezone.now()
        each.save(update_fields=["ended_at"])
        record(Event.POSTING_ENDED, subject=each, by=by, before=_told(each))


def end_on(*, by, posting, day):
    """Let a posting and its deputies be in force until a day and no longer. The caller holds the lock."""
    for each in [posting, *posting.deputies.open()]:
        if each.valid_to is not None and each.valid_to <= day:
            continue
        before = _told(each)
        each.valid_to = day
        each.save(update_fields=["valid_to"])
        record(Event.POSTING_ENDED, subject=each, by=by, before=before, after=_told(each))


def _check_others(user, unit, role, valid_from, valid_to):
    """Refuse a second posting of the same kind in the same days, and an administrator with other offices."""
    others = user.postings.open().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    if valid_to is not None:
        others = others.filter(valid_from__lte=valid_to)
    for other in others.select_related("unit", "user"):
        if other.unit_id == unit.pk and other.role == role:
            raise PostingOverlaps(posting=other)
        if (other.role == Role.ADMIN) != (role == Role.ADMIN):
            raise AdministratorStaysApart


def _locked(posting):
    return (
        Posting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "user")
        .get(pk=posting.pk)
    )


def _told(posting):
    return {
        "user": posting.user.display_name,
        "unit": posting.unit.name,
        "role": posting.role_label,
        "kind": posting.get_kind_display(),
        "valid_from": posting.valid_from.isoformat(),
        "valid_to": posting.valid_to.isoformat() if posting.valid_to else None,
    }
