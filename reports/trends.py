"""The last twelve months: files that came on record, files that went, and the stock at each month's end."""

from dataclasses import dataclass

from django.db.models import Count, Q

from households.enums import Status
from households.models import ArchiveEpisode
from households.queries import turns
from reports import links
from reports.figures import files_of
from reports.periods import months_until


@dataclass(frozen=True)
class Month:
    """One month; the addresses list the files that came, that went, and that were on record at its end."""

    name: str
    label: str
    opened: int
    closed: int
    stock: int
    opened_url: str
    closed_url: str
    stock_url: str


@dataclass(frozen=True)
class Trend:
    rows: list

    def column(self, name):
        return [getattr(month, name) for month in self.rows]

    @property
    def months(self):
        return self.column("label")

    @property
    def opened(self):
        return self.column("opened")

    @property
    def closed(self):
        return self.column("closed")

    @property
    def stock(self):
        return self.column("stock")


def trend(posting, unit, as_of):
    """Return the trend of a unit that ends with a day, in three queries."""
    spans = months_until(as_of)
    came, went = turns.per_span(files_of(posting, unit, as_of), spans)
    return Trend(
        [
            Month(
                name=f"{first:%Y-%m}",
                label=f"{first:%y-%m}" if first.month == 1 or not place else f"{first:%m}",
                opened=opened,
                closed=closed,
                stock=stock,
                opened_url=links.came(unit, as_of, first, last),
                closed_url=links.went(unit, as_of, first, last),
                stock_url=links.files(unit, last),
            )
            for place, ((first, last), opened, closed, stock) in enumerate(
                zip(spans, came, went, _stock(unit, spans), strict=True)
            )
        ]
    )


def _stock(unit, spans):
    """Files on record at the end of each span."""
    active = ArchiveEpisode.objects.within(unit.path).filter(status=Status.ACTIVE)
    found = active.aggregate(
        **{f"end_{place}": Count("pk", filter=_at_end_of(last)) for place, (_first, last) in enumerate(spans)}
    )
    return [found[f"end_{place}"] for place in range(len(spans))]


def _at_end_of(day):
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
