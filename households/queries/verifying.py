"""What a union's clerks have to do with files before they are reviewed, and what was written down."""

from households.enums import Status, VisitPurpose
from households.models import HardshipArchive, HomeVisit, MatchRecord, MeetingMinutes

PREPARED = (Status.SUBMITTED, Status.VERIFYING, Status.MATCHING)
SHOWN = 20


def to_prepare(posting):
    """Files the posting's own unit has to accept, verify or match, oldest first."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .filter(status__in=PREPARED)
        .waiting_at(posting.unit)
        .select_related("unit")
        .order_by("status_since", "id")
    )


def visits_of(archive):
    """The verifying visits of a file's current round, newest first."""
    return HomeVisit.objects.filter(
        archive=archive, review_round=archive.review_round, purpose=VisitPurpose.VERIFY
    ).select_related("recorded_by")


def matches_of(archive):
    """The match records of a file's current round, newest first."""
    return MatchRecord.objects.filter(
        archive=archive, review_round=archive.review_round
    ).select_related("recorded_by")


def minutes_of(unit, since=None):
    """The latest minutes of a union, those of meetings held since a day alone when one is given."""
    rows = MeetingMinutes.objects.filter(unit=unit).select_related("recorded_by")
    return (rows.filter(held_on__gte=since) if since else rows)[:SHOWN]


def chosen_minutes(unit, number):
    """The minutes of a union by their number in the form, None without."""
    return MeetingMinutes.objects.filter(unit=unit, pk=number).first() if number.isdigit() else None
