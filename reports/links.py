"""Where a figure leads: the list that counts the same files, as a query string."""

from urllib.parse import urlencode

from django.urls import reverse

from households.enums import IN_REVIEW
from households.filters import ALL

REVIEW = [status.value for status in IN_REVIEW]


def files(unit, as_of, **filters):
    """Return the address of the list for a unit and day with further filters; lists repeat a name."""
    query = {"unit": unit.code if hasattr(unit, "code") else unit, "as_of": as_of.isoformat(), **filters}
    return f"{reverse('households')}?{urlencode(query, doseq=True)}"


def came(unit, as_of, first, last):
    return files(unit, as_of, status=ALL, entered_from=first.isoformat(), entered_to=last.isoformat())


def went(unit, as_of, first, last):
    return files(unit, as_of, status=ALL, left_from=first.isoformat(), left_to=last.isoformat())


def contacts(unit, state):
    """Files on record today with a responsible contact (PAIRED) or without (UNPAIRED)."""
    return f"{reverse('pairings')}?{urlencode({'unit': unit.code, 'state': state})}"
