"""Who may open a scan or photo, by what it shows (DOMAIN 8). Pure."""

from households.enums import DocumentKind as Kind
from unionaid.accounts.permissions import Permission

OPEN_KINDS = (Kind.NOTICE_PHOTO, Kind.MINUTES)


def right_to_open(kind):
    """Return the right that opens an attachment; most show what identifies a person."""
    if kind in OPEN_KINDS:
        return Permission.VIEW_FILES
    if kind == Kind.BANK_CARD:
        return Permission.REVEAL_BANK
    return Permission.REVEAL_IDENTITY
