"""Telling people, and what they have read."""

from django.db import transaction
from django.utils import timezone

from unionaid.audit import Event, record
from unionaid.notifications.models import MailAddress, Notification


def tell(users, kind, url, *, by=None, key=None, **values):
    """Tell some people (ids of users) of something; not the one who has done it."""
    told = {user for user in users if user} - {by.user_id if by else None}
    tell_each(((user, kind, url, values) for user in sorted(told)), key=key)


def tell_each(rows, *, key=None):
    """Tell each of (user id, kind, url, values); with a key once for its occasion."""
    Notification.objects.bulk_create(
        (
            Notification(user_id=user, kind=kind, url=url, values=values, key=key and f"{key}:{kind}")
            for user, kind, url, values in rows
        ),
        ignore_conflicts=key is not None,
    )


def mark_read(user, pk=None):
    """Mark one or all notifications of a person as read. Returns how many were not."""
    rows = Notification.objects.filter(user=user).unread()
    if pk is not None:
        rows = rows.filter(pk=pk)
    return rows.update(read_at=timezone.now())


@transaction.atomic
def choose_address(*, by, address):
    """Keep the address a person wants to be told at; "" for none."""
    MailAddress.objects.filter(user=by.user).delete()
    if address:
        MailAddress.objects.create(user=by.user, address=address)
    record(Event.MAIL_ADDRESS_CHOSEN, subject=by.user, by=by, after={"mail": bool(address)})
