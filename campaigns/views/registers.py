"""The registers of the programmes: the list of one, its print, its workbook out and in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import cells, workbooks
from campaigns.enums import ActivityStatus
from campaigns.errors import SheetWrong
from campaigns.queries import headlines
from campaigns.queries import records as queries
from campaigns.registers import GROUPS, REGISTERS, group_of
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
MOST_PRINTED = 500
COUNTY_DEPTH = 3


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def programmes(request):
    """Show every register with its lines of this year and what they add up to."""
    year = clock.today().year
    groups = [
        (group, [(each, *headlines.of_year(each, request.posting, year)) for each in group.registers])
        for group in GROUPS
    ]
    return render(request, "campaigns/programmes.html", {"groups": groups, "year": year})


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def records(request, register):
    """List a register with its filters and its sums."""
    register = register_or_404(register)
    rows = _chosen(request, register)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "register": register,
        "group": group_of(register),
        "page": page,
        "heads": [(register.label(name), queries.is_number(register, name)) for name in register.columns],
        "lines": [(line, _cells(register, line)) for line in page],
        "sums": _sums(register, rows),
        "headlines": headlines.of(register, request.posting, filtered_unit(request), rows),
        "units": UnionUnit.objects.visible_to(request.posting).filter(depth__lte=COUNTY_DEPTH),
        "statuses": ActivityStatus.choices,
        "may_record": request.posting.may(Permission.RECORD_CAMPAIGNS),
    }
    return render(request, "campaigns/records.html", context)


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def records_print(request, register):
    """Print the ledger of a register, or the sheet on which its beneficiaries sign."""
    register = register_or_404(register)
    rows = _chosen(request, register)
    signed = request.GET.get("sheet") == "sign"
    lines = list(rows.order_by("held_on", "pk")[:MOST_PRINTED])
    context = {
        "register": register,
        "heads": [register.label(name) for name in register.columns],
        "lines": [(line, _cells(register, line)) for line in lines],
        "sums": _sums(register, rows),
        "left_out": max(rows.count() - MOST_PRINTED, 0),
    }
    return render(request, f"campaigns/{'sign_sheet' if signed else 'records_print'}.html", context)


@require(Permission.VIEW_CAMPAIGNS)
@require_POST
def records_workbook(request, register):
    """Send the list as a workbook."""
    register = register_or_404(register)
    rows = _chosen(request, register)
    return workbook_download(
        lambda path: workbooks.export(register, rows, path, request.posting),
        f"{register.title}_{request.posting.unit.short_name}_{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.RECORD_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def records_import(request, register):
    """Enter the rows of a workbook, or show what is wrong with them."""
    register = register_or_404(register)
    faults, upload = (), request.FILES.get("workbook")
    if request.method == "POST" and upload is None:
        faults = [(1, "", _("请选择填好的工作簿"))]
    elif request.method == "POST":
        try:
            number = workbooks.take(
                register, upload, request.posting, confirmed=bool(request.POST.get("confirmed"))
            )
        except SheetWrong as error:
            faults = error.rows
        else:
            messages.success(request, _("已登记 %(n)d 条") % {"n": number})
            return redirect("campaign_records", register.slug)
    context = {"register": register, "group": group_of(register), "faults": faults}
    return render(request, "campaigns/records_import.html", context, status=422 if faults else 200)


@require(Permission.RECORD_CAMPAIGNS)
@require_safe
def records_template(request, register):
    """Send the empty workbook of a register."""
    register = register_or_404(register)
    return workbook_download(
        lambda path: workbooks.template(register, path, request.posting), f"{register.title}_模板.xlsx"
    )


def register_or_404(slug):
    if slug not in REGISTERS:
        raise Http404
    return REGISTERS[slug]


def _chosen(request, register):
    """The lines the address asks for, of the posting's scope."""
    given = request.GET
    status = given.get("status", "")
    return queries.lines_of(
        register, request.posting, unit=filtered_unit(request), q=given.get("q", "").strip(),
        first=_day(given.get("from", "")), last=_day(given.get("to", "")),
        status=status if status in ActivityStatus.values else "",
    )


def _cells(register, line):
    return [
        (cells.text_of(line, name), queries.is_number(register, name))
        for name in register.columns
    ]


def _sums(register, rows):
    """The foot of the table: a sum under each column that adds up, nothing under the others."""
    sums = queries.sums_of(register, rows)
    if not sums:
        return []
    shown = {name: f"{value:,.2f}" if queries.is_money(register, name) else f"{value:,}"
             for name, value in sums.items()}
    return [shown.get(name, "") for name in register.columns]


def _day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
