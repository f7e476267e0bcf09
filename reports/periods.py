"""Quarters and months around a day."""

import calendar
from datetime import date, timedelta


def quarter_start(day):
    """First day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def month_end(day):
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def months_until(day, count=12):
    """Return (first day, last day) of the last months, oldest first; the last one ends on `day`."""
    spans, last = [], day
    for _ in range(count):
        first = last.replace(day=1)
        spans.append((first, last))
        last = first - timedelta(days=1)
    return spans[::-1]


def quarter_ends(day, count):
    """Return `day` and the quarter ends before it, newest first."""
    ends = [day]
    while len(ends) < count:
        ends.append(quarter_start(ends[-1]) - timedelta(days=1))
    return ends
