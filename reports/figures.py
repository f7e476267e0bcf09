"""The figures of the dashboard: each computed once, each with the list it counts."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum

from households import profiles
from households.enums import IN_REVIEW, Status
from households.models import ArchiveEpisode, ArchiveTally, HardshipArchive
from households.queries import census, turns
from reports import links
from reports.periods import months_until, quarter_start


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    unit: str
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One line of a profile: a category, its files, the list behind it, and whether it stands out."""

    label: str
    value: int
    url: str
    strong: bool = False
    muted: bool = False


@dataclass
class Profile:
    """Bars of one way of counting. `sentence` says the main thing; `strong_value` its number."""

    key: str
    title: str
    note: str
    bars: list
    total: int
    strong_value: int = 0
    strong_url: str = ""

    @property
    def longest(self):
        return max((bar.value for bar in self.bars), default=0)


@dataclass
class Trend:
    months: list
    opened: list
    closed: list
    stock: list
    opened_urls: list
    closed_urls: list
    rows: list = field(default_factory=list)


def profile(unit, as_of, by, title, note, strong=(), filter_name=""):
    """Return one profile; `strong` names the categories that the sentence is about."""
    answer = census.census(unit, as_of, by)
    bars = [
        Bar(
            label=row.name,
            value=row.total,
            url=links.files(unit, as_of, **{filter_name: row.code}),
            strong=row.code in strong,
            muted=row.code == profiles.UNKNOWN,
        )
        for row in answer.rows
    ]
    return Profile(by, title, note, bars, answer.total, sum(bar.value for bar in bars if bar.strong))


def quarter(posting, unit, as_of):
    """Return (came, went) between the first day of the quarter and `as_of`, as the lists count them."""
    files = _files_of(posting, unit, as_of)
    first = quarter_start(as_of)
    return turns.entered(files, first, as_of).count(), turns.left(files, first, as_of).count()


def status_counts(unit, as_of):
    """Return {status: files} at the end of a day."""
    found = (
        ArchiveEpisode.objects.at_end_of(as_of)
        .within(unit.path)
        .values("status")
        .annotate(files=Count("pk"))
        .order_by()
    )
    return {row["status"]: row["files"] for row in found}


def in_review(counts):
    return sum(counts.get(status, 0) for status in IN_REVIEW)


def trend(posting, unit, as_of):
    """Return the last twelve months: files that came and went, and the stock at each month's end."""
    spans = months_until(as_of)
    files = _files_of(posting, unit, as_of)
    stock = (
        ArchiveEpisode.objects.within(unit.path)
        .filter(status=Status.ACTIVE)
        .aggregate(
            **{
                f"m{place}": Count(
                    "pk", filter=Q(valid_from__lte=last) & (Q(valid_to__isnull=True) | Q(valid_to__gt=last))
                )
                for place, (_first, last) in enumerate(spans)
            }
        )
    )
    came, went = _turn_days(files, spans)
    months = [
        f"{first:%y-%m}" if first.month == 1 or place == 0 else f"{first:%m}"
        for place, (first, _last) in enumerate(spans)
    ]
    made = Trend(
        months=months,
        opened=_per_month(came, spans),
        closed=_per_month(went, spans),
        stock=[stock[f"m{place}"] for place in range(len(spans))],
        opened_urls=[links.came(unit, as_of, first, last) for first, last in spans],
        closed_urls=[links.went(unit, as_of, first, last) for first, last in spans],
    )
    made.rows = list(
        zip(
            [f"{first:%Y-%m}" for first, _ in spans],
            made.opened,
            made.closed,
            made.stock,
            made.opened_urls,
            made.closed_urls,
            strict=True,
        )
    )
    return made


def tally_total(unit):
    """Files on record now by the summaries the lists count with."""
    found = ArchiveTally.objects.within(unit.path).filter(status=Status.ACTIVE)
    return found.aggregate(files=Sum("files"))["files"] or 0


def _files_of(posting, unit, as_of):
    """Files held by the unit at the end of a day, whatever their state."""
    held = ArchiveEpisode.objects.at_end_of(as_of).within(unit.path)
    return HardshipArchive.objects.visible_to(posting).filter(pk__in=held.values("archive"))


def _turn_days(files, spans):
    """Return sets of (file, day) on which files came on record or went off it."""
    changes = ArchiveEpisode.objects.filter(
        turns.LASTING,
        archive__in=files.values("pk"),
        valid_from__gte=spans[0][0],
        valid_from__lte=spans[-1][1],
    ).annotate(was_active=Exists(_before().filter(status=Status.ACTIVE)), had_before=Exists(_before()))
    came = changes.filter(status=Status.ACTIVE, was_active=False).filter(
        Q(is_migrated=False) | Q(had_before=True)
    )
    went = changes.exclude(status=Status.ACTIVE).filter(was_active=True)
    return tuple(set(rows.values_list("archive_id", "valid_from")) for rows in (came, went))


def _before():
    return ArchiveEpisode.objects.filter(
        turns.LASTING, archive=OuterRef("archive"), valid_to=OuterRef("valid_from")
    )


def _per_month(days, spans):
    """Number of different files in each month."""
    return [len({pk for pk, day in days if first <= day <= last}) for first, last in spans]


def checks(answer, as_of, today, came, went, unknown_skill):
    """Return the data checks: (sentence, equation, holds, address)."""
    before = census.census(answer.unit, quarter_start(as_of) - timedelta(days=1))
    tiers = list(answer.by_tier.values())
    made = [
        ("tiers", " + ".join(map(str, tiers)) + f" = {answer.total}", sum(tiers) == answer.total, ""),
        (
            "rows",
            " + ".join(str(row.total) for row in answer.rows) + f" = {answer.total}",
            sum(r.total for r in answer.rows) == answer.total,
            "",
        ),
    ]
    if before.from_summary is None:
        made.append(
            (
                "flow",
                f"{before.total} + {came} − {went} = {answer.total}",
                before.total + came - went == answer.total,
                "",
            )
        )
    if as_of == today:
        summed = tally_total(answer.unit)
        made.append(("tally", f"{summed} = {answer.total}", summed == answer.total, ""))
    made.append(
        (
            "skill",
            str(unknown_skill),
            unknown_skill == 0,
            links.files(answer.unit, as_of, skill_group=profiles.UNKNOWN),
        )
    )
    return made
