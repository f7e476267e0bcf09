"""抽查: the drawings of the years, drawing one, and one drawing with its list, drawn again on request."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import check_register, drawing, standards
from households.actions import spot_checks as actions
from households.enums import TaskStatus
from households.errors import FileError, LineMissing
from households.forms.checks import SpotCheckForm, last_day
from households.models import FileTask
from households.outcome_words import outcome_label
from households.queries import checks as check_queries
from households.queries import spot_checks as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FILES)
@require_safe
def spot_checks(request):
    """List the spot checks of the scope and those drawn over it."""
    page = Paginator(queries.checks_for(request.posting), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "households/checks/spot_checks.html",
        {"tab": "spot_checks", "page": page, "may_order": request.posting.may(Permission.ORDER_CHECKS)},
    )


@require(Permission.ORDER_CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def spot_check_draw(request):
    """Draw this year's spot check over the unions below."""
    posting = request.posting
    start = {
        "target": posting.unit.code, "percent": _least(posting.unit),
        "due_on": max(last_day(), clock.today()),
    }
    form = SpotCheckForm(request.POST or None, posting=posting, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            check = actions.draw_check(by=posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("已从 %(all)d 户中随机抽取 %(n)d 户") % {"all": check.files, "n": check.drawn},
            )
            return redirect("spot_check", check.pk)
    return render(
        request,
        "households/checks/form.html",
        {
            "form": form,
            "tab": "spot_checks",
            "heading": _("抽取 %(year)d 年度抽查名单") % {"year": clock.today().year},
            "intro": _(
                "逐个下属单位按比例随机抽取，不足一户按一户计。随机种子和原始名单留存，任何人都可以重新抽出同一名单；"
                "每年对同一范围只能抽一次。"
            ),
            "back": reverse("spot_checks"),
            "button": _("抽取名单"),
        },
        status=422 if form.errors else 200,
    )


@require(Permission.VIEW_FILES)
@require_safe
def spot_check(request, pk):
    """Show one drawing: how it can be repeated, how far it has come, its files. `again` repeats it."""
    posting = request.posting
    check = get_object_or_404(queries.checks_for(posting), pk=pk)
    picks = queries.picks_for(check, posting)
    page = Paginator(picks, PER_PAGE).get_page(request.GET.get("page"))
    for task in page:
        task.result = outcome_label(task.outcome)
        task.is_late = task.status == TaskStatus.OPEN and task.due_on < clock.today()
    above = posting.sees(check.unit_path)
    total, rows = check_queries.progress(
        check.target if above else posting.unit, FileTask.objects.filter(pick__check_of=check)
    )
    return render(
        request,
        "households/checks/spot_check.html",
        {
            "tab": "spot_checks",
            "check": check,
            "above": above,
            "lines": [total, *rows],
            "page": page,
            "again": queries.redraw(check) if "again" in request.GET else None,
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def spot_check_export(request, pk):
    """Send the drawn files as a workbook."""
    check = get_object_or_404(queries.checks_for(request.posting), pk=pk)
    rows = queries.picks_for(check, request.posting)
    return workbook_download(
        lambda path: check_register.export_tasks(path, rows=rows, by=request.posting),
        f"{_('抽查名单')}-{check.target.short_name}-{check.year}.xlsx",
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def spot_check_population(request, pk):
    """Send what the list was drawn from as plain text, for whoever draws it again with other means."""
    check = get_object_or_404(queries.checks_for(request.posting), pk=pk)
    pairs = queries.own_part(check, request.posting)
    check_register.note_population(check, rows=len(pairs), by=request.posting)
    answer = HttpResponse(drawing.as_text(pairs), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="spot-check-{check.pk}.txt"'
    return answer


def _least(unit):
    try:
        return standards.rule_set_for(unit, clock.today()).spot_check_percent
    except LineMissing:
        return None
