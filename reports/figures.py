"""The figures of the dashboard: each computed once, each with the list it counts."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from households import profiles
from households.enums import IN_REVIEW, Status, Tier
from households.models import ArchiveEpisode, HardshipArchive, Pairing
from households.queries import census, turns
from reports import links
from reports.periods import quarter_start


@dataclass(frozen=True)
class Figure:
    label: str
    value: object
    unit: str
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One line of a profile: a category, its files by tier and the list behind each number."""

    label: str
    value: int
    url: str
    tiers: list
    strong: bool = False
    muted: bool = False


@dataclass
class Profile:
    """Bars of one way of counting. `strong_value` is the number the sentence under them is about."""

    key: str
    title: str
    note: str
    bars: list
    total: int
    by_tier: dict
    strong_value: int = 0
    strong_url: str = ""

    @property
    def longest(self):
        return max((bar.value for bar in self.bars), default=0)

    @property
    def top(self):
        """The largest category that is known."""
        return max((bar for bar in self.bars if not bar.muted), key=lambda bar: bar.value, default=None)


def profile(unit, as_of, by, title, note, *, filter_name, strong=(), largest_first=False):
    """Return one profile; `strong` names the categories that the sentence is about. 未记录 stays last."""
    answer = census.census(unit, as_of, by)
    bars = [
        Bar(
            label=row.name,
            value=row.total,
            url=links.files(unit, as_of, **{filter_name: row.code}),
            tiers=[
                (tier, row.by_tier[tier], links.files(unit, as_of, **{filter_name: row.code, "tier": tier}))
                for tier in Tier.values
            ],
            strong=row.code in strong,
            muted=row.code == profiles.UNKNOWN,
        )
        for row in answer.rows
    ]
    if largest_first:
        bars.sort(key=lambda bar: (bar.muted, -bar.value))
    return Profile(
        by, title, note, bars, answer.total, answer.by_tier, sum(bar.value for bar in bars if bar.strong)
    )


def files_of(posting, unit, as_of):
    """Files held by the unit at the end of a day, whatever their state."""
    held = ArchiveEpisode.objects.at_end_of(as_of).within(unit.path)
    return HardshipArchive.objects.visible_to(posting).filter(pk__in=held.values("archive"))


def quarter(posting, unit, as_of):
    """Return (came, went) between the first day of the quarter and `as_of`, as the lists count them."""
    (came,), (went,) = turns.per_span(files_of(posting, unit, as_of), [(quarter_start(as_of), as_of)])
    return came, went


def counts(unit, as_of):
    """Return {status: files} at the end of a day, and how many of them are on record."""
    held = ArchiveEpisode.objects.at_end_of(as_of).within(unit.path)
    statuses = held.values("status").annotate(files=Count("pk")).order_by()
    by_status = {row["status"]: row["files"] for row in statuses}
    return by_status, by_status.get(Status.ACTIVE, 0)


def without_contact(unit, as_of):
    """Files on record at the end of a day that nobody answered for on that day."""
    return census.on_record(unit, as_of).filter(~Exists(paired_on(as_of))).count()


def paired_on(day):
    """The pairings in force at the end of a day, of the file of an episode."""
    held = Pairing.objects.filter(archive=OuterRef("archive"), paired_on__lte=day)
    return held.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def in_review(by_status):
    return sum(by_status.get(status, 0) for status in IN_REVIEW)
