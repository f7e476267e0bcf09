"""The border watch list of a posting's scope."""

from dataclasses import dataclass

from django.db.models import Prefetch

from households.check_enums import WatchStatus
from households.models import DibaoLine, RuleSet, WatchlistAssessment, WatchlistEntry
from unionaid import clock
from unionaid.organizations.models import UnionUnit


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to; "" and None leave it wide."""

    status: str = WatchStatus.WATCHED
    unit: UnionUnit | None = None
    outcome: str = ""
    words: str = ""


def listed(posting, asked):
    """Return the entries of a list with their current assessment; those that qualify by their day."""
    current = WatchlistAssessment.objects.filter(is_current=True).defer("facts", "steps")
    rows = (
        WatchlistEntry.objects.visible_to(posting).filter(status=asked.status)
        .select_related("unit", "archive").defer("payload")
        .prefetch_related(Prefetch("assessments", queryset=current, to_attr="current"))
    )
    if asked.unit:
        rows = rows.within(asked.unit.path)
    if asked.outcome:
        rows = rows.filter(assessments__is_current=True, assessments__outcome=asked.outcome)
    if asked.words:
        rows = rows.filter(worker_name=asked.words)
    if asked.status == WatchStatus.QUALIFIES:
        return rows.order_by("due_on", "pk")
    return rows.order_by("-left_on" if asked.status == WatchStatus.LEFT else "-entered_on", "-pk")


def counts(posting):
    """Return {status: number} of the posting's scope."""
    seen = WatchlistEntry.objects.visible_to(posting)
    return {status: seen.filter(status=status).count() for status in WatchStatus.values}


def waiting_for(posting):
    """Households of the posting's union that qualify by now, the nearest due first: for 我的工作."""
    return (
        WatchlistEntry.objects.visible_to(posting).defer("payload")
        .filter(unit=posting.unit, status=WatchStatus.QUALIFIES).order_by("due_on", "pk")
    )


def standards_begin(day):
    """Tell whether a line or rule set comes into force on a day."""
    return (
        DibaoLine.objects.filter(valid_from=day).exists() or RuleSet.objects.filter(valid_from=day).exists()
    )


def number_watched():
    return WatchlistEntry.objects.open().count()


def today_is_reassessed(posting):
    """Tell whether every watched household of the scope stands assessed under standards in force today."""
    day = clock.today()
    rules = RuleSet.objects.in_force(day).values("pk")
    lines = DibaoLine.objects.in_force(day).values("pk")
    old = WatchlistAssessment.objects.filter(
        is_current=True, entry__in=WatchlistEntry.objects.visible_to(posting).open()
    ).exclude(rule_set__in=rules, dibao_line__in=lines)
    return not old.exists()
