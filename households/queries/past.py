"""A file on a past day: what it counted as then, and what it said, as far as that is kept."""

from dataclasses import dataclass
from datetime import date

from households import rows
from households.content import FileContent
from households.enums import Step
from households.models import ArchiveEpisode, Assessment, HardshipArchive


@dataclass(frozen=True)
class PastFile:
    """A file at the end of a day. Without an episode it did not count anywhere yet."""

    archive: HardshipArchive
    day: date
    episode: ArchiveEpisode | None
    content: FileContent | None
    assessment: Assessment | None


def past_file(archive, day):
    """Return a file as it stood at the end of a day."""
    episode = archive.episodes.at_end_of(day).select_related("unit").order_by("-id").first()
    if episode is None:
        return PastFile(archive, day, None, None, None)
    assessments = archive.assessments.filter(assessed_on__lte=day).select_related("rule_set", "dibao_line")
    return PastFile(
        archive, day, episode, content_on(archive, day), assessments.order_by("-assessed_on", "-id").first()
    )


def content_on(archive, day):
    """Return what a file said at the end of a day.

    While it was being reviewed that is the submission of its round; on record, what the first
    change after the day found, else what it says now.
    """
    submitted = list(archive.steps.filter(step=Step.SUBMIT).order_by("id").values_list("review_round", "on"))
    rounds = [review_round for review_round, on in submitted if on <= day]
    if rounds and rounds[-1] < submitted[-1][0]:
        frozen = archive.submissions.get(review_round=rounds[-1])
        return FileContent.from_json(frozen.content)
    later = archive.changes.filter(on__gt=day).order_by("id").first()
    if later is not None:
        return FileContent.from_json(later.before)
    return rows.content_of(archive)
