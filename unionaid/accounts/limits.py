"""How many wrong passwords one account takes from all addresses together, beside the lock-out per address."""

from datetime import timedelta

FAILURES_AN_HOUR = 20
PAUSE = timedelta(minutes=1)
WINDOW = timedelta(hours=1)


def seconds_to_wait(failures, now):
    """Return how long the next attempt has to wait, 0 when it may come now.

    `failures` are the moments of wrong passwords. From the twentieth within an hour on,
    one attempt a minute is heard, so guessing from many addresses leads nowhere while the
    owner can still sign in.
    """
    recent = [moment for moment in failures if now - WINDOW < moment <= now]
    if len(recent) < FAILURES_AN_HOUR:
        return 0
    rest = max(recent) + PAUSE - now
    return max(0, int(rest.total_seconds() + 0.999))
