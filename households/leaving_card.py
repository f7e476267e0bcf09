"""退档与转介 on the page of a file: what can be done about its leaving, the letters, its referrals."""

from households import chains
from households.enums import LIVING, RequestStatus, Status
from unionaid import clock
from unionaid.accounts.permissions import Permission

LETTER_OF = {
    Status.ACTIVE: "decision",
    Status.REJECTED: "refusal",
    Status.GRACE: "exit",
    Status.EXITED: "exit",
    Status.CANCELLED: "cancellation",
}


def card(archive, posting):
    """Return what the card shows of a file to a posting."""
    enters = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    return {
        "letter": LETTER_OF.get(archive.status, ""),
        "may_restore": _may_restore(archive, posting),
        "follow_ups": archive.tasks.filter(kind="FOLLOW_UP").order_by("due_on"),
        "referrals": archive.referrals.all(),
        "may_refer": enters and archive.status in LIVING,
        "may_answer": enters,
    }


def _may_restore(archive, posting):
    if archive.status != Status.GRACE or archive.grace_until < clock.today():
        return False
    if not posting.may(Permission.REVIEW_FILES):
        return False
    return chains.deciding_unit(archive.unit, RequestStatus.COUNTY_REVIEW).pk == posting.unit_id
