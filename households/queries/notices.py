"""Public notices of a scope: what runs, what waits for a step, which files wait to be published."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from households import standards
from households.enums import NoticeKind, NoticeStatus, ObjectionStatus, RequestKind, RequestStatus, Status
from households.models import FileRequest, HardshipArchive, NoticeEntry, Objection, PublicNotice
from households.queries.holidays import calendar
from households.working_days import add_working_days, working_days_between
from unionaid import clock
from unionaid.accounts.permissions import Permission

STATES = ("running", "expired", "ended")
SOON = 1  # working days left that count as ending soon
_RUNNING = NoticeEntry.objects.filter(archive=OuterRef("pk"), is_running=True)
_UPHELD = Objection.objects.filter(entry__request=OuterRef("pk"), status=ObjectionStatus.UPHELD)


@dataclass(frozen=True)
class Progress:
    """Where a notice stands: working days gone of all, and the first day of the next step."""

    gone: int
    whole: int
    left: int
    next_step_on: date

    @property
    def is_soon(self):
        return self.left <= SOON


def notices_for(posting):
    """Notices a posting may see, with the number of their lines and of objections not answered."""
    return PublicNotice.objects.visible_to(posting).select_related("unit").annotate(
        lines=Count("entries", distinct=True),
        objections_open=Count(
            "objections", filter=Q(objections__status=ObjectionStatus.OPEN), distinct=True
        ),
    )


def listed(posting, state, *, kind="", unit=None):
    """Return the notices of a tab: running, past their end, or closed."""
    rows, today = notices_for(posting), clock.today()
    match state:
        case "running":
            rows = rows.running(today).order_by("ends_on", "id")
        case "expired":
            rows = rows.expired(today).order_by("ends_on", "id")
        case _:
            rows = rows.exclude(status=NoticeStatus.OPEN).order_by("-closed_on", "-id")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.within(unit.path) if unit else rows


def tab_counts(posting):
    """Return {tab: number} of the list."""
    rows, today = PublicNotice.objects.visible_to(posting), clock.today()
    return rows.aggregate(
        running=Count("pk", filter=Q(status=NoticeStatus.OPEN, ends_on__gte=today)),
        expired=Count("pk", filter=Q(status=NoticeStatus.OPEN, ends_on__lt=today)),
        ended=Count("pk", filter=~Q(status=NoticeStatus.OPEN)),
    )


def progress(notice, today, known=None):
    """Return the `Progress` of a notice on a day. `known` is the calendar where it is at hand."""
    known = known or calendar()
    whole = working_days_between(notice.starts_on, notice.ends_on, known)
    gone = min(working_days_between(notice.starts_on, today, known), whole)
    return Progress(gone, whole, whole - gone, add_working_days(notice.ends_on, 1, known))


def publicity_days(unit, kind, day):
    """Return how many working days a notice of a unit runs by the rule set in force on a day."""
    rules = standards.rule_set_for(unit, day)
    return rules.publicity_working_days if kind == NoticeKind.ENTRY else rules.publicity_days_exit


def waiting_files(posting):
    """Files in 公示中 of the posting's scope that hang on no running notice, oldest first."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .filter(status=Status.PUBLICISED)
        .exclude(Exists(_RUNNING))
        .select_related("unit")
        .order_by("status_since", "id")
    )


def waiting_exits(posting):
    """Exit requests that wait at the posting's unit for their notice, oldest first."""
    running = NoticeEntry.objects.filter(request=OuterRef("pk"), is_running=True)
    return (
        FileRequest.objects.visible_to(posting)
        .filter(kind=RequestKind.EXIT, status=RequestStatus.NOTICE, acting_unit=posting.unit)
        .exclude(Exists(running))
        .exclude(Exists(_UPHELD))
        .select_related("archive__unit")
        .order_by("status_since", "id")
    )


def to_end(posting):
    """Notices past their last day without an open objection: 公示期满，可进入下一步. For 我的工作."""
    if not posting.may(Permission.ENTER_FILES):
        return PublicNotice.objects.none()
    rows = notices_for(posting).expired(clock.today())
    return rows.filter(objections_open=0).order_by("ends_on", "id")


def open_objections(posting):
    """Objections nobody has answered, which this person may answer, oldest first. For 我的工作."""
    if not posting.may(Permission.REVIEW_FILES):
        return Objection.objects.none()
    return (
        Objection.objects.visible_to(posting)
        .open()
        .exclude(recorded_by=posting.user_id)
        .select_related("notice", "entry__archive", "unit")
        .order_by("received_on", "id")
    )


def waiting_count(posting):
    """Number of what waits for this person in 公示: the red count of the menu."""
    files = waiting_files(posting).count() if posting.may(Permission.ENTER_FILES) else 0
    return files + to_end(posting).count() + open_objections(posting).count()


def of_file(archive):
    """The notices a file has hung on, newest first, as its entries; `objected` counts its objections."""
    return (
        archive.notice_entries.select_related("notice")
        .annotate(objected=Count("objections"))
        .order_by("-notice__starts_on", "-id")
    )


def waits_for_notice(archive, posting):
    """Tell whether a posting may publish a file that hangs on no running notice."""
    return posting.may(Permission.ENTER_FILES) and waiting_files(posting).filter(pk=archive.pk).exists()
