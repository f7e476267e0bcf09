"""The history of a file: the timeline with what changed, as a page and a workbook."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import file_history
from households.history_register import export
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FILES)
@require_safe
def household_history(request, file_no):
    """Tell everything that happened to a file, newest first, of one kind or all."""
    archive = file_or_404(request.posting, file_no)
    kind = _kind(request)
    with transaction.atomic():
        record(Event.FILE_VIEWED, subject=archive, by=request.posting)
    entries = file_history.history(archive, request.posting, kind)
    return render(
        request,
        "households/history.html",
        {
            "archive": archive,
            "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
            "kinds": file_history.KINDS.items(),
            "kind": kind,
            "today": clock.today(),
            "may_export": request.posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def household_history_export(request, file_no):
    """Export the timeline as the page shows it."""
    posting = request.posting
    archive = file_or_404(posting, file_no)
    kind = _kind(request)
    entries = file_history.history(archive, posting, kind)
    notes = [
        (_("档案号"), archive.file_no),
        (_("范围"), str(file_history.KINDS.get(kind, _("全部")))),
        (_("导出人"), f"{posting.user.display_name} · {posting.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
    ]
    return workbook_download(
        lambda path: export(path, archive=archive, entries=entries, by=posting, notes=notes),
        f"{_('档案历史')}-{archive.file_no}.xlsx",
    )


def _kind(request):
    kind = request.GET.get("kind", "")
    return kind if kind in file_history.KINDS else ""
