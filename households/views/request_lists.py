"""What is done with many requests at once: passing the ticked ones, exporting the list."""


from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from households import request_register
from households.actions.passing_requests import pass_many
from households.forms.requests import form_for
from households.queries.requests import waiting_for
from households.views.requests import asked_for
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download


@require(Permission.REVIEW_FILES)
@require_POST
def requests_bulk(request):
    """Pass the ticked requests that need no closer look; says of each other why not."""
    ticked = [pk for pk in request.POST.getlist("selected") if pk.isascii() and pk.isdecimal()]
    report = pass_many(
        requests=waiting_for(request.posting).filter(pk__in=ticked),
        by=request.posting,
        close_look=lambda asked: form_for(asked.kind).close_look(asked),
    )
    if report.passed:
        messages.success(request, _("%(n)d 件已通过") % {"n": len(report.passed)})
    for asked, reason in report.refused:
        said = {"label": f"{asked.get_kind_display()} {asked.archive.file_no}", "words": reason}
        messages.error(request, _("%(label)s：%(words)s") % said)
    if not report.passed and not report.refused:
        messages.warning(request, _("没有选中等待办理的申请"))
    return redirect("requests")


@require(Permission.EXPORT_REGISTER)
@require_POST
def requests_export(request):
    """Export the list its address asks for."""
    posting = request.posting
    _state, rows = asked_for(request)
    notes = [
        (_("导出人"), f"{posting.user.display_name} · {posting.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
    ]
    return workbook_download(
        lambda path: request_register.export(path, rows=rows, by=posting, notes=notes),
        f"{_('申请清单')}-{clock.today():%Y%m%d}.xlsx",
    )
