"""What waits for people in 我的工作 about files: returned ones, drafts, reviews, days to be met."""

from datetime import timedelta

from django.db.models import Prefetch, Q

from households import standards, work_lines
from households.enums import NoticeStatus, Step, TaskKind
from households.errors import LineMissing
from households.models import Draft, Pairing, PublicNotice, ReviewStep
from households.queries import leaving, notices, requests, review, verifying
from households.queries.demands import demands_for
from households.queries.holidays import calendar
from households.queries.intake import register_of
from households.queries.tasks import tasks_for
from households.work_sources import Source, register
from households.working_days import add_working_days
from unionaid import clock
from unionaid.accounts.permissions import Permission

SOON = timedelta(days=30)
SOON_DEMAND = timedelta(days=10)
VISITS = (TaskKind.FOLLOW_UP, TaskKind.VISIT)
ONE_DAY = timedelta(days=1)


def register_all():
    """Register the sources of this app; called once the models are loaded."""
    enters, reviews = _only(Permission.ENTER_FILES), _only(Permission.REVIEW_FILES)
    for source in (
        Source("returned", "mend", enters(_returned), work_lines.returned_line,
               _within("returned_fix_working_days")),
        Source("drafts", "complete", enters(_drafts), work_lines.draft_line,
               prepare=work_lines.look_ahead, all_url="drafts"),
        Source("to_prepare", "complete", enters(verifying.to_prepare), work_lines.prepare_line,
               _within("verify_working_days")),
        Source("to_publish", "complete", enters(_own(notices.waiting_files)), work_lines.publish_line),
        Source("exits_to_publish", "complete", enters(notices.waiting_exits), work_lines.exit_line),
        Source("intakes", "complete", enters(_intakes), work_lines.intake_line, all_url="intakes"),
        Source("review", "review", reviews(review.queue), work_lines.review_line,
               _within("county_review_working_days"), all_url="review"),
        Source("requests", "review", reviews(_requests), work_lines.request_line,
               _within("county_review_working_days"), all_url="requests"),
        Source("objections", "review", reviews(notices.open_objections), work_lines.objection_line),
        Source("notices_to_end", "due", enters(_own(notices.to_end)), work_lines.notice_line,
               lambda _posting, today: Q(ends_on__lt=today - ONE_DAY)),
        Source("notices_ending", "due", enters(_notices_ending), work_lines.notice_line),
        Source("grace_ending", "due", enters(_own(leaving.grace_ending)), work_lines.grace_line,
               lambda _posting, today: Q(grace_until__lt=today)),
        Source("tasks", "due", _tasks, work_lines.task_line, _past("due_on"), all_url="task_list"),
        Source("visits", "visits", _visits, work_lines.visit_line, _past("next_visit_on"), all_url="visits"),
        Source("follow_ups", "visits", _follow_ups, work_lines.task_line, _past("due_on"), all_url="visits"),
        Source("demands", "demands", _demands, work_lines.demand_line, _past("due_on"), all_url="demands"),
    ):
        register(source)


def _only(permission):
    """Return a function that narrows a source to the people with a right."""

    def narrowed(rows):
        return lambda posting: rows(posting) if posting.may(permission) else None

    return narrowed


def _own(rows):
    """Narrow rows to those the posting's own unit holds: those below have their own people."""
    return lambda posting: rows(posting).filter(unit=posting.unit_id)


def _past(day):
    return lambda _posting, today: Q(**{f"{day}__lt": today})


def _within(limit):
    """What waits longer than the working days of the rule set is overdue."""
    return lambda posting, today: Q(status_since__lt=_first_in_time(posting.unit, limit, today))


def _first_in_time(unit, limit, today):
    """Return the first day from which something that waits since then is not overdue today."""
    try:
        days = getattr(standards.rule_set_for(unit, today), limit)
    except LineMissing:
        return today - SOON
    known, day = calendar(), today
    while add_working_days(day - ONE_DAY, days, known) >= today:
        day -= ONE_DAY
    return day


def _returned(posting):
    steps = ReviewStep.objects.filter(step=Step.RETURN).select_related("by").order_by("-id")
    rows = review.returned_files(posting).filter(unit=posting.unit_id)
    return rows.prefetch_related(Prefetch("steps", steps, to_attr="returns"))


def _drafts(posting):
    return (
        Draft.objects.visible_to(posting).filter(archive=None, unit=posting.unit_id)
        .select_related("saved_by").order_by("-saved_at", "-pk")
    )


def _intakes(posting):
    rows = register_of(posting, result="OPEN").filter(unit=posting.unit_id, draft=None)
    return rows.order_by("received_on", "pk")


def _requests(posting):
    return requests.waiting_for(posting).exclude(opened_by=posting.user_id)


def _notices_ending(posting):
    today = clock.today()
    return (
        PublicNotice.objects.visible_to(posting)
        .filter(unit=posting.unit_id, status=NoticeStatus.OPEN, ends_on__range=(today, today + 3 * ONE_DAY))
        .order_by("ends_on", "pk")
    )


def _tasks(posting):
    mine = Q(assigned_to=posting.user_id)
    if posting.may(Permission.ENTER_FILES):
        mine |= Q(unit=posting.unit_id, assigned_to=None)
    rows = tasks_for(posting).open().exclude(kind__in=VISITS)
    return rows.filter(mine, due_on__lte=clock.today() + SOON)


def _follow_ups(posting):
    mine = Q(assigned_to=posting.user_id)
    mine |= Q(archive__in=_own_files(posting))
    if posting.may(Permission.ENTER_FILES):
        mine |= Q(unit=posting.unit_id, assigned_to=None)
    rows = tasks_for(posting).open().filter(kind__in=VISITS)
    return rows.filter(mine, due_on__lte=clock.today() + SOON)


def _visits(posting):
    """Visits of the own households within a month; for a clerk also overdue ones of outside contacts."""
    today = clock.today()
    mine = Q(contact=posting.user_id, next_visit_on__lte=today + SOON)
    if posting.may(Permission.ENTER_FILES):
        mine |= Q(unit=posting.unit_id, contact=None, next_visit_on__lt=today)
    rows = Pairing.objects.visible_to(posting).on_record().filter(mine)
    return rows.select_related("archive").order_by("next_visit_on", "pk")


def _demands(posting):
    mine = Q(archive__in=_own_files(posting))
    if posting.may(Permission.ENTER_FILES):
        mine |= Q(unit=posting.unit_id)
    return demands_for(posting).open().filter(mine, due_on__lte=clock.today() + SOON_DEMAND)


def _own_files(posting):
    return Pairing.objects.current().filter(contact=posting.user_id).values("archive")
