"""审核: the queue on the left, one file compared on the right."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from households import chains, lifecycle
from households.actions import deciding, review
from households.enums import Status, Step
from households.errors import FileError
from households.file_papers import papers_of_file
from households.forms.review import DecisionForm
from households.models import HardshipArchive
from households.queries import file_page, verifying
from households.queries import review as queries
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit

PER_PAGE = 20


@require(Permission.REVIEW_FILES)
def review_queue(request, file_no=None, form=None):
    posting = request.posting
    state = request.GET.get("state", "waiting")
    if state not in queries.STATES:
        raise Http404
    unit = filtered_unit(request)
    rows = queries.queue(posting, state, unit, request.GET.get("kind", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for archive in page:
        archive.attention = queries.attention(archive)
        archive.waiting_days = queries.waiting_days(archive)
    selected = _selected(request, file_no, page)
    context = {
        "state": state,
        "page": page,
        "counts": queries.tab_counts(posting),
        "units": UnionUnit.objects.visible_to(posting).open().exclude(pk=posting.unit_id),
        "unit": unit,
        "selected": selected,
        "minutes": verifying.minutes_of(posting.unit),
    }
    if selected:
        context |= _comparison(posting, selected, form)
    return render(request, "households/review.html", context, status=422 if form else 200)


@require(Permission.REVIEW_FILES)
@require_POST
def review_decide(request, file_no):
    archive = get_object_or_404(HardshipArchive.objects.visible_to(request.posting), file_no=file_no)
    form = DecisionForm(request.POST, unit=request.posting.unit)
    if not form.is_valid():
        return review_queue(request, file_no, form)
    try:
        _decide(archive, request.posting, form)
    except FileError as error:
        form.add_error(None, str(error))
        return review_queue(request, file_no, form)
    messages.success(
        request,
        _("%(name)s：%(step)s")
        % {"name": archive.worker_name, "step": Step(form.cleaned_data["step"]).label},
    )
    return redirect("review")


@require(Permission.REVIEW_FILES)
@require_POST
def review_bulk(request):
    """Pass on the ticked files that need no closer look; says of each other why not."""
    archives = (
        queries.queue(request.posting)
        .filter(file_no__in=request.POST.getlist("selected"))
        .prefetch_related("assessments", "documentreceipts")
    )
    minutes = verifying.chosen_minutes(request.posting.unit, request.POST.get("minutes", ""))
    report = deciding.pass_many(archives=archives, by=request.posting, minutes=minutes)
    if report.passed:
        messages.success(request, _("%(n)d 件已通过") % {"n": len(report.passed)})
    for archive, reason in report.refused:
        said = {"label": f"{archive.worker_name} {archive.file_no}", "words": reason}
        messages.error(request, _("%(label)s：%(words)s") % said)
    if not report.passed and not report.refused:
        messages.warning(request, _("没有选中待审的档案"))
    return redirect("review")


def _decide(archive, posting, form):
    given = form.cleaned_data
    match Step(given["step"]):
        case Step.CHECK | Step.APPROVE:
            deciding.pass_on(
                archive=archive, by=posting, note=given["note"], ticks=given["ticks"],
                tier=given["tier"], tier_reason=given["tier_reason"],
                confirm_tier=given["confirm_tier"], minutes=given["minutes"],
            )
        case Step.RETURN:
            review.return_file(archive=archive, by=posting, note=given["note"], field_notes=form.pins())
        case Step.REJECT:
            review.reject(archive=archive, by=posting, note=given["note"])


def _selected(request, file_no, page):
    if file_no is None:
        return next(iter(page), None)
    scope = HardshipArchive.objects.visible_to(request.posting).select_related("unit", "acting_unit")
    return get_object_or_404(scope.prefetch_related("assessments", "documentreceipts"), file_no=file_no)


def _comparison(posting, archive, form):
    changed, unchanged = queries.changes(archive)
    submission = archive.submissions.select_related("submitted_by").order_by("-review_round").first()
    moves = lifecycle.open_moves(
        Status(archive.status), posting, people=review.round_people(archive),
        waiting_here=chains.acts_here(archive, posting),
        chain=archive.chain.statuses if archive.chain else (),
    )
    return {
        "changed": changed,
        "unchanged": unchanged,
        "submission": submission,
        "assessment": archive.assessments.filter(is_current=True).select_related("rule_set").first(),
        "reasons": queries.attention(archive),
        "open_steps": [move.step for move in moves],
        "steps": archive.steps.select_related("by", "by_unit").prefetch_related("field_notes"),
        "form": form or DecisionForm(unit=posting.unit),
        "forward": _forward(archive),
        "confirms": archive.status != Status.COUNTY_REVIEW or review.is_last(archive),
        "needs_minutes": bool(archive.chain and archive.chain.needs_minutes),
        "visits": verifying.visits_of(archive),
        "matches": verifying.matches_of(archive),
        "papers": papers_of_file(file_page.rows_of(archive)),
        "own_entry": posting.user_id in review.round_people(archive),
    }


def _forward(archive):
    """The step that passes a file on, None in the states that are not a reviewer's."""
    return lifecycle.FORWARD[archive.status] if archive.status in queries.REVIEWED else None
