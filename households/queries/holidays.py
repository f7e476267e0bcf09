"""The working calendar of the province: packaged and registered holidays."""

from dataclasses import dataclass
from datetime import date

from households import working_days
from households.models import Holiday
from households.working_days import WorkCalendar


@dataclass(frozen=True)
class CalendarDay:
    """A day of the year picture. `mark` is "off", "worked", "rest" for plain weekends, or ""."""

    day: date
    mark: str
    holiday: Holiday | None


def calendar():
    """Return the holidays and make-up days known today."""
    rows = list(Holiday.objects.values_list("day", "is_working"))
    return WorkCalendar(
        off=frozenset(day for day, worked in rows if not worked),
        worked=frozenset(day for day, worked in rows if worked),
    )


def add_working_days(day, n):
    """Return the n-th working day after `day` by the calendar of the province."""
    return working_days.add_working_days(day, n, calendar())


def working_days_between(start, end):
    """Return how many working days lie after `start` up to and including `end`."""
    return working_days.working_days_between(start, end, calendar())


def holidays_of(year):
    """The registered days of a year in order."""
    return Holiday.objects.filter(day__year=year).select_related("added_by")


def year_picture(year):
    """Return twelve months, each a list of weeks from Monday, each of seven CalendarDay or None."""
    known = {row.day: row for row in Holiday.objects.filter(day__year=year)}
    return [_month(year, month, known) for month in range(1, 13)]


def _month(year, month, known):
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    cells = [None] * first.weekday()
    cells += [_drawn(date(year, month, n + 1), known) for n in range((after - first).days)]
    cells += [None] * (-len(cells) % 7)
    return {"first": first, "weeks": [cells[place : place + 7] for place in range(0, len(cells), 7)]}


def _drawn(day, known):
    holiday = known.get(day)
    if holiday:
        mark = "worked" if holiday.is_working else "off"
    else:
        mark = "rest" if day.weekday() >= working_days.SATURDAY else ""
    return CalendarDay(day, mark, holiday)
