"""返困预警 on the page of a file that has left: its warnings and the way to write one down."""

from households.actions.warnings import GONE
from households.enums import TaskKind
from unionaid.accounts.permissions import Permission


def card(archive, posting):
    """Return what the card shows of a file to a posting."""
    gone = archive.status in GONE
    enters = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    return {
        "warnings": archive.tasks.filter(kind=TaskKind.RELAPSE).order_by("-pk") if gone else (),
        "may_warn": gone and enters,
    }
