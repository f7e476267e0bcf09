"""Notifications of one person, and whom to tell at a union."""

from collections import defaultdict

from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import ROLE_PERMISSIONS
from unionaid.notifications.models import Notification

LATEST = 3


class Bell:
    """What the top bar shows of a person's notifications; each number asked once, and only where shown."""

    def __init__(self, user):
        self.user = user
        self._unread = None

    @property
    def unread(self):
        if self._unread is None:
            self._unread = Notification.objects.filter(user=self.user).unread().count()
        return self._unread

    @property
    def latest(self):
        return Notification.objects.filter(user=self.user).unread()[:LATEST] if self.unread else []


def of(user):
    """Notifications of a person, the newest first."""
    return Notification.objects.filter(user=user)


def people_at(units, permission):
    """Return {unit id: ids of the users} whose present office at one of the units carries a right."""
    roles = [role for role, rights in ROLE_PERMISSIONS.items() if permission in rights]
    offices = Posting.objects.current().filter(unit__in=units, role__in=roles)
    found = defaultdict(list)
    for unit, user in offices.order_by("pk").values_list("unit", "user"):
        found[unit].append(user)
    return found
