"""我的工作: what waits for one person, in the order it should be done."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, CharField, F, Func, IntegerField, Q, Sum, Value, When

from households import work_sources
from households.enums import IN_REVIEW, Status, TaskKind, TaskStatus, Tier
from households.models import ArchiveTally, Demand, FileTask, HardshipArchive, HomeVisit, Pairing
from unionaid import clock
from unionaid.accounts.permissions import Permission

SHOWN = 8
NONE = Q(pk=None)
FARTHEST = date.max


@dataclass
class Section:
    """One card of the page. `count` is all that waits, `lines` are the first of them."""

    key: str
    title: str
    count: int = 0
    late: int = 0
    lines: list = field(default_factory=list)
    links: list = field(default_factory=list)
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """The sections of the page. `total` is the number in the greeting and the menu: their sum."""

    sections: list
    total: int
    late: int


def work_for(posting):
    """Return everything that waits for a posting, section by section, without empty ones."""
    today = clock.today()
    counted, sections = _counted(posting, today), {}
    for source in work_sources.sources():
        number, late = counted.get(source.name, (0, 0))
        if not number:
            continue
        section = sections.setdefault(
            source.section, Section(source.section, work_sources.SECTIONS[source.section])
        )
        section.count += number
        section.late += late
        rows = list(source.rows(posting)[:SHOWN])
        if source.prepare:
            source.prepare(rows)
        section.lines += [source.line(row, posting) for row in rows]
        if source.all_url and source.all_url not in section.links:
            section.links.append(source.all_url)
    for section in sections.values():
        section.lines = sorted(section.lines, key=lambda line: line.due or FARTHEST)[:SHOWN]
    found = list(sections.values())
    return Work(found, sum(s.count for s in found), sum(s.late for s in found))


def count(posting):
    """Number of things that wait for a posting: the greeting's and the menu's number."""
    return sum(number for number, _late in _counted(posting, None).values())


def _counted(posting, today):
    """Return {source: (rows, overdue)} in one query; overdue ones only with a day."""
    parts = []
    for source in work_sources.sources():
        rows = source.rows(posting)
        if rows is None:
            continue
        late = source.late(posting, today) if today and source.late else NONE
        own = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk")).order_by()
        parts.append(
            own.annotate(
                work_source=Value(source.name, CharField()), work_rows=Func(F("pk"), function="COUNT"),
                work_late=Func(
                    Case(When(late, then=Value(1)), output_field=IntegerField()), function="COUNT"
                ),
            ).values_list("work_source", "work_rows", "work_late")
        )
    if not parts:
        return {}
    return {name: (number, late) for name, number, late in parts[0].union(*parts[1:], all=True)}


def submitted_for(posting):
    """Files of the posting's scope that wait for somebody above, oldest first."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .filter(status__in=IN_REVIEW)
        .exclude(acting_unit=posting.unit if posting.may(Permission.REVIEW_FILES) else None)
        .select_related("acting_unit")
        .order_by("status_since", "id")
    )


def active_by_tier(posting):
    """Return {tier: (files, people)} on file in the posting's scope, from the tallies."""
    rows = (
        ArchiveTally.objects.visible_to(posting)
        .filter(status=Status.ACTIVE)
        .values("tier")
        .annotate(files_now=Sum("files"), people_now=Sum("people"))
    )
    found = {row["tier"]: (row["files_now"], row["people_now"]) for row in rows}
    return {tier: found.get(tier, (0, 0)) for tier in Tier.values}


def files_on_record(posting):
    """Number of files on record in the posting's scope: the grey size beside the menu entry."""
    return sum(files for files, _people in active_by_tier(posting).values())


def own_households(posting):
    """Number of households on record this person answers for."""
    return Pairing.objects.visible_to(posting).on_record().filter(contact=posting.user_id).count()


def progress(posting):
    """Return visits, re-checks and demands of the quarter as (done, done and still due)."""
    today = clock.today()
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = date(today.year + (first.month + 3) // 13, (first.month + 2) % 12 + 1, 1)
    visited = HomeVisit.objects.visible_to(posting).filter(visited_on__gte=first)
    visits = visited.filter(archive__status=Status.ACTIVE).order_by().values("archive").distinct().count()
    awaited = Pairing.objects.visible_to(posting).on_record().filter(next_visit_on__lt=last)
    tasks = Counter(
        FileTask.objects.visible_to(posting)
        .filter(Q(status=TaskStatus.DONE, ended_on__gte=first) | Q(status=TaskStatus.OPEN, due_on__lt=last))
        .filter(kind=TaskKind.RECHECK)
        .values_list("status", flat=True)
    )
    demands = Demand.objects.visible_to(posting)
    closed = demands.filter(closed_on__gte=first).count()
    return {
        "visits": (visits, visits + awaited.count()),
        "rechecks": (tasks[TaskStatus.DONE], tasks.total()),
        "demands": (closed, closed + demands.open().filter(due_on__lt=last).count()),
    }
