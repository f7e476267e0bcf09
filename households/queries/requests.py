"""Requests about files on record: what waits for a unit, what it has opened, what has ended."""

from django.db.models import Q

from households.enums import RequestKind, RequestStatus
from households.models import FileRequest
from unionaid.organizations.scope import subtree_range

STATES = ("waiting", "open", "ended")
TAKEN_OVER = (RequestStatus.ACCEPTANCE, RequestStatus.DONE)


def requests_for(posting):
    """Requests a posting may see: about files of its scope, and transfers that have come to its scope."""
    inside = FileRequest.objects.visible_to(posting)
    if posting is None or not posting.may(FileRequest.view_permission):
        return inside
    low, high = subtree_range(posting.unit_path)
    arrived = FileRequest.objects.filter(
        kind=RequestKind.TRANSFER, status__in=TAKEN_OVER,
        other_unit__path__gte=low, other_unit__path__lt=high,
    )
    return inside | arrived


def waiting_for(posting):
    """Open requests the posting's unit must decide, the longest waiting first: for 我的工作 and the menu."""
    return (
        requests_for(posting).filter(acting_unit=posting.unit).open()
        .select_related("archive", "unit", "acting_unit", "opened_by")
        .order_by("status_since", "id")
    )


def waiting_count(posting):
    """Number of requests the posting's unit must decide and this person did not open."""
    return waiting_for(posting).exclude(opened_by=posting.user_id).count()


def listed(posting, state, *, kind="", unit=None, words=""):
    """Return the requests of a tab of the list: waiting here, still open, or ended.

    `words` are a file number, or the name of a household within the posting's scope.
    """
    rows = requests_for(posting).select_related("archive", "unit", "acting_unit", "opened_by")
    match state:
        case "waiting":
            rows = rows.open().filter(acting_unit=posting.unit).order_by("status_since", "id")
        case "open":
            rows = rows.open()
        case _:
            rows = rows.filter(status__in=RequestStatus.ended()).order_by("-ended_on", "-id")
    if kind:
        rows = rows.filter(kind=kind)
    if unit:
        rows = rows.within(unit.path)
    if words:
        low, high = subtree_range(posting.unit_path)
        named = Q(archive__unit_path__gte=low, archive__unit_path__lt=high, archive__worker_name=words)
        rows = rows.filter(Q(archive__file_no=words) | named)
    return rows


def tab_counts(posting):
    """Return {tab: number} of the list."""
    return {state: listed(posting, state).count() for state in STATES}


def of_file(archive):
    """Requests about one file, also those that would merge it into another, newest first."""
    rows = FileRequest.objects.filter(Q(archive=archive) | Q(other_archive=archive))
    return rows.select_related("acting_unit", "opened_by").order_by("-opened_on", "-id")


def open_about(archive):
    """Return the open request about a file, also one that would merge it into another; None without one."""
    return of_file(archive).open().first()
