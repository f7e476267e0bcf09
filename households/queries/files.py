"""Lists of files: what a posting sees, counted from tallies, turned page by page from a known file."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When
from django.db.models.expressions import OrderBy

from households.enums import Status, Tier
from households.models import ArchiveTally, HardshipArchive

BOUND = 10_000
SIZES = (20, 50, 100)
FIRST_SORT = "-changed"
# Sort key in the address → column, and whether it may be empty.
SORTS = {
    "changed": ("changed_on", False),
    "income": ("net_per_capita_income", True),
    "file_no": ("file_no", False),
    "name": ("name_pinyin", False),
    "tier": ("tier_rank", False),
    "birth": ("birth_date", True),
}
TIER_RANK = Case(
    *(When(tier=tier, then=Value(rank)) for rank, tier in enumerate(Tier)),
    default=Value(len(Tier)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Total:
    """Files and people of a list; not exact when there are more files than BOUND.

    `elsewhere` of the files belong to another union by now: they count, and are not listed.
    """

    files: int
    people: int
    exact: bool = True
    elsewhere: int = 0

    @property
    def listed(self):
        """Number of files that can be shown, exported and printed."""
        return self.files - self.elsewhere


@dataclass(frozen=True)
class Page:
    """One page of a list. `next` and `previous` are the file numbers to turn from, or ""."""

    rows: list
    next: str
    previous: str


def files_for(posting):
    """Files of the posting's scope."""
    return HardshipArchive.objects.visible_to(posting)


class Counts:
    """Files and people by status and tier in a subtree: the sums of one query over the tallies."""

    def __init__(self, posting, unit=None):
        tallies = ArchiveTally.objects.visible_to(posting)
        if unit:
            tallies = tallies.within(unit.path)
        grouped = tallies.order_by().values("status", "tier").annotate(n=Sum("files"), m=Sum("people"))
        self.cells = [(row["status"], row["tier"], row["n"], row["m"]) for row in grouped]

    def total(self, statuses=(), tiers=()):
        """Return the exact Total of some states and tiers; none named means all."""
        found = [
            (files, people)
            for status, tier, files, people in self.cells
            if (not statuses or status in statuses) and (not tiers or tier in tiers)
        ]
        return Total(sum(files for files, _ in found), sum(people for _, people in found))


def bounded_total(files):
    """Count a list and its people, no further than BOUND files."""
    found = (
        files.order_by()
        .values("pk", "household_size")[: BOUND + 1]
        .aggregate(files=Count("pk"), people=Sum("household_size"))
    )
    count = found["files"]
    return Total(min(count, BOUND), found["people"] or 0, count <= BOUND)


def page(files, posting, *, sort=FIRST_SORT, size=50, after="", before="", last=False):
    """Return a page of a list: from the start, after or before a file, or the last one.

    Turning costs the same everywhere in the list. A file number out of the posting's
    scope turns nothing: it answers with the first page, like one that never was.
    """
    field, nullable, descending = _sorted_by(sort)
    rows = files.annotate(tier_rank=TIER_RANK) if field == "tier_rank" else files
    known = _place(posting, field, after or before) if after or before else None
    backwards = last or bool(before and known)
    if known:
        rows = rows.filter(_beyond(field, nullable, known, descending, backwards))
    flipped = descending != backwards
    rows = list(
        rows.order_by(
            OrderBy(
                F(field),
                descending=flipped,
                nulls_last=True if nullable and not backwards else None,
                nulls_first=True if nullable and backwards else None,
            ),
            "-pk" if flipped else "pk",
        )[: size + 1]
    )
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([], "", "")
    earlier, later = (more, bool(before)) if backwards else (bool(known), more)
    return Page(rows, rows[-1].file_no if later else "", rows[0].file_no if earlier else "")


def _sorted_by(sort):
    name = sort.removeprefix("-")
    if name not in SORTS:
        sort, name = FIRST_SORT, FIRST_SORT.removeprefix("-")
    return *SORTS[name], sort.startswith("-")


def _place(posting, field, file_no):
    files = files_for(posting)
    if field == "tier_rank":
        files = files.annotate(tier_rank=TIER_RANK)
    return files.filter(file_no=file_no).values_list(field, "pk").first()


def _beyond(field, nullable, known, descending, backwards):
    """Rows that follow the known place in the direction of turning; empty values stand last in the list."""
    value, pk = known
    side = "lt" if descending != backwards else "gt"
    same_value_beyond = Q(**{f"pk__{side}": pk})
    if value is None:
        empty = Q(**{f"{field}__isnull": True}) & same_value_beyond
        return empty | Q(**{f"{field}__isnull": False}) if backwards else empty
    beyond = Q(**{f"{field}__{side}e": value}) & (Q(**{f"{field}__{side}": value}) | same_value_beyond)
    return beyond | Q(**{f"{field}__isnull": True}) if nullable and not backwards else beyond


def status_scope(chosen):
    """Return the states a list with these chosen values shows, () for all: as the filters read them."""
    if "ALL" in chosen:
        return ()
    return tuple(chosen) or (Status.ACTIVE,)
