"""Whom the actions on files tell of what they do, and what each day reminds people of."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse

from households.enums import NoticeStatus, Status, Step
from households.models import FileTask, Pairing, PublicNotice
from unionaid.accounts.permissions import Permission
from unionaid.notifications.actions import tell, tell_each
from unionaid.notifications.enums import Kind
from unionaid.notifications.queries import people_at

OF_STEP = {Step.RETURN: Kind.FILE_RETURNED, Step.REJECT: Kind.FILE_REJECTED}


def step_taken(archive, step, by):
    """Tell whoever entered a file that it was returned, refused or approved."""
    kind = Kind.FILE_APPROVED if archive.status == Status.ACTIVE else OF_STEP.get(step)
    if kind:
        tell([archive.entered_by_id], kind, _page(archive), by=by, name=archive.worker_name)


def request_decided(request, by):
    """Tell whoever asked that a request has ended, and the union a file shall go to that it may take it."""
    address = reverse("file_request", args=[request.pk])
    if request.status == "ACCEPTANCE":
        people = people_at([request.acting_unit_id], Permission.REVIEW_FILES)[request.acting_unit_id]
        tell(people, Kind.TRANSFER_ASKED, address, by=by, unit=request.archive.unit.short_name)
    elif request.status in ("DONE", "REFUSED"):
        kind = Kind.REQUEST_DONE if request.status == "DONE" else Kind.REQUEST_REFUSED
        tell([request.opened_by_id], kind, address, by=by, name=request.archive.worker_name)


def paired(pairing, by):
    tell([pairing.contact_id], Kind.PAIRED, _page(pairing.archive), by=by, name=pairing.archive.worker_name)


def demand_raised(demand, by):
    contact = demand.archive.pairings.current().values_list("contact", flat=True).first()
    address = reverse("demand", args=[demand.pk])
    tell([contact], Kind.DEMAND_RAISED, address, by=by, name=demand.archive.worker_name)


def task_assigned(task):
    tell([task.assigned_to_id], Kind.TASK_ASSIGNED, _page(task.archive), name=task.archive.worker_name)


def remind(day):
    """Tell people what has become overdue, falls due or has run out with the beginning of a day; once."""
    yesterday = day - timedelta(days=1)
    overdue = FileTask.objects.open().filter(due_on=yesterday).order_by()
    unassigned = dict(overdue.filter(assigned_to=None).values_list("unit").annotate(n=Count("pk")))
    ended = dict(
        PublicNotice.objects.filter(status=NoticeStatus.OPEN, ends_on=yesterday)
        .order_by().values_list("unit").annotate(n=Count("pk"))
    )
    clerks = people_at({*unassigned, *ended}, Permission.ENTER_FILES)
    assigned = overdue.exclude(assigned_to=None).values_list("assigned_to")
    tasks = Counter(dict(assigned.annotate(n=Count("pk"))))
    notices = Counter()
    for counts, found in ((unassigned, tasks), (ended, notices)):
        for unit, number in counts.items():
            found.update(dict.fromkeys(clerks[unit], number))
    visits = Counter(
        Pairing.objects.on_record().filter(next_visit_on=day, contact__isnull=False)
        .order_by().values_list("contact", flat=True)
    )
    told = (
        (Kind.TASKS_OVERDUE, reverse("task_list") + "?due=late", tasks),
        (Kind.NOTICES_ENDED, reverse("notices") + "?state=expired", notices),
        (Kind.VISITS_DUE, reverse("visits") + "?contact=me", visits),
    )
    rows = [
        (user, kind, address, {"n": number})
        for kind, address, found in told
        for user, number in sorted(found.items())
    ]
    tell_each(rows, key=day.isoformat())


def _page(archive):
    return reverse("household", args=[archive.file_no])
