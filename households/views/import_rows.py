"""数据导入: what the check found, importing, the result, the marked workbook, taking it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import import_jobs
from households.actions import importing
from households.enums import ImportStatus
from households.errors import FileError
from households.import_pages import lines_of, marked
from households.queries import imports as queries
from households.views.imports import run_or_404
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download
from unionaid.web.workbook_reader import WorkbookRefused

PER_PAGE = 50
SHOWN = ("error", "doubt", "all")


@require(Permission.ENTER_FILES)
@require_safe
def import_check(request, pk):
    """Show what the check found, wrong rows first."""
    run = run_or_404(request, pk)
    if run.status == ImportStatus.UPLOADED:
        return redirect("import_map", pk)
    if not run.is_open:
        return redirect("import_result", pk)
    return render(request, "households/imports/check.html", _context(request, run))


@require(Permission.ENTER_FILES)
@require_safe
def import_result(request, pk):
    """Show what came of an import."""
    run = run_or_404(request, pk)
    if run.is_open:
        return redirect("import_check", pk)
    return render(request, "households/imports/result.html", _context(request, run))


@require(Permission.ENTER_FILES)
@require_POST
def import_run(request, pk):
    """Import the checked rows: at once when they are few, else in the background."""
    run, posting = run_or_404(request, pk), request.posting
    keep_good, submit = "keep_good" in request.POST, "submit" in request.POST
    if run.good > import_jobs.AT_ONCE or submit:
        import_jobs.start_run(run, posting, keep_good=keep_good, submit=submit)
        return redirect("import_progress", pk)
    try:
        importing.carry_out(run=run, by=posting, keep_good=keep_good)
    except (FileError, WorkbookRefused) as error:
        messages.error(request, str(error))
        return redirect("import_check", pk)
    return redirect("import_result", pk)


@require(Permission.ENTER_FILES)
@require_safe
def import_progress(request, pk):
    """Show the background work of an import until it is over, then lead on."""
    run = run_or_404(request, pk)
    job = import_jobs.job_of(run, request.posting)
    if job is None or job.state == job.State.DONE:
        return redirect("import_check", pk)
    return render(request, "households/imports/progress.html", {"run": run, "job": job})


@require(Permission.ENTER_FILES)
@require_safe
def import_errors(request, pk):
    """Send the clerk's own workbook back with its problems marked; who took it is on record."""
    run = run_or_404(request, pk)
    if run.checked_at is None or not run.parts.exists():
        raise Http404
    with transaction.atomic():
        record(
            Event.IMPORT_FILE_TAKEN, subject=run, by=request.posting, detail={"file_name": run.file_name}
        )
    name = run.file_name.rpartition(".")[0] or run.file_name
    return workbook_download(lambda path: marked(run, path), f"{name}_问题与改法.xlsx")


@require(Permission.ENTER_FILES)
@require_POST
def import_undo(request, pk):
    try:
        importing.undo(run=run_or_404(request, pk), by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已撤销本次导入，档案和草稿恢复原样"))
    return redirect("import_result", pk)


def _context(request, run):
    shown = request.GET.get("show", "")
    if shown not in SHOWN:
        shown = "error" if run.refused else "doubt" if run.warned else "all"
    rows = queries.rows_of(run, shown).select_related("draft", "archive", "request")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "run": run,
        "page": page,
        "lines": lines_of(page),
        "shown": shown,
        "clean": run.read - run.refused - run.warned,
        "importable": run.created + run.changed,
        "before": queries.same_file_before(run),
    }
