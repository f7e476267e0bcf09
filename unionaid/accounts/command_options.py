"""The person a command works for: `--as USER`, with that person's scope and rights."""

from django.core.management.base import CommandError

from unionaid.accounts.models import Posting


def add_person(parser):
    """Add the option that names whose scope and rights a command has."""
    parser.add_argument("--as", required=True, metavar="USER", dest="username", help="whose rights it has")


def posting_given(username, permission):
    """Return the posting of a user now that carries a permission. Ends the call with status 2 without one."""
    postings = list(Posting.objects.current().filter(user__username=username).select_related("user", "unit"))
    if not postings:
        raise CommandError(f"--as names nobody with a posting: {username}", returncode=2)
    allowed = next((posting for posting in postings if posting.may(permission)), None)
    if allowed is None:
        raise CommandError(f"--as {username} may not do this: {permission}", returncode=2)
    return allowed
