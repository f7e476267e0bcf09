"""排查摸底: the surveys, starting one, how far its unions have come, a union's own report."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import check_register
from households.actions import surveys as actions
from households.errors import FileError
from households.forms.surveys import ReportForm, SurveyForm
from households.queries import surveys as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FILES)
@require_safe
def surveys(request):
    """List the surveys of the scope with what has been reported."""
    found = queries.with_numbers(queries.surveys_for(request.posting), request.posting)
    return render(
        request,
        "households/checks/surveys.html",
        {
            "tab": "surveys",
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "today": clock.today(),
            "owed": queries.waiting_for(request.posting),
            "may_order": request.posting.may(Permission.ORDER_CHECKS),
        },
    )


@require(Permission.ORDER_CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def survey_new(request):
    """Start a survey over the unions below."""
    form = SurveyForm(request.POST or None, initial={"starts_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.start_survey(by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            n = batch.reports.count()
            words = ngettext("排查已下达，%(n)d 个单位上报", "排查已下达，%(n)d 个单位上报", n)
            messages.success(request, words % {"n": n})
            return redirect("survey", batch.pk)
    return render(
        request,
        "households/checks/form.html",
        {
            "form": form,
            "tab": "surveys",
            "heading": _("下达排查摸底"),
            "intro": _("由最基层的下属单位逐个上报排查、发现和建档户数，完成率按单位汇总。"),
            "back": reverse("surveys"),
            "button": _("下达排查"),
        },
        status=422 if form.errors else 200,
    )


@require(Permission.VIEW_FILES)
@require_safe
def survey(request, pk):
    """Show how far the unions of a survey have come."""
    return render(request, "households/checks/survey.html", _context(request, pk))


@require(Permission.VIEW_FILES)
@require_safe
def survey_print(request, pk):
    """The same on paper."""
    return render(request, "households/checks/survey_print.html", _context(request, pk))


@require(Permission.EXPORT_REGISTER)
@require_POST
def survey_export(request, pk):
    """Send every union's report as a workbook."""
    batch = _survey_or_404(request, pk)
    return workbook_download(
        lambda path: check_register.export_survey(path, batch=batch, by=request.posting),
        f"{batch.name}-{request.posting.unit.short_name}-{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def survey_report(request, pk):
    """Report for the posting's own union."""
    batch = _survey_or_404(request, pk)
    own = queries.own_report(batch, request.posting)
    if own is None:
        raise Http404
    start = {name: getattr(own, name) for name in (*queries.NUMBERS, "note", "version")}
    if own.planned is None:
        start |= {"surveyed": None, "found": None, "filed": None}
    form = ReportForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.report(
                report=own, is_through=values.pop("is_through"), version=values.pop("version"),
                values=values, by=request.posting,
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("排查情况已上报"))
            return redirect("survey", batch.pk)
    return render(
        request,
        "households/checks/survey_report.html",
        {"tab": "surveys", "batch": batch, "own": own, "form": form},
        status=422 if form.errors else 200,
    )


@require(Permission.ORDER_CHECKS)
@require_POST
def survey_remind(request, pk):
    """Remind the unions that are not through: all, or the one whose button was pressed."""
    batch = _survey_or_404(request, pk)
    code = request.POST.get("unit", "")
    units = list(batch.reports.filter(unit__code=code).values_list("unit", flat=True)) if code else None
    try:
        n = actions.remind(batch=batch, by=request.posting, units=units)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, ngettext("已催报 %(n)d 个单位", "已催报 %(n)d 个单位", n) % {"n": n}
        )
    return redirect("survey", batch.pk)


@require(Permission.ORDER_CHECKS)
@require_POST
def survey_reopen(request, pk):
    """Give a report that was through back to its union."""
    batch = _survey_or_404(request, pk)
    reports = queries.reports_of(batch, request.posting)
    own = get_object_or_404(reports, unit__code=request.POST.get("unit", ""))
    try:
        actions.reopen(report=own, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已退回%(unit)s重新上报") % {"unit": own.unit.name})
    return redirect("survey", batch.pk)


def _survey_or_404(request, pk):
    return get_object_or_404(queries.surveys_for(request.posting), pk=pk)


def _context(request, pk):
    posting, batch = request.posting, _survey_or_404(request, pk)
    unit = filtered_unit(request) or (batch.unit if posting.sees(batch.unit_path) else posting.unit)
    total, rows = queries.lines(batch, unit, posting)
    registered = queries.registered(batch, posting)
    for line in (total, *rows):
        line.registered = sum(n for path, n in registered.items() if path.startswith(line.unit.path))
        line.is_late = line.through < line.units and batch.due_on < clock.today()
    own = queries.own_report(batch, posting)
    return {
        "tab": "surveys",
        "batch": batch,
        "unit": unit,
        "total": total,
        "lines": [total, *rows],
        "owed": own if own and not own.ended_on else None,
        "is_over": batch.due_on < clock.today(),
        "today": clock.today(),
        "may_order": posting.may(Permission.ORDER_CHECKS) and posting.unit_id == batch.unit_id,
        "may_export": posting.may(Permission.EXPORT_REGISTER),
        "may_report": posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES),
    }
