"""A reviewer's decision as the page sends it, one file or many."""

from dataclasses import dataclass, field

from households.actions import review
from households.enums import Status
from households.errors import FileError, NeedsCloseLook
from households.queries.review import attention


@dataclass
class Report:
    """What a bulk decision did: the files passed, and those refused with the reason."""

    passed: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def pass_on(
    *, archive, by, note="", ticks=(), tier="", tier_reason="", confirm_tier=False, minutes=None
):
    """Pass a file on by the step its state asks for: a check in county review, else an approval."""
    if archive.status == Status.COUNTY_REVIEW:
        return review.check(
            archive=archive, by=by, note=note, ticks=ticks, tier=tier, tier_reason=tier_reason,
            confirm_tier=confirm_tier, minutes=minutes,
        )
    return review.approve(archive=archive, by=by, note=note, ticks=ticks, confirm_tier=confirm_tier)


def pass_many(*, archives, by, minutes=None):
    """Pass on every file that needs no closer look, each in its own transaction,
    checks with one set of minutes.

    Refusals keep their reason.
    """
    report = Report()
    for archive in archives:
        try:
            if attention(archive):
                raise NeedsCloseLook()
            pass_on(archive=archive, by=by, minutes=minutes)
        except FileError as error:
            report.refused.append((archive, str(error)))
        else:
            report.passed.append(archive)
    return report
