"""Tasks of looking at files again: their lists, and how far each union has come."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from households import rechecking
from households.check_enums import CheckResult
from households.enums import TaskKind, TaskStatus
from households.models import FileTask, RecheckRound
from unionaid import clock
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import reporting_rows
from unionaid.organizations.scope import STEP, subtree_range

KINDS = (TaskKind.RECHECK, TaskKind.SPOT_CHECK, TaskKind.REASSESS, TaskKind.EDGE, TaskKind.RELAPSE)
STATES = ("open", "overdue", "done", "dropped", "all")


def tasks_for(posting):
    """Tasks of these kinds in the posting's scope."""
    return FileTask.objects.visible_to(posting).filter(kind__in=KINDS)


@dataclass(frozen=True)
class Asked:
    """What a list of tasks is narrowed to; "" and None leave it wide."""

    kind: str = ""
    state: str = "open"
    unit: UnionUnit | None = None
    own: bool = False
    year: int | None = None
    outcome: str = ""
    cause: str = ""
    words: str = ""


def listed(posting, asked):
    """Return the tasks of a list: what is open by its day, what is over latest first."""
    rows = tasks_for(posting).select_related("archive", "unit", "ended_by")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.unit:
        rows = rows.filter(unit=asked.unit) if asked.own else rows.within(asked.unit.path)
    if asked.year and asked.kind == TaskKind.RECHECK:
        rows = rows.filter(key__startswith=rechecking.prefix_of(asked.year))
    if asked.cause:
        rows = rows.filter(key__startswith=f"relapse:{asked.cause}:")
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.words:
        rows = rows.filter(Q(archive__file_no=asked.words) | Q(archive__worker_name=asked.words))
    match asked.state:
        case "open":
            return rows.open().order_by("due_on", "pk")
        case "overdue":
            return rows.open().filter(due_on__lt=clock.today()).order_by("due_on", "pk")
        case "done":
            return rows.filter(status=TaskStatus.DONE).order_by("-ended_on", "-pk")
        case "dropped":
            return rows.filter(status=TaskStatus.DROPPED).order_by("-ended_on", "-pk")
        case _:
            return rows.filter(~Q(status=TaskStatus.DROPPED)).order_by("due_on", "pk")


@dataclass
class Line:
    """How far the unions of a subtree, or one union with what it holds itself, have come."""

    unit: UnionUnit
    own: bool = False
    counts: Counter = field(default_factory=Counter)

    def holds(self, path):
        return path == self.unit.path if self.own else path.startswith(self.unit.path)

    @property
    def due(self):
        return self.counts["due"]

    @property
    def done(self):
        return self.counts["done"]

    @property
    def overdue(self):
        return self.counts["overdue"]

    @property
    def results(self):
        """(result, number) in the order of the enum."""
        return [(result, self.counts[result]) for result in CheckResult.values]

    def to_json(self):
        return {
            "unit": self.unit.public_code, "name": self.unit.short_name, "due": self.due,
            "done": self.done, "overdue": self.overdue, "results": dict(self.results),
        }


def recheck_progress(unit, year):
    """Return (total, rows) of the re-checks of a year under a unit. Dropped ones are not due."""
    return progress(unit, FileTask.objects.filter(
        kind=TaskKind.RECHECK, key__startswith=rechecking.prefix_of(year)
    ))


def progress(unit, tasks):
    """Return (total, rows) of tasks under a unit, row by row of the units right below it."""
    low, high = subtree_range(unit.path)
    tasks = tasks.filter(unit_path__gte=low, unit_path__lt=high)
    total = Line(unit)
    rows = [*(Line(child) for child in reporting_rows(unit)), Line(unit, own=True)]
    late = Q(status=TaskStatus.OPEN, due_on__lt=clock.today())
    found = (
        tasks.exclude(status=TaskStatus.DROPPED).order_by().values("unit_path", "outcome")
        .annotate(
            due=Count("pk"), done=Count("pk", filter=Q(status=TaskStatus.DONE)),
            late=Count("pk", filter=late),
        )
    )
    for row in found:
        for line in (total, *rows):
            if line.holds(row["unit_path"]):
                line.counts.update(due=row["due"], done=row["done"], overdue=row["late"])
                line.counts[row["outcome"]] += row["done"]
    return total, [line for line in rows if line.due] or rows[:-1] or rows


def years(posting):
    """Years a round was ordered for in the posting's scope or above it, and this one, latest first."""
    known = set(RecheckRound.objects.values_list("year", flat=True).distinct())
    return sorted(known | {clock.today().year}, reverse=True)


def rounds(unit, year):
    """Rounds of a year that reach files of a unit: its own, those above and those below."""
    above = [unit.path[:end] for end in range(STEP, len(unit.path) + 1, STEP)]
    low, high = subtree_range(unit.path)
    return RecheckRound.objects.filter(year=year).filter(
        Q(unit_path__in=above) | Q(unit_path__gte=low, unit_path__lt=high)
    ).select_related("unit", "opened_by")


def overdue_count(posting):
    """Overdue tasks of these kinds at the posting's own union: the red number of the menu."""
    if posting is None:
        return 0
    late = tasks_for(posting).open().filter(unit=posting.unit, due_on__lt=clock.today())
    return late.count()
