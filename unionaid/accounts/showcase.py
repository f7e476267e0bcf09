"""Accounts the sign-in page shows while the demo province is loaded.

The demo lies above this app and says in `ready()` which accounts it has; a real
installation, which runs without UNIONAID_DEBUG, never shows any.
"""

from django.conf import settings

_sources = []


def show(function):
    """Have the sign-in page list `function()`: dicts with username, display_name, unit and role."""
    if function not in _sources:
        _sources.append(function)
    return function


def shown():
    if not settings.UNIONAID_DEBUG:
        return []
    return [account for function in _sources for account in function()]
