"""Writing the paragraphs of a report that numbers cannot write."""

from django.db import transaction

from reports.errors import TextTooLong
from reports.models import ReportText
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold

LONGEST = 2000


@transaction.atomic
def write(*, unit, period, key, text, by):
    """Write a paragraph of the report of `unit`, empty to take it out again. Returns the row.

    Raises TextTooLong. Nothing is written when the paragraph stands already as given.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise TextTooLong(longest=LONGEST, length=len(text))
    unit = hold(unit)
    standing = ReportText.objects.filter(unit=unit, first=period.first, last=period.last, key=key).last()
    if standing is not None and standing.text == text:
        return standing
    row = ReportText.objects.create(
        unit=unit, unit_path=unit.path, first=period.first, last=period.last, key=key, text=text,
        written_by=by.user,
    )
    record(
        Event.REPORT_WRITTEN, subject=unit, by=by,
        detail={"from": period.first, "to": period.last, "paragraph": key},
    )
    return row
