"""Showing one masked value whole: with a right, a reason, a limit an hour, and evidence."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from households import revealing
from households.errors import NotAllowed, RevealLimitReached
from households.models import FamilyMember
from unionaid.accounts.models import User
from unionaid.audit import Event, record
from unionaid.audit.models import AuditEvent


@transaction.atomic
def reveal(*, archive, key, by, purpose):
    """Return (label, value) of a sensitive field of a file, once, leaving who asked and why.

    `key` names the field, as `revealing.field_of` reads it. Raises KeyError for a field or
    member that is not there, NotAllowed without the right, RevealLimitReached when the person has
    asked too often within the hour. Requests of one person take turns, so that the limit holds.
    """
    field, place = revealing.field_of(key)
    if not by.may(field.permission):
        raise NotAllowed()
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    if asked_within_the_hour(by.user) >= revealing.LIMIT:
        raise RevealLimitReached(limit=revealing.LIMIT)
    row = archive if place is None else _member(archive, place)
    with translation.override(settings.LANGUAGE_CODE):
        words = str(field.label)
    record(
        Event.FIELD_REVEALED,
        subject=archive,
        by=by,
        purpose=purpose,
        detail={"field": key, "label": words, "of": str(row) if place is not None else ""},
    )
    return str(field.label), getattr(row, field.name)


def asked_within_the_hour(user):
    """How many values the person has been shown within the last hour, by the real clock."""
    return AuditEvent.objects.filter(
        actor=user, event=Event.FIELD_REVEALED, at__gt=timezone.now() - timedelta(hours=1)
    ).count()


def _member(archive, place):
    member = FamilyMember.objects.filter(archive=archive, position=place).first()
    if member is None:
        raise KeyError(place)
    return member
