"""Who administers what: units and accounts of the own subtree, and never the own account."""

from unionaid.accounts.errors import NotAllowed, OwnAccount
from unionaid.accounts.permissions import Permission


def manages_unit(by, unit):
    """Tell whether a posting administers this unit: its own or one below."""
    return by.may(Permission.MANAGE_UNITS) and by.sees(unit.path)


def manages_account(by, user):
    """Tell whether a posting administers this account.

    Whoever holds an office elsewhere is out of reach, or a county administrator could
    take over the account of somebody who also serves at the province.
    """
    if not by.may(Permission.MANAGE_ACCOUNTS) or user == by.user:
        return False
    postings = list(user.postings.open().select_related("unit"))
    if not postings:
        last = user.postings.select_related("unit").last()
        postings = [last] if last else []
    return bool(postings) and all(by.sees(posting.unit_path) for posting in postings)


def check_unit(by, unit, *, below=False):
    """Raise NotAllowed unless `by` administers the unit; with `below`, unless it lies strictly below."""
    if not manages_unit(by, unit) or (below and unit.path == by.unit_path):
        raise NotAllowed


def check_account(by, user):
    """Raise OwnAccount or NotAllowed unless `by` administers the account."""
    if user == by.user:
        raise OwnAccount
    if not manages_account(by, user):
        raise NotAllowed
