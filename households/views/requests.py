"""Requests about files on record: the list, one request, its decisions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import request_lifecycle, request_stages
from households.actions import requests as actions
from households.enums import RequestKind, RequestStep
from households.errors import FileError
from households.forms.requests import form_for
from households.queries import requests as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.privacy.masks import mask_name
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit

PER_PAGE = 20


@require(Permission.VIEW_FILES)
@require_safe
def requests(request):
    """List what waits for the posting's unit, what is open in its scope, what has ended."""
    posting = request.posting
    state, rows = asked_for(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may_pass = state == "waiting" and posting.may(Permission.REVIEW_FILES)
    for asked in page:
        asked.in_scope = posting.sees(asked.archive.unit_path)
        asked.waiting_days = (clock.today() - asked.status_since).days
        asked.closer = form_for(asked.kind).close_look(asked) if may_pass else ""
        asked.look = asked.closer if asked.kind == RequestKind.CHANGE else ""
    return render(
        request,
        "households/requests/list.html",
        {
            "state": state,
            "counts": queries.tab_counts(posting),
            "page": page,
            "kinds": RequestKind.choices,
            "kind": request.GET.get("kind", ""),
            "units": UnionUnit.objects.visible_to(posting).open().exclude(pk=posting.unit_id),
            "unit": request.GET.get("unit", ""),
            "may_tick": may_pass and any(not asked.closer for asked in page),
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.VIEW_FILES)
@require_safe
def file_request(request, pk):
    """Show a request: what is asked and why, before and after, who has decided and who is next."""
    return _page(request, request_or_404(request.posting, pk))


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_POST
def request_decide(request, pk):
    """Take the step of the pressed button: pass, refuse, end the notice, withdraw."""
    asked, step = request_or_404(request.posting, pk), request.POST.get("step", "")
    if step not in request_lifecycle.STEPS:
        raise Http404
    note = request.POST.get("note", "")[:1000]
    try:
        asked = actions.decide(request=asked, step=step, by=request.posting, note=note)
    except FileError as error:
        return _page(request, asked, refused=str(error), note=note, status=422)
    name = asked.archive.worker_name
    messages.success(
        request,
        _("%(name)s：%(step)s，申请现在是“%(status)s”")
        % {
            "name": name if request.posting.sees(asked.archive.unit_path) else mask_name(name),
            "step": RequestStep(step).label,
            "status": asked.get_status_display(),
        },
    )
    still_seen = queries.requests_for(request.posting).filter(pk=asked.pk).exists()
    return redirect("file_request", asked.pk) if still_seen else redirect("requests")


def request_or_404(posting, pk):
    """Return a request a posting may see; any other is as unknown as one that never was."""
    rows = queries.requests_for(posting).select_related(
        "archive__unit", "unit", "acting_unit", "other_unit", "opened_by"
    )
    return get_object_or_404(rows, pk=pk)


def asked_for(request):
    """Return (tab, requests) the address of a list asks for."""
    posting, given = request.posting, request.GET
    first = "waiting" if posting.may(Permission.REVIEW_FILES) else "open"
    state = given.get("state", first)
    if state not in queries.STATES:
        raise Http404
    unit = filtered_unit(request)
    kind = given.get("kind", "")
    kind = kind if kind in RequestKind else ""
    return state, queries.listed(
        posting, state, kind=kind, unit=unit, words=given.get("q", "").strip()
    )


def _page(request, asked, *, refused="", note="", status=200):
    posting, kind = request.posting, RequestKind(asked.kind)
    steps = request_lifecycle.open_steps(
        asked.status, posting, people=actions.people_of(asked),
        waiting_here=asked.acting_unit_id == posting.unit_id, own=posting.sees(asked.unit_path),
    )
    decisions = list(asked.decisions.select_related("by", "by_unit"))
    return render(
        request,
        "households/requests/page.html",
        {
            "asked": asked,
            "archive": asked.archive,
            "in_scope": posting.sees(asked.archive.unit_path),
            "may_read": posting.sees(asked.archive.unit_path) or posting.sees(asked.unit_path),
            "detail_templates": [
                f"households/requests/_detail_{kind.lower()}.html", "households/requests/_detail.html",
            ],
            "decisions": decisions,
            "stages": request_stages.stages(asked, decisions),
            "open_steps": steps,
            "own": asked.is_open and posting.user_id in actions.people_of(asked),
            "refused": refused,
            "note": note,
        }
        | form_for(kind).shown(asked, posting),
        status=status,
    )
