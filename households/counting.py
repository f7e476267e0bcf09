"""Keeping what reports count: episodes and tallies, written with every change of a file."""

from households.models import ArchiveEpisode, ArchiveTally


def episode_values(archive):
    """Return the counted values of a file as its next episode keeps them."""
    return {name: getattr(archive, name) for name in ArchiveEpisode.COUNTED} | {
        "unit_id": archive.unit_id,
        "unit_path": archive.unit_path,
    }


def keep_count(archive, *, day, decision):
    """Close the file's open episode, append the next, and move one file between tallies.

    Does nothing when no counted value changed. Call inside the transaction of the change.
    """
    values = episode_values(archive)
    last = ArchiveEpisode.objects.filter(archive=archive, valid_to__isnull=True).first()
    if last is not None:
        if all(getattr(last, name) == value for name, value in values.items()):
            return
        last.valid_to = day
        last.save(update_fields=["valid_to"])
        ArchiveTally.objects.create(**tally_values(last, -1))
    episode = ArchiveEpisode.objects.create(
        archive=archive, valid_from=day, decision=decision, **values
    )
    ArchiveTally.objects.create(**tally_values(episode, 1))


def tally_values(episode, sign):
    """Return one tally row that adds (+1) or removes (-1) the file of an episode."""
    return {
        "unit_id": episode.unit_id,
        "unit_path": episode.unit_path,
        "status": episode.status,
        "tier": episode.tier,
        "files": sign,
        "people": sign * episode.household_size,
    }
