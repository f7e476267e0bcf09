"""What leaving files ask of a unit: grace periods that end, follow-ups due, transfers, referrals."""

from datetime import timedelta

from households.enums import RequestKind, RequestStatus, Status, TaskKind
from households.models import FileRequest, FileTask, HardshipArchive, Referral
from unionaid import clock

SOON_DAYS = 30


def grace_ending(posting):
    """Files of the scope whose grace period ends within a month, the first to end first."""
    soon = clock.today() + timedelta(days=SOON_DAYS)
    files = HardshipArchive.objects.visible_to(posting).select_related("unit")
    return files.filter(status=Status.GRACE, grace_until__lte=soon).order_by("grace_until", "id")


def follow_ups_due(posting):
    """Open follow-ups of files in grace that fall due within a month or are overdue."""
    soon = clock.today() + timedelta(days=SOON_DAYS)
    tasks = FileTask.objects.visible_to(posting).open().select_related("archive", "unit")
    return tasks.filter(kind=TaskKind.FOLLOW_UP, due_on__lte=soon).order_by("due_on", "id")


def transfers_to_accept(posting):
    """Transfers that wait for the posting's unit to take the file over, the longest waiting first."""
    waiting = FileRequest.objects.waiting_at(posting.unit).select_related("archive", "unit")
    return waiting.filter(
        kind=RequestKind.TRANSFER, status=RequestStatus.ACCEPTANCE
    ).order_by("status_since", "id")


def referrals_for(posting, *, result="", to=""):
    """Referrals of the scope, latest first."""
    rows = Referral.objects.visible_to(posting).select_related("archive", "unit", "referred_by")
    if result:
        rows = rows.filter(result=result)
    if to:
        rows = rows.filter(to=to)
    return rows
