"""动态管理: how the files on record changed between two days, and the files behind every figure."""

from datetime import date
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from households.models import HardshipArchive
from households.queries import dynamics as queries
from reports import dynamics as words
from reports.workbooks import workbook
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import XLSX

PER_PAGE = 50
DEEPEST = 3


@require(Permission.VIEW_DASHBOARD)
@require_safe
def dynamics(request):
    """Show table 4 of a unit for a period, this year by default."""
    unit, first, last = chosen_unit(request), *chosen_period(request)
    found = queries.dynamics(unit, first, last)
    return render(
        request,
        "reports/dynamics.html",
        {
            "unit": unit,
            "units": UnionUnit.objects.visible_to(request.posting).filter(depth__lte=DEEPEST),
            "found": found,
            "headings": words.HEADINGS.values(),
            "lines": words.shown(found, _plain(first, last)),
            "control": words.control(found),
            "migrated": found.total[queries.MIGRATED],
        },
    )


@require(Permission.VIEW_DASHBOARD)
@require_safe
def dynamics_workbook(request):
    """Table 4 as a workbook; the export leaves evidence."""
    unit, first, last = chosen_unit(request), *chosen_period(request)
    found = queries.dynamics(unit, first, last)
    with transaction.atomic():
        record(
            Event.DYNAMICS_EXPORTED, subject=unit, by=request.posting,
            detail={"from": first, "to": last, "end": found.total.end},
        )
    file = HttpResponse(workbook(words.table(found, request.posting)), content_type=XLSX)
    name = quote(f"档案动态管理情况表-{unit.short_name}-{first:%Y%m%d}-{last:%Y%m%d}.xlsx")
    file.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return file


@require(Permission.VIEW_FILES)
@require_safe
def dynamics_files(request):
    """List the files a figure counts. One that has left the posting's scope is named masked, without link."""
    unit, first, last = chosen_unit(request), *chosen_period(request)
    what = request.GET.get("what", "")
    if what not in words.LISTED:
        raise Http404
    turns = queries.turned(unit, first, last, what, own=request.GET.get("own") == "1")
    page = Paginator(turns, PER_PAGE).get_page(request.GET.get("page"))
    files = HardshipArchive.objects.select_related("unit").in_bulk([turn.archive for turn in page])
    return render(
        request,
        "reports/dynamics_files.html",
        {
            "unit": unit,
            "first": first,
            "last": last,
            "heading": words.HEADINGS.get(what),
            "page": page,
            "rows": [
                (turn, files[turn.archive], request.posting.sees(files[turn.archive].unit_path))
                for turn in page
            ],
            "back": {"unit": unit.code, "from": first.isoformat(), "to": last.isoformat()},
        },
    )


def chosen_period(request):
    """Return the (first, last) day named in the address, never after today; this year by default."""
    today = clock.today()
    last = min(_day(request.GET.get("to")) or today, today)
    return min(_day(request.GET.get("from")) or date(last.year, 1, 1), last), last


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _plain(first, last):
    return {"from": first.isoformat(), "to": last.isoformat()}
