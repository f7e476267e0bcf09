"""结对与走访: the lists of the scope, each with its filters, its workbook and its CSV file."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from households import contact_filters as sets
from households import contact_words
from households.contact_register import TABLES, as_csv, ledger_lines, write_workbook
from households.queries import contacts, demands, tasks
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
MOST = 20_000  # lines of one file


@dataclass(frozen=True)
class Shown:
    """A list: its filters, its rows for a posting, its template."""

    filters: type
    rows: object
    template: str


LISTS = {
    "due": Shown(
        sets.VisitsDueFilter, lambda posting: contacts.with_open_demands(contacts.visits_due(posting)),
        "households/contacts/due.html",
    ),
    "pairings": Shown(
        sets.PairedFilesFilter, contacts.files_with_contacts, "households/contacts/pairings.html"
    ),
    "records": Shown(sets.VisitRecordsFilter, contacts.visits_for, "households/contacts/records.html"),
    "demands": Shown(sets.DemandsFilter, demands.demands_for, "households/contacts/demands.html"),
    "ledger": Shown(sets.LedgerFilter, contacts.ledger, "households/contacts/ledger.html"),
    "tasks": Shown(sets.TasksFilter, tasks.tasks_for, "households/contacts/tasks.html"),
}


@require(Permission.VIEW_FILES)
@require_safe
def visits(request):
    """Whom to visit, in the order of a route."""
    follow_ups = tasks.tasks_for(request.posting).open().filter(kind="FOLLOW_UP")
    soon = follow_ups.filter(due_on__lte=clock.today() + sets.SOON)
    return _list(request, "due", follow_ups=soon[:PER_PAGE], follow_ups_due=soon.count())


@require(Permission.VIEW_FILES)
@require_safe
def pairings(request):
    """Files on record and who answers for each."""
    return _list(request, "pairings", may_pair=_keeps(request.posting))


@require(Permission.VIEW_FILES)
@require_safe
def visit_records(request):
    """Visits written down."""
    return _list(request, "records")


@require(Permission.VIEW_FILES)
@require_safe
def demand_list(request):
    """Demands of households."""
    return _list(request, "demands")


@require(Permission.VIEW_FILES)
@require_safe
def work_ledger(request):
    """结对帮扶工作台账, table 14."""
    return _list(request, "ledger")


@require(Permission.VIEW_FILES)
@require_safe
def task_list(request):
    """工作清单."""
    return _list(request, "tasks")


@require(Permission.VIEW_FILES)
@require_safe
def pairing_coverage(request):
    """How many files on record have a contact, unit by unit."""
    unit = chosen_unit(request)
    rows, whole = contacts.coverage(request.posting, unit)
    context = {"tab": "coverage", "unit": unit, "rows": rows, "whole": whole, "own": unit.pk}
    return render(request, "households/contacts/coverage.html", context)


@require(Permission.EXPORT_REGISTER)
@require_POST
def contact_export(request, name):
    """Send a list as its address asks for it: a workbook, or with `format=csv` a CSV file."""
    if name not in LISTS:
        raise Http404
    posting, table = request.posting, TABLES[name]
    filterset = _filtered(request, name)
    rows = filterset.qs[:MOST] if filterset.is_valid() else filterset.queryset.none()
    stem = f"{table.title}-{posting.unit.short_name}-{clock.today():%Y%m%d}"
    if request.GET.get("format") == "csv":
        answer = HttpResponse(
            as_csv(table=table, rows=rows, by=posting), content_type="text/csv; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = content_disposition_header(True, f"{stem}.csv")
        return answer
    said = _said(filterset)
    return workbook_download(
        lambda path: write_workbook(path, table=table, rows=rows, by=posting, filters=said), f"{stem}.xlsx"
    )


def _list(request, name, **context):
    shown, posting = LISTS[name], request.posting
    filterset = _filtered(request, name)
    rows = filterset.qs if filterset.is_valid() else filterset.queryset.none()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    _drawn(name, page)
    context |= {
        "tab": name, "page": page, "filter": filterset, "export": name, "table": TABLES[name],
        "may_export": posting.may(Permission.EXPORT_REGISTER), "may_keep": _keeps(posting),
        "filtered": any(request.GET.get(key) for key in filterset.filters),
    }
    return render(request, shown.template, context)


def _drawn(name, page):
    """Give the rows of a page what their template shows beyond their columns."""
    today = clock.today()
    for row in page.object_list:
        if name == "due":
            row.days_left = (row.next_visit_on - today).days
        elif name in ("demands", "tasks"):
            row.days_left = (row.due_on - today).days
        if name == "demands":
            row.words = contact_words.words_shown(row.content)
        elif name == "records":
            row.words = contact_words.words_shown(row.findings, 90)
        elif name == "pairings":
            row.current = next(iter(row.current_pairings), None)
            row.phone = contact_words.phone_shown(row.current) if row.current else ""
        elif name == "tasks":
            row.door = contact_words.door(row)
        elif name == "ledger":
            row.lines = list(ledger_lines([row]))


def _filtered(request, name):
    shown = LISTS[name]
    return shown.filters(request.GET, shown.rows(request.posting), posting=request.posting)


def _said(filterset):
    chosen = [
        (filterset.form.fields[name].label, value)
        for name, value in filterset.form.cleaned_data.items()
        if value
    ]
    return "；".join(f"{label}：{value}" for label, value in chosen)


def _keeps(posting):
    return posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
