"""Tasks about files: raised once for an occasion, done with an outcome, or dropped."""

from django.db import transaction

from households import notifying
from households.enums import TaskKind, TaskStatus
from households.models import FileTask
from households.request_errors import TaskEnded
from unionaid import clock
from unionaid.audit import Event, record


def raise_task(*, archive, kind, key, reason, due_on, assigned_to=None):
    """Return the task of an occasion, made on the first call. `key` names the occasion for ever."""
    task, is_new = FileTask.objects.get_or_create(
        key=key,
        defaults={
            "archive": archive, "unit_id": archive.unit_id, "unit_path": archive.unit_path,
            "kind": kind, "reason": reason, "due_on": due_on, "raised_on": clock.today(),
            "assigned_to": assigned_to,
        },
    )
    if is_new and assigned_to:
        notifying.task_assigned(task)
    return task


@transaction.atomic
def finish_task(*, task, by, outcome, note=""):
    """Write down that a task is done and with what outcome. Raises TaskEnded on a second call."""
    return _end(task, TaskStatus.DONE, by, outcome, note)


def finish_kinds(archive, kinds, *, by, outcome):
    """Finish the open tasks of a file that something else has done; nothing where there are none."""
    for task in archive.tasks.open().filter(kind__in=kinds).order_by("due_on", "pk"):
        _end(task, TaskStatus.DONE, by, outcome, "")


@transaction.atomic
def drop_task(*, task, by, note):
    """Write down that a task is needed no more. Raises TaskEnded on a second call."""
    return _end(task, TaskStatus.DROPPED, by, "", note)


def drop_open_tasks(archive, *, by, note):
    """End every open task of a file that has left the record. `by` is None for the system.

    Spot checks stay: whoever drew the file looks at it all the same, or the share would sink.
    """
    for task in archive.tasks.open().exclude(kind=TaskKind.SPOT_CHECK).order_by("pk"):
        _end(task, TaskStatus.DROPPED, by, "", note)


def _end(task, status, by, outcome, note):
    task = FileTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.status != TaskStatus.OPEN:
        raise TaskEnded(status=TaskStatus(task.status))
    task.status, task.outcome = status, outcome
    task.note = "\n".join(filter(None, [task.note, note.strip()]))
    task.ended_on, task.ended_by = clock.today(), by.user if by else None
    task.save()
    record(
        Event.TASK_ENDED, subject=task.archive, by=by,
        after={"task": task.kind, "status": status, "outcome": outcome},
    )
    return task
