"""Re-checks and spot checks counted for table 4: 应核查, 已核查, 抽查户数 of a period, with their files.

Due in a period is what was open when it began or raised in it, and not dropped within it. A file
counts at the union that held it at the end of the period, or that ended its task before.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When

from households.enums import TaskKind, TaskStatus
from households.models import ArchiveEpisode, FileTask
from unionaid.organizations.scope import subtree_range

DUE, CHECKED, SPOT_CHECKED = "due", "checked", "spot_checked"
COUNTED = (DUE, CHECKED, SPOT_CHECKED)


@dataclass(frozen=True)
class Looked:
    """A file behind a figure, and the day: of its result, else the day it is due."""

    archive: int
    on: date


def looked_at(unit, first, last):
    """Return {path: Counter of due, checked and spot_checked} of a subtree for a period."""
    counts = {}
    for what in COUNTED:
        rows = _tasks(unit, first, last, what).values("path").annotate(files=Count("pk")).order_by()
        for path, files in rows.values_list("path", "files"):
            counts.setdefault(path, Counter())[what] = files
    return counts


def files_looked_at(unit, first, last, what, *, own=False):
    """Return the files a figure of a line counts, latest first."""
    rows = _tasks(unit, first, last, what)
    if own:
        rows = rows.filter(path=unit.path)
    return [
        Looked(archive, on)
        for archive, on in rows.annotate(day=_day(last)).order_by("-day", "pk").values_list("archive", "day")
    ]


def _tasks(unit, first, last, what):
    low, high = subtree_range(unit.path)
    done = Q(status=TaskStatus.DONE, ended_on__gte=first, ended_on__lte=last)
    if what == DUE:
        open_then = Q(ended_on__isnull=True) | Q(ended_on__gt=last)
        rows = FileTask.objects.filter(kind=TaskKind.RECHECK, raised_on__lte=last).filter(open_then | done)
    else:
        kind = TaskKind.RECHECK if what == CHECKED else TaskKind.SPOT_CHECK
        rows = FileTask.objects.filter(done, kind=kind)
    return rows.annotate(path=_path(last)).filter(path__gte=low, path__lt=high)


def _path(last):
    held = ArchiveEpisode.objects.at_end_of(last).filter(archive=OuterRef("archive"))
    return Case(When(ended_on__lte=last, then=F("unit_path")), default=Subquery(held.values("unit_path")[:1]))


def _day(last):
    return Case(When(ended_on__lte=last, then=F("ended_on")), default=F("due_on"))
