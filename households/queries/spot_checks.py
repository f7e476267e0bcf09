"""Spot checks: who may see one, what it was drawn from, and whether its list can be drawn again."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from households import drawing
from households.enums import Status, TaskStatus
from households.models import ArchiveEpisode, FileTask, SpotCheck
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import STEP, subtree_range


def population(unit, target, day):
    """Return the (union code, file number) of every file on record under `target` at the end of the day
    before, but for those `unit` holds itself and those that have left its scope since."""
    low, high = subtree_range(unit.path)
    held = (
        ArchiveEpisode.objects.at_end_of(day - timedelta(days=1)).within(target.path)
        .filter(status=Status.ACTIVE, archive__unit_path__gte=low, archive__unit_path__lt=high)
        .exclude(unit=unit).exclude(archive__unit=unit)
    )
    return sorted(held.values_list("unit__code", "archive__file_no"))


def checks_for(posting):
    """Spot checks a posting may see: those of its scope, and those that drew from it."""
    seen = SpotCheck.objects.visible_to(posting)
    if posting is None or not posting.may(SpotCheck.view_permission):
        return seen
    above = [posting.unit_path[:end] for end in range(STEP, len(posting.unit_path) + 1, STEP)]
    return (
        (seen | SpotCheck.objects.filter(target__path__in=above))
        .select_related("unit", "target", "drawn_by").defer("population")
        .annotate(
            done=Count("picks", filter=Q(picks__task__status=TaskStatus.DONE)),
        )
        .order_by("-drawn_on", "-pk")
    )


@dataclass(frozen=True)
class Redrawn:
    """A list drawn again: whether it is the one that was drawn and kept, and its pairs."""

    same: bool
    pairs: list


def redraw(check):
    """Draw the list of a check again from what is kept, and compare it with its fingerprint and its tasks."""
    pairs = drawing.from_text(check.population)
    drawn = drawing.draw(check.seed, pairs, check.percent)
    kept = list(check.picks.order_by("place").values_list("task__archive__file_no", flat=True))
    same = (
        drawing.digest(pairs) == check.population_hash
        and drawing.digest(drawn) == check.list_hash
        and [number for _code, number in drawn] == kept
    )
    return Redrawn(same, drawn)


def own_part(check, posting):
    """Return the lines of a check's population a posting may see: all above, its own unions' below."""
    pairs = drawing.from_text(check.population)
    if posting.sees(check.unit_path):
        return pairs
    inside = set(UnionUnit.objects.visible_to(posting).values_list("code", flat=True))
    return [pair for pair in pairs if pair[0] in inside]


def picks_for(check, posting):
    """The tasks of a check in the posting's scope, in the order they were drawn."""
    return (
        FileTask.objects.visible_to(posting).filter(pick__check_of=check)
        .select_related("archive", "unit", "ended_by").order_by("pick__place")
    )
