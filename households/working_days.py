"""Working days of the state calendar. Pure: whoever asks brings the days off and the make-up days.

Weekends are free but for make-up days, public holidays are free (国务院办公厅放假通知). In a span
counted by days its first day does not count (民法典 201).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """Public holidays (`off`) and weekend days that are worked to make up for them (`worked`)."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day):
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)


def add_working_days(day, n, calendar):
    """Return the n-th working day after `day`, `day` itself not counted; with n = 0 `day`."""
    while n > 0:
        day += ONE_DAY
        n -= calendar.is_working(day)
    return day


def working_days_between(start, end, calendar):
    """Return how many working days lie after `start` up to and including `end`; 0 when it is not later."""
    return sum(
        calendar.is_working(start + timedelta(days=place)) for place in range(1, (end - start).days + 1)
    )
