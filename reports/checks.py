"""Data checks of the dashboard, computed again for each request."""

from dataclasses import dataclass

from django.db.models import Sum

from households import profiles
from households.enums import Status
from households.models import ArchiveTally
from reports import links

SHOWN_PARTS = 6


@dataclass(frozen=True)
class Check:
    """A sum that must hold, or a number that ought to be 0. `key` names its sentence, `url` its list."""

    key: str
    text: str
    holds: bool
    url: str = ""


def checks(answer, before, came, went, today, unskilled, unpaired):
    """Return the checks of a census.

    `before` is the census the quarter began with, `unskilled` the files without a skill level,
    `unpaired` those without a responsible contact.
    """
    made = [
        _sum("tiers", answer.by_tier.values(), answer.total),
        _sum("rows", [row.total for row in answer.rows], answer.total),
    ]
    if before.from_summary is None:
        made.append(
            Check(
                "flow",
                f"{before.total} + {came} − {went} = {answer.total}",
                before.total + came - went == answer.total,
            )
        )
    if answer.as_of == today:
        made.append(_sum("tally", [_tallied(answer.unit)], answer.total))
    address = links.files(answer.unit, answer.as_of, skill_group=profiles.UNKNOWN)
    contacts = links.contacts(answer.unit, "UNPAIRED") if answer.as_of == today else ""
    return [
        *made,
        Check("skill", str(unskilled), unskilled == 0, address if unskilled else ""),
        Check("contact", str(unpaired), unpaired == 0, contacts if unpaired else ""),
    ]


def _sum(key, parts, total):
    parts = list(parts)
    shown = [str(part) for part in parts]
    if len(shown) > SHOWN_PARTS:
        shown = [*shown[:2], "…", shown[-1]]
    return Check(key, f"{' + '.join(shown)} = {total}", sum(parts) == total)


def _tallied(unit):
    """Files on record now by the tallies the lists count with."""
    found = ArchiveTally.objects.within(unit.path).filter(status=Status.ACTIVE)
    return found.aggregate(files=Sum("files"))["files"] or 0
