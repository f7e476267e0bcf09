"""Upkeep of the tallies: folding rows of one key into one, and setting them right from the files."""

from collections import Counter

from django.db import transaction
from django.db.models import Count, Sum, Value

from households.models import ArchiveEpisode, ArchiveTally

KEY = ("unit_id", "unit_path", "status", "tier")


@transaction.atomic
def fold():
    """Merge the rows of each key into one; what is appended meanwhile stays as it is. Returns rows saved."""
    last = ArchiveTally.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    old = ArchiveTally.objects.select_for_update().filter(pk__lte=last)
    rows = list(old)
    sums = _sums((_key(row), row.files, row.people) for row in rows)
    ArchiveTally.objects.filter(pk__in=[row.pk for row in rows]).delete()
    ArchiveTally.objects.bulk_create(_tally(key, values) for key, values in sums.items() if any(values))
    return len(rows) - len(sums)


@transaction.atomic
def rebuild():
    """Append what is missing between the tallies and the open episodes. Returns the keys that differed."""
    missing = {
        key: (counted[0] - kept[0], counted[1] - kept[1]) for key, counted, kept in disagreeing()
    }
    ArchiveTally.objects.bulk_create(_tally(key, values) for key, values in missing.items())
    return len(missing)


def disagreeing():
    """Return [(key, counted, kept)] where the open episodes and the tallies differ: (files, people) each."""
    counted, kept = _both_sides()
    both = ((key, counted.get(key, (0, 0)), kept.get(key, (0, 0))) for key in counted.keys() | kept.keys())
    return [each for each in sorted(both) if each[1] != each[2]]


def _both_sides():
    """Return {key: (files, people)} of the open episodes and of the tallies, read at one moment.

    One statement reads both, so that a change between two reads never looks like a fault.
    """
    episodes = (
        ArchiveEpisode.objects.filter(valid_to__isnull=True)
        .annotate(side=Value("counted"))
        .values_list("side", *KEY)
        .annotate(Count("pk"), Sum("household_size"))
    )
    tallies = (
        ArchiveTally.objects.annotate(side=Value("kept"))
        .values_list("side", *KEY)
        .annotate(Sum("files"), Sum("people"))
    )
    sides = {"counted": {}, "kept": {}}
    for side, *key, files, people in episodes.order_by().union(tallies.order_by(), all=True):
        sides[side][tuple(key)] = (files, people)
    return sides["counted"], sides["kept"]


def _sums(rows):
    files, people = Counter(), Counter()
    for key, more_files, more_people in rows:
        files[key] += more_files
        people[key] += more_people
    return {key: (files[key], people[key]) for key in files.keys() | people.keys()}


def _key(row):
    return tuple(getattr(row, name) for name in KEY)


def _tally(key, values):
    files, people = values
    return ArchiveTally(**dict(zip(KEY, key, strict=True)), files=files, people=people)
