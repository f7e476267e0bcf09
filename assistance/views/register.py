"""帮扶台账 and 帮扶覆盖: all aid of a scope, and which households it has not reached."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance.aid_register import export
from assistance.filters import AidFilter
from assistance.queries import aid_register
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
DEEPEST = 3
FIRST_YEAR = 2018


@require(Permission.VIEW_FILES)
@require_safe
def aid_records(request):
    """List the aid of the scope, the newest first, with the sums of what is listed."""
    found = _filtered(request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    before = request.GET.get("before", "")
    sums = aid_register.sums(rows)
    if before.isascii() and before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows.select_related("archive", "member", "unit")[: PER_PAGE + 1])
    context = {
        "filter": found,
        "sums": sums,
        "rows": page[:PER_PAGE],
        "next": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
        "is_later_page": bool(before),
        "units": _units(request.posting),
        "may_export": request.posting.may(Permission.EXPORT_REGISTER),
    }
    return render(request, "assistance/register.html", context, status=200 if found.is_valid() else 422)


@require(Permission.EXPORT_REGISTER)
@require_POST
def aid_records_export(request):
    """Send the aid the address asks for as a workbook."""
    found = _filtered(request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    words = " · ".join(f"{name}={value}" for name, value in request.GET.items() if value and name != "before")
    return workbook_download(
        lambda path: export(path, rows=rows, by=request.posting, filters=words),
        _("帮扶台账") + f"_{request.posting.unit.short_name}_{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.VIEW_FILES)
@require_safe
def aid_reach(request):
    """Show by union how many households on record were aided in a year, and how many never."""
    unit, year = chosen_unit(request), _year(request)
    last = min(date(year, 12, 31), clock.today())
    total, rows = aid_register.reach(unit, date(year, 1, 1), last)
    context = {
        "unit": unit,
        "units": _units(request.posting),
        "year": year,
        "years": range(clock.today().year, FIRST_YEAR - 1, -1),
        "last": last,
        "total": total,
        "rows": rows,
    }
    return render(request, "assistance/reach.html", context)


@require(Permission.VIEW_FILES)
@require_safe
def aid_never(request):
    """List the households on record that never had any aid paid, the longest on record first."""
    unit = chosen_unit(request)
    page = Paginator(aid_register.never_helped(request.posting, unit), PER_PAGE)
    context = {
        "unit": unit,
        "units": _units(request.posting),
        "page": page.get_page(request.GET.get("page")),
        "may_propose": request.posting.may(Permission.PROPOSE_AID),
    }
    return render(request, "assistance/never.html", context)


def _filtered(request):
    return AidFilter(request.GET, aid_register.aid_for(request.posting))


def _units(posting):
    return UnionUnit.objects.visible_to(posting).filter(depth__lte=DEEPEST)


def _year(request):
    text, today = request.GET.get("year", ""), clock.today().year
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= today else today
