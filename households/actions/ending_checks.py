"""Ending any task of looking at a file again, whatever its kind: one door for pages and the API."""

from households.actions.checking import may_record, record_result
from households.actions.tasks import finish_task
from households.check_enums import AskedResult, RelapseResult
from households.check_errors import CheckByUpperUnion, CheckNoteMissing, WrongResult
from households.enums import TaskKind, TaskStatus
from households.errors import NotAllowed
from households.request_errors import TaskEnded
from unionaid.accounts.permissions import Permission

RESULTS = {
    TaskKind.REASSESS: AskedResult,
    TaskKind.RELAPSE: RelapseResult,
}
CHECKS = (TaskKind.RECHECK, TaskKind.SPOT_CHECK)


def end_check(*, task, result, by, note=""):
    """End a task with its result and return it.

    Raises a FileError: no right, a result its kind does not have, no reason, ended already.
    """
    if task.kind in CHECKS:
        return record_result(task=task, result=result, by=by, note=note)
    if not may_end(task, by):
        raise NotAllowed()
    if result not in RESULTS.get(task.kind, ()):
        raise WrongResult()
    if not note.strip():
        raise CheckNoteMissing()
    return finish_task(task=task, by=by, outcome=result, note=note)


def may_end(task, by):
    """Tell whether a posting may end a task now."""
    if task.status != TaskStatus.OPEN:
        return False
    if task.kind in CHECKS:
        return may_record(task, by)
    if task.kind == TaskKind.EDGE:
        return False  # it ends with its entry of the watch list
    return by.sees(task.unit_path) and (by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES))


def why_not(task, by):
    """Return the sentence that says why a posting may not end a task."""
    if task.status != TaskStatus.OPEN:
        return str(TaskEnded(status=TaskStatus(task.status)))
    if task.kind == TaskKind.SPOT_CHECK and by.may(Permission.ORDER_CHECKS):
        return str(CheckByUpperUnion(unit=task.pick.check_of.unit.name))
    return str(NotAllowed())
