"""边缘名单: households just above the limit, one of them, entering and leaving, all assessed anew."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import check_register
from households.actions import watching_drafts
from households.actions import watchlist as actions
from households.actions.new_standards import JOB
from households.check_enums import WatchStatus
from households.check_errors import NotAtTheEdge
from households.drafting import Entry
from households.errors import FileError
from households.estimating import estimate
from households.forms.watchlist import LeaveForm
from households.models import WatchlistEntry
from households.models.assessments import Assessment
from households.queries import watchlist as queries
from households.views.draft_doors import with_draft
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
DEEPEST = 3


@require(Permission.VIEW_FILES)
@require_safe
def watchlist(request):
    """List the watched households, those that qualify by now, or those that have left."""
    posting, asked = request.posting, asked_for(request)
    page = Paginator(queries.listed(posting, asked), PER_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    for entry in page:
        entry.assessment = entry.current[0]
        entry.is_late = entry.status == WatchStatus.QUALIFIES and entry.due_on < today
    counts = queries.counts(posting)
    units = UnionUnit.objects.visible_to(posting).filter(depth__lte=DEEPEST).exclude(pk=posting.unit_id)
    return render(
        request,
        "households/checks/watchlist.html",
        {
            "tab": "watchlist",
            "asked": asked,
            "states": [(value, label, counts[value]) for value, label in WatchStatus.choices],
            "outcomes": Assessment.Outcome.choices,
            "units": units,
            "page": page,
            "may_order": posting.may(Permission.ORDER_CHECKS),
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def watchlist_export(request):
    """Send the list as a workbook."""
    rows = queries.listed(request.posting, asked_for(request))
    return workbook_download(
        lambda path: check_register.export_watchlist(path, rows=rows, by=request.posting),
        f"{_('边缘名单')}-{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.ORDER_CHECKS)
@require_POST
def watchlist_reassess(request):
    """Assess every watched household under today's standards, as a job; also runs when one begins."""
    posting = request.posting
    job = running.start(
        JOB, title=_("重新核算边缘名单"), by=posting,
        request_key=f"{clock.today()}:{request.POST.get('request_key', '')[:40]}",
    )
    return redirect("job", job.pk)


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def watched(request, pk):
    """Show a watched household with every assessment; take it off the list."""
    posting = request.posting
    entry = _entry_or_404(request, pk)
    enters = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    is_open = entry.status != WatchStatus.LEFT
    form = LeaveForm(request.POST or None) if enters and is_open else None
    status = 200
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                actions.leave(entry=entry, by=posting, **form.cleaned_data)
            except FileError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("已移出边缘名单"))
                return redirect("watchlist")
        status = 422
    assessments = list(entry.assessments.select_related("rule_set", "dibao_line"))
    return render(
        request,
        "households/checks/watched.html",
        {
            "tab": "watchlist",
            "entry": entry,
            "assessments": assessments,
            "latest": assessments[0],
            "form": form,
            "may_begin": is_open and posting.may(Permission.ENTER_FILES),
            "is_late": entry.status == WatchStatus.QUALIFIES and entry.due_on < clock.today(),
            "sees_draft": entry.draft_id and posting.may(Permission.ENTER_FILES),
        },
        status=status,
    )


@require(Permission.ENTER_FILES)
@require_POST
def watched_draft(request, pk):
    """Begin a draft with what is known of a watched household."""
    entry = _entry_or_404(request, pk)
    try:
        draft = watching_drafts.begin_draft(entry=entry, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("watched", entry.pk)
    messages.success(request, _("已按名单中的资料起草，请核对收入后提交"))
    return redirect("draft_step", draft.pk, "economy")


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_watch(request, draft):
    """Put the household of a draft on the list: the rule says it is just above the limit."""
    found = estimate(Entry(draft.payload, today=clock.today()), draft.unit, clock.today())
    try:
        if found.result is None:
            raise NotAtTheEdge()
        entry = watching_drafts.enter_draft(
            draft=draft, version=draft.version, by=request.posting,
            found=(found.rule_set, found.line, found.facts, found.result),
        )
    except FileError as error:
        messages.error(request, str(error))
        return redirect("draft_check", draft.pk)
    words = _("%(name)s已列入边缘名单，标准调整时自动重新核算")
    messages.success(request, words % {"name": entry.worker_name})
    return redirect("watchlist")


def asked_for(request):
    """Return what the address of the list asks for; values nobody knows are not found."""
    status = request.GET.get("status") or WatchStatus.WATCHED
    outcome = request.GET.get("outcome", "")
    if status not in WatchStatus.values or (outcome and outcome not in Assessment.Outcome.values):
        raise Http404
    return queries.Asked(
        status=status, unit=filtered_unit(request), outcome=outcome,
        words=request.GET.get("q", "").strip()[:60],
    )


def _entry_or_404(request, pk):
    rows = WatchlistEntry.objects.visible_to(request.posting).defer("payload")
    return get_object_or_404(rows.select_related("unit", "archive", "entered_by", "left_by"), pk=pk)
