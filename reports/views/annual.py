"""The statistical tables of a union and period on the screen and as a workbook."""

from datetime import date

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from reports import annual, control, exporting
from reports.annual.period import Period, period_of
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import XLSX

DEEPEST = 3
FIRST_YEAR = 2018
QUARTERS = (1, 2, 3, 4)


@require(Permission.VIEW_DASHBOARD)
@require_safe
def annual_tables(request):
    """Show the tables of a union for a year, a quarter or any two days, with their control checks."""
    unit, period = chosen_unit(request), chosen_period(request)
    tables = annual.tables(unit, period)
    found = control.all_findings(tables, annual.BETWEEN)
    return render(
        request,
        "reports/annual.html",
        choices(request, unit, period)
        | {
            "tables": tables,
            "findings": found,
            "failed": [finding for finding in found if not finding.holds],
        },
    )


@require(Permission.VIEW_DASHBOARD)
@require_safe
def annual_workbook(request):
    """Send all tables of a union and period, or the one named, as a workbook; the export leaves evidence."""
    unit, period = chosen_unit(request), chosen_period(request)
    return send(request, unit, period, request.GET.getlist("table") or None)


def choices(request, unit, period):
    """Return what the form above a report offers and what is chosen in it."""
    return {
        "unit": unit,
        "units": UnionUnit.objects.visible_to(request.posting).filter(depth__lte=DEEPEST),
        "period": period,
        "years": range(clock.today().year, FIRST_YEAR - 1, -1),
        "quarters": QUARTERS,
        "chosen": chosen_span(request),
    }


def send(request, unit, period, keys=None):
    with transaction.atomic():
        export = exporting.annual_workbook(unit, period, request.posting, keys)
    return as_file(export, XLSX)


def as_file(export, content_type):
    file = HttpResponse(export.content, content_type=content_type)
    file.headers["Content-Disposition"] = content_disposition_header(True, export.name)
    return file


def chosen_span(request):
    """Return (year, quarter) named in the address as texts, "" where two days are named instead."""
    return request.GET.get("year", ""), request.GET.get("quarter", "")


def chosen_period(request):
    """Return the period named in the address: a year, a quarter, two days; this year by default.

    No period reaches beyond today.
    """
    today = clock.today()
    year, quarter = chosen_span(request)
    if year.isdecimal() and FIRST_YEAR <= int(year) <= today.year:
        found = period_of(int(year), int(quarter) if quarter in map(str, QUARTERS) else None)
    else:
        last = min(_day(request.GET.get("to")) or today, today)
        found = Period(min(_day(request.GET.get("from")) or date(last.year, 1, 1), last), last)
    return Period(min(found.first, today), min(found.last, today))


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
