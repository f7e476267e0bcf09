"""Reads of what people wrote into reports."""

from reports.models import ReportText


def texts_of(unit, period):
    """Return {key: newest ReportText} of a union's report for a period."""
    rows = ReportText.objects.filter(unit=unit, first=period.first, last=period.last)
    return {row.key: row for row in rows.select_related("written_by").order_by("pk")}
