"""When a file on record must be looked at again (DOMAIN 4.2: at least once a year). Pure."""

from datetime import timedelta

from households.recognition import months_before

LEAD = timedelta(days=30)  # a due re-check is told of so long before


def due_day(looked_at, months, *, opened, latest):
    """Return the day a file is due in a round from `opened` to `latest`.

    It is its own anniversary, `months` after it was last looked at, where that lies within the
    round, else the last day of the round.
    """
    own = months_before(looked_at, -months)
    return own if opened <= own <= latest else latest


def day_to_raise(looked_at, months, today):
    """Return the day the timer asks for the next look, None while it is not near yet.

    A file that was overlooked for longer is not overdue at once but has the usual time.
    """
    own = months_before(looked_at, -months)
    if own > today + LEAD:
        return None
    return own if own > today else today + LEAD


def key_of(year, archive_id):
    """Name the re-check of a file in a year: there is one, whoever asks for it."""
    return f"{prefix_of(year)}{archive_id}"


def prefix_of(year):
    return f"recheck:{year}:"
