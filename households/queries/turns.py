"""Files that came on record or went off it, told from their episodes.

A turn is asked at the ends of days: what changed twice within one day counts once.
"""

from django.db.models import Exists, F, OuterRef, Q

from households.enums import Status
from households.models import ArchiveEpisode

LASTING = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


def entered(files, first, last):
    """Narrow files to those that came on record between two days; loading an old file is not coming."""
    arrivals = _beginning(first, last).filter(status=Status.ACTIVE)
    arrivals = arrivals.filter(~Exists(_just_before().filter(status=Status.ACTIVE)))
    arrivals = arrivals.filter(Q(is_migrated=False) | Exists(_just_before()))
    return files.filter(Exists(arrivals))


def left(files, first, last):
    """Narrow files to those that went off the record between two days."""
    departures = _beginning(first, last).exclude(status=Status.ACTIVE)
    return files.filter(Exists(departures.filter(Exists(_just_before().filter(status=Status.ACTIVE)))))


def _beginning(first, last):
    episodes = ArchiveEpisode.objects.filter(LASTING, archive=OuterRef("pk"))
    if first:
        episodes = episodes.filter(valid_from__gte=first)
    if last:
        episodes = episodes.filter(valid_from__lte=last)
    return episodes


def _just_before():
    return ArchiveEpisode.objects.filter(
        LASTING, archive=OuterRef("archive"), valid_to=OuterRef("valid_from")
    )
