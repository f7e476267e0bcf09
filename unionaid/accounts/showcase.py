"""Accounts the sign-in page shows while the demo province is loaded.

The demo lies above this app and says in `ready()` which accounts it has; a real
installation, which runs without UNIONAID_DEBUG, never shows any.
"""

from django.conf import settings

from unionaid.accounts.models import Posting

_sources = []


def show(usernames):
    """Have the sign-in page list the accounts that `usernames()` names, in that order."""
    if usernames not in _sources:
        _sources.append(usernames)
    return usernames


def shown():
    """Return the postings of the accounts to be shown, those that are there."""
    if not settings.UNIONAID_DEBUG:
        return []
    names = [name for usernames in _sources for name in usernames()]
    found = Posting.objects.current().filter(user__username__in=names).select_related("user", "unit")
    return sorted(found, key=lambda posting: names.index(posting.user.username))
