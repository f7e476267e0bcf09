"""返困预警: signs that a household which has left may be in hardship again become tasks, with the reason."""

from decimal import Decimal

from django.db import transaction

from households import standards
from households.actions.tasks import raise_task
from households.check_enums import RelapseCause
from households.check_errors import CheckNoteMissing, NotGone, WarnedAlready, WrongResult
from households.enums import RequestKind, RequestStatus, Status, TaskKind
from households.errors import LineMissing, NotAllowed
from households.models import FileRequest, HardshipArchive
from households.queries.holidays import add_working_days
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

WORKING_DAYS = 10  # to look into a warning
CHUNK = 500
GONE = (Status.GRACE, Status.EXITED, Status.CANCELLED)
# Words that are kept are Chinese, in whatever language somebody works.
TOLD = {
    RelapseCause.INCOME: "收入下降",
    RelapseCause.EVENT: "发生意外或灾害",
    RelapseCause.ILLNESS: "家庭成员患病",
    RelapseCause.LINE: "标准调整",
    RelapseCause.MATCH: "比对结果",
    RelapseCause.OTHER: "其他情况",
}


@transaction.atomic
def warn(*, archive, cause, note, by=None):
    """Write down why a household that has left may be back in hardship; returns the task.

    `by` is None where the program noticed it. One warning of a cause stands at a time. Raises a
    FileError: not gone, no right, no cause, no note, warned already.
    """
    if by is not None and not (by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)):
        raise NotAllowed()
    if cause not in RelapseCause.values:
        raise WrongResult()
    if not note.strip():
        raise CheckNoteMissing()
    cause = RelapseCause(cause)
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if archive.status not in GONE:
        raise NotGone(status=Status(archive.status))
    known = archive.tasks.filter(kind=TaskKind.RELAPSE, key__startswith=f"relapse:{cause}:")
    if known.open().exists():
        raise WarnedAlready(cause=cause)
    day = clock.today()
    task = raise_task(
        archive=archive, kind=TaskKind.RELAPSE,
        key=f"relapse:{cause}:{archive.pk}:{known.count() + 1}",
        reason=f"返困预警：{TOLD[cause]}", due_on=add_working_days(day, WORKING_DAYS),
    )
    task.note = note.strip()
    task.save(update_fields=["note"])
    record(Event.RELAPSE_WARNED, subject=archive, by=by, after={"cause": cause, "due": task.due_on})
    return task


def warn_of_lines(day, *, step=lambda done: None):
    """Warn of every household that left by its income and whose last income lies under today's line.

    The income is the last month its exit was approved with; the line it was held against then
    must have been lower. Returns how many warnings; none the second time.
    """
    gone, warned, done = _left_by_income(), 0, 0
    for request in gone.select_related("archive__unit").order_by("pk").iterator(chunk_size=CHUNK):
        done += 1
        try:
            line = standards.line_for(request.archive.unit, day).urban_monthly
        except LineMissing:
            continue
        last, then = Decimal(request.detail["incomes"][-1]), Decimal(request.detail["line"])
        if then <= last < line and not _told_of_line(request.archive, line):
            warn(
                archive=request.archive, cause=RelapseCause.LINE,
                note=f"退档时人均月收入 {last} 元，低于现行低保标准 {line} 元",
            )
            warned += 1
        if done % CHUNK == 0:
            step(done)
    return warned


def _left_by_income():
    return FileRequest.objects.filter(
        kind=RequestKind.EXIT, status=RequestStatus.DONE,
        archive__status__in=(Status.GRACE, Status.EXITED),
    )


def _told_of_line(archive, line):
    """Whether this line was warned of before, whatever came of it."""
    known = archive.tasks.filter(kind=TaskKind.RELAPSE, key__startswith=f"relapse:{RelapseCause.LINE}:")
    return any(f"{line} 元" in task.note or task.status == "OPEN" for task in known)
