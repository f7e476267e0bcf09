"""Writing down what a re-check or spot check found. Nothing of the file changes by itself:
what should change becomes a task to ask for it."""

from django.db import transaction

from households.actions import requests
from households.actions.tasks import finish_task, raise_task
from households.check_enums import REQUEST_OF, AskedResult, CheckResult
from households.check_errors import CheckByUpperUnion, CheckNoteMissing, WrongResult
from households.enums import TaskKind
from households.errors import NotAllowed
from households.models import HardshipArchive, SpotCheckFile
from households.queries.holidays import add_working_days
from unionaid import clock
from unionaid.accounts.permissions import Permission

WORKING_DAYS_TO_ASK = 10
# Words that are kept are Chinese, in whatever language somebody works.
TOLD = {
    CheckResult.RERATE: "需要调整类别",
    CheckResult.CHANGE: "需要变更信息",
    CheckResult.EXIT: "应当退档",
    CheckResult.CANCEL: "应当注销",
}


@transaction.atomic
def record_result(*, task, result, by, note=""):
    """End a re-check or spot check with its result; returns the task.

    A re-check is the file's latest look from today on. A result that asks for a request raises
    the task to open it. Raises a FileError: no right, no result, no reason, ended already.
    """
    if result not in CheckResult.values:
        raise WrongResult()
    result = CheckResult(result)
    _refuse_stranger(task, by)
    if result != CheckResult.QUALIFIES and not note.strip():
        raise CheckNoteMissing()
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=task.archive_id)
    task = finish_task(task=task, by=by, outcome=result, note=note)
    if task.kind == TaskKind.RECHECK:
        archive.rechecked_on = clock.today()
        archive.save(update_fields=["rechecked_on"])
    if result in REQUEST_OF:
        raise_task(
            archive=archive, kind=TaskKind.REASSESS, key=f"{asking(REQUEST_OF[result])}{task.pk}",
            reason=f"{task.reason}：{TOLD[result]}",
            due_on=add_working_days(clock.today(), WORKING_DAYS_TO_ASK),
        )
    return task


def asking(kind):
    """Return how the keys of tasks begin that ask for a request of a kind."""
    return f"ask:{kind}:"


@requests.opened
def answer_what_was_asked(request, by):
    """A request of a kind ends the tasks that asked for it."""
    for task in request.archive.tasks.open().filter(
        kind=TaskKind.REASSESS, key__startswith=asking(request.kind)
    ):
        finish_task(task=task, by=by, outcome=AskedResult.ASKED)


def may_record(task, by):
    """Tell whether a posting may write a result down: a spot check is its drawer's, a re-check the file's."""
    if not by.sees(task.unit_path):
        return False
    if task.kind == TaskKind.SPOT_CHECK:
        return by.may(Permission.ORDER_CHECKS) and by.unit_id == _check_of(task).unit_id
    return task.kind == TaskKind.RECHECK and (
        by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)
    )


def _refuse_stranger(task, by):
    if may_record(task, by):
        return
    if task.kind == TaskKind.SPOT_CHECK and by.may(Permission.ORDER_CHECKS):
        raise CheckByUpperUnion(unit=_check_of(task).unit.name)
    raise NotAllowed()


def _check_of(task):
    return SpotCheckFile.objects.select_related("check_of__unit").get(task=task).check_of
