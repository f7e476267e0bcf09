"""工作清单: tasks about files of a scope."""

from households.models import FileTask


def tasks_for(posting):
    """Tasks a posting may see, the next due first."""
    return (
        FileTask.objects.visible_to(posting)
        .select_related("archive", "unit", "assigned_to")
        .order_by("due_on", "pk")
    )
