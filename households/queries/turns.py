"""Files that came on record or went off it, told from their episodes.

A turn is asked at the ends of days: what changed twice within one day counts once.
"""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When

from households.enums import Status
from households.models import ArchiveEpisode

LASTING = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


def entered(files, first, last):
    """Narrow files to those that came on record between two days; loading an old file is not coming."""
    return files.filter(Exists(_arrivals(_of_the_file(first, last))))


def left(files, first, last):
    """Narrow files to those that went off the record between two days."""
    return files.filter(Exists(_departures(_of_the_file(first, last))))


def per_span(files, spans):
    """Return (came, went): the number of different files that turned within each (first, last) of `spans`.

    The same numbers as `entered` and `left` give span by span, in two queries.
    """
    within = _between(spans[0][0], spans[-1][1]).filter(archive__in=files.values("pk"))
    place = Case(
        *(When(valid_from__lte=last, then=Value(place)) for place, (_first, last) in enumerate(spans)),
        output_field=IntegerField(),
    )
    counted = []
    for changes in (_arrivals(within), _departures(within)):
        found = changes.annotate(span=place).values("span").annotate(files=Count("archive", distinct=True))
        by_span = dict(found.order_by().values_list("span", "files"))
        counted.append([by_span.get(number, 0) for number in range(len(spans))])
    return tuple(counted)


def _arrivals(episodes):
    came = episodes.filter(status=Status.ACTIVE)
    came = came.filter(~Exists(_just_before().filter(status=Status.ACTIVE)))
    return came.filter(Q(is_migrated=False) | Exists(_just_before()))


def _departures(episodes):
    went = episodes.exclude(status=Status.ACTIVE)
    return went.filter(Exists(_just_before().filter(status=Status.ACTIVE)))


def _of_the_file(first, last):
    return _between(first, last).filter(archive=OuterRef("pk"))


def _between(first, last):
    episodes = ArchiveEpisode.objects.filter(LASTING)
    if first:
        episodes = episodes.filter(valid_from__gte=first)
    if last:
        episodes = episodes.filter(valid_from__lte=last)
    return episodes


def _just_before():
    return ArchiveEpisode.objects.filter(
        LASTING, archive=OuterRef("archive"), valid_to=OuterRef("valid_from")
    )
