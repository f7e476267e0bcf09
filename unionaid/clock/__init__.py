"""The business date: one answer to "what day is it" for rules, deadlines and figures.

A real installation works on the real day. The demo province works on its own
date, kept in one row and moved by `manage.py business_date`. Evidence, sessions
and lock-out never use this clock: they carry real time.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

# Inside `remembered()` a list that holds the answer once it has been asked for.
_known: ContextVar[list[date | None] | None] = ContextVar("business_date", default=None)


def today() -> date:
    """Return the business date: the demo's date where one is set, else the real day."""
    return business_date() or timezone.localdate()


def business_date() -> date | None:
    """Return the date the demo has set, or None on a real installation."""
    known = _known.get()
    if known:
        return known[0]
    from unionaid.clock.models import BusinessDate  # models load after this module

    day = BusinessDate.objects.values_list("day", flat=True).first()
    if known is not None:
        known.append(day)
    return day


def set_business_date(day: date) -> None:
    """Move the business date to `day`. Timers are run by the caller, day by day."""
    from unionaid.clock.models import BusinessDate

    BusinessDate.objects.update_or_create(pk=1, defaults={"day": day})
    known = _known.get()
    if known is not None:
        known[:] = [day]


@contextmanager
def remembered():
    """Ask the database at most once for everything inside: one request sees one date."""
    token = _known.set([])
    try:
        yield
    finally:
        _known.reset(token)
