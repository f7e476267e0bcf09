"""The last administrator: somebody must always be able to let others in."""

from unionaid import clock
from unionaid.accounts.errors import LastAdministrator
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.organizations.actions.tree import lock_tree


def lock_administrators():
    """Take the lock under which administrators are counted: two may not each remove the other at once.

    Every action that can take an administrator away calls this first. It is the tree lock,
    which merging and closing units takes as well.
    """
    lock_tree()


def keep_an_administrator():
    """Raise LastAdministrator unless one stays in force at the top without an end. Call after the change."""
    lasting = Posting.objects.current(clock.today()).filter(
        role=Role.ADMIN,
        kind=Posting.Kind.REGULAR,
        valid_to__isnull=True,
        unit__depth=1,
    )
    if not lasting.exists():
        raise LastAdministrator
