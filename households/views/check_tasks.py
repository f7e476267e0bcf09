"""Tasks of looking at files again: one list for all kinds, one page for each task, the list as a workbook."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import check_register
from households.actions import ending_checks as actions
from households.check_enums import REQUEST_OF, RelapseCause
from households.enums import TaskKind, TaskStatus
from households.errors import FileError
from households.forms.checks import RESULTS, ResultForm
from households.outcome_words import outcome_label
from households.queries import checks as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
DEEPEST = 3
STATE_WORDS = {
    "open": gettext_lazy("待办"),
    "overdue": gettext_lazy("已逾期"),
    "done": gettext_lazy("已办"),
    "dropped": gettext_lazy("不再需要"),
    "all": gettext_lazy("全部"),
}
TABS = {TaskKind.RELAPSE: "warnings", TaskKind.EDGE: "watchlist", TaskKind.SPOT_CHECK: "spot_checks"}


@require(Permission.VIEW_FILES)
@require_safe
def check_tasks(request):
    """List tasks with their filters."""
    posting, asked = request.posting, asked_for(request)
    page = Paginator(queries.listed(posting, asked), PER_PAGE).get_page(request.GET.get("page"))
    for task in page:
        task.is_late = task.status == TaskStatus.OPEN and task.due_on < clock.today()
        task.result = outcome_label(task.outcome)
    return render(
        request,
        "households/checks/tasks.html",
        {
            "tab": TABS.get(asked.kind, "check_tasks"),
            "asked": asked,
            "page": page,
            "kinds": [(kind.value, kind.label) for kind in queries.KINDS],
            "states": STATE_WORDS.items(),
            "causes": RelapseCause.choices,
            "outcomes": RESULTS[asked.kind].choices if asked.kind else [],
            "units": UnionUnit.objects.visible_to(posting)
            .filter(depth__lte=DEEPEST)
            .exclude(pk=posting.unit_id),
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def check_tasks_export(request):
    """Send the list as a workbook."""
    rows = queries.listed(request.posting, asked_for(request))
    return workbook_download(
        lambda path: check_register.export_tasks(path, rows=rows, by=request.posting),
        f"{_('核查任务清单')}-{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def check_task(request, pk):
    """Show a task; write its result down."""
    posting = request.posting
    task = get_object_or_404(queries.tasks_for(posting).select_related("archive", "unit", "ended_by"), pk=pk)
    may_end = actions.may_end(task, posting)
    if request.method == "POST" and not may_end:
        return _page(request, task, None, refused=actions.why_not(task, posting), status=403)
    form = ResultForm(request.POST or None, task=task) if may_end else None
    if request.method == "POST" and form.is_valid():
        try:
            task = actions.end_check(task=task, by=posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            return _onward(request, task)
    return _page(request, task, form, status=422 if form and form.errors else 200)


def asked_for(request):
    """Return what the address of a list asks for; values nobody knows are not found."""
    given = request.GET
    kind, state, year = given.get("kind", ""), given.get("state") or "open", given.get("year", "")
    outcome, cause = given.get("outcome", ""), given.get("cause", "")
    known_year = not year or (year.isascii() and year.isdecimal())
    known_cause = not cause or cause in RelapseCause.values
    if (kind and kind not in queries.KINDS) or state not in queries.STATES:
        raise Http404
    if not known_year or not known_cause:
        raise Http404
    return queries.Asked(
        kind=kind, state=state, unit=filtered_unit(request), own=given.get("own") == "1",
        year=int(year[:4]) if year else None, outcome=outcome[:20], cause=cause,
        words=given.get("q", "").strip()[:60],
    )


def _onward(request, task):
    """Say what was written down, and lead to the request it asks for."""
    words = outcome_label(task.outcome)
    messages.success(request, _("已登记结果：%(words)s") % {"words": words})
    kind = REQUEST_OF.get(task.outcome)
    if kind and task.kind == TaskKind.RECHECK:
        messages.info(request, _("请接着提出申请；不提出的，“我的工作”会一直提醒"))
        return redirect(_request_address(task.archive, kind))
    return redirect(f"{reverse('check_tasks')}?kind={task.kind}")


def _request_address(archive, kind):
    return reverse("request_new", args=[archive.file_no, kind.lower()])


def _page(request, task, form, *, refused="", status=200):
    asks = task.key.split(":")[1] if task.key.startswith("ask:") else ""
    edge = int(task.key.split(":")[1]) if task.kind == TaskKind.EDGE else 0
    pick = getattr(task, "pick", None) if task.kind == TaskKind.SPOT_CHECK else None
    return render(
        request,
        "households/checks/task.html",
        {
            "tab": TABS.get(task.kind, "check_tasks"),
            "task": task,
            "archive": task.archive,
            "form": form,
            "refused": refused,
            "result": outcome_label(task.outcome),
            "check": pick.check_of if pick else None,
            "edge": edge,
            "asks": _request_address(task.archive, asks) if asks and form else "",
            "is_late": task.status == TaskStatus.OPEN and task.due_on < clock.today(),
        },
        status=status,
    )
