"""年度报告: the report that writes itself, with the paragraphs people add, on screen and in Word."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports import annual, control, exporting
from reports.actions import texts
from reports.errors import ReportError
from reports.narrative.sections import CHAPTERS
from reports.queries import texts_of
from reports.views.annual import as_file, choices, chosen_period
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEYS = {key for *_rest, key, _hint in CHAPTERS if key}


@require(Permission.VIEW_DASHBOARD)
@require_safe
def reports(request):
    """Show the report of a union and period, its checks and what is still to be written."""
    return _page(request, chosen_unit(request), chosen_period(request))


@require(Permission.VIEW_DASHBOARD)
@require_safe
def report_document(request):
    """Send the report as a Word document; the export leaves evidence."""
    with transaction.atomic():
        export = exporting.report_document(chosen_unit(request), chosen_period(request), request.posting)
    return as_file(export, DOCX)


@require(Permission.WRITE_REPORTS)
@require_POST
def report_text(request):
    """Write a paragraph into the report of the own union."""
    unit, period, key = chosen_unit(request), chosen_period(request), request.POST.get("key", "")
    if unit.pk != request.posting.unit_id or key not in KEYS:
        raise Http404
    text = request.POST.get("text", "")
    try:
        texts.write(unit=unit, period=period, key=key, text=text, by=request.posting)
    except ReportError as error:
        return _page(request, unit, period, refused={key: (str(error), text)}, status=422)
    messages.success(request, _("已保存"))
    query = {"unit": unit.code, "from": period.first.isoformat(), "to": period.last.isoformat()}
    return redirect(f"{reverse('reports')}?{urlencode(query)}#text-{key}")


def _page(request, unit, period, refused=None, status=200):
    report = exporting.composed(unit, period)
    tables = list(report.tables.values())
    written = texts_of(unit, period)
    found = control.all_findings(tables, annual.BETWEEN)
    context = choices(request, unit, period) | {
        "report": report,
        "tables": tables,
        "texts": written,
        "refused": refused or {},
        "findings": found,
        "failed": [finding for finding in found if not finding.holds],
        "unwritten": [key for key in report.manual_keys if not (written.get(key) and written[key].text)],
        "may_write": request.posting.may(Permission.WRITE_REPORTS) and unit.pk == request.posting.unit_id,
    }
    return render(request, "reports/report.html", context, status=status)
