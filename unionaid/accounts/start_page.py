"""Where each role's day begins (DESIGN 3)."""

from django.urls import NoReverseMatch, reverse

from unionaid.accounts.permissions import Role
from unionaid.organizations.enums import UnionLevel

START_PAGES = {
    Role.CLERK: ("work", "households"),
    Role.REVIEWER: ("review", "work", "households"),
    Role.OFFICER: ("dashboard", "households"),
    Role.FINANCE: ("aid", "households"),
    Role.AUDITOR: ("audit", "households"),
    Role.ADMIN: ("org",),
}
PROVINCE_START_PAGES = {Role.REVIEWER: ("review", "dashboard")}
LAST_RESORT = "password_change"


def start_page(posting):
    """Return the address of the first page in the role's list that this installation has."""
    names = START_PAGES[Role(posting.role)]
    if posting.unit.level == UnionLevel.PROVINCE:
        names = PROVINCE_START_PAGES.get(Role(posting.role), names)
    for name in (*names, LAST_RESORT):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    raise NoReverseMatch(LAST_RESORT)
