"""我的工作: what waits for one person, in the order it should be done."""

from dataclasses import dataclass

from django.db.models import Sum

from households.enums import IN_REVIEW, Status, Tier
from households.models import ArchiveTally, Draft, HardshipArchive
from households.queries import leaving, review
from unionaid.accounts.permissions import Permission

SHOWN = 8


@dataclass
class Work:
    """The sections of the page. `total` is the number in the greeting and the menu."""

    returned: list
    drafts: list
    waiting: list
    due: list
    total: int


def work_for(posting):
    """Return everything that waits for a posting."""
    returned, drafts, waiting, due = _sections(posting)
    lists = [list(rows[:SHOWN]) for rows in (returned, drafts, waiting, due)]
    return Work(*lists, total=count(posting))


def count(posting):
    """Number of things that wait for a posting: the greeting's and the menu's number."""
    return sum(rows.count() for rows in _sections(posting))


def _sections(posting):
    files = HardshipArchive.objects.visible_to(posting).select_related("unit")
    enters, reviews = posting.may(Permission.ENTER_FILES), posting.may(Permission.REVIEW_FILES)
    return (
        review.returned_files(posting) if enters else files.none(),
        Draft.objects.visible_to(posting).filter(archive=None).select_related("saved_by")
        if enters
        else Draft.objects.none(),
        review.queue(posting) if reviews else files.none(),
        leaving.grace_ending(posting)
        if enters
        else files.none(),
    )


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
