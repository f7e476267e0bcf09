"""动态管理: how the files on record changed between two days, and the files behind every figure."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from households.models import HardshipArchive
from households.queries import dynamics as queries
from households.queries.looking_again import files_looked_at
from reports import dynamics as words
from reports.annual import movement
from reports.views.annual import chosen_period, send
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit

PER_PAGE = 50
DEEPEST = 3


@require(Permission.VIEW_DASHBOARD)
@require_safe
def dynamics(request):
    """Show table 4 of a unit for a period, this year by default."""
    unit, period = chosen_unit(request), chosen_period(request)
    first, last = period.first, period.last
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
    """Send table 4 as a workbook."""
    return send(request, chosen_unit(request), chosen_period(request), [movement.KEY])


@require(Permission.VIEW_FILES)
@require_safe
def dynamics_files(request):
    """List the files a figure counts. One that has left the posting's scope is named masked, without link."""
    unit, period = chosen_unit(request), chosen_period(request)
    first, last = period.first, period.last
    what = request.GET.get("what", "")
    if what not in words.LISTED:
        raise Http404
    listed = files_looked_at if what in words.LOOKED_AT else queries.turned
    turns = listed(unit, first, last, what, own=request.GET.get("own") == "1")
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


def _plain(first, last):
    return {"from": first.isoformat(), "to": last.isoformat()}
