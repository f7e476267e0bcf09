"""Changing a file on record: what can be changed how, a part that changes at once, undoing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import direct_parts, request_doors, rows, wording
from households.actions import changes as actions
from households.change_errors import ChangedMeanwhile
from households.enums import RequestKind, Status
from households.errors import FileError
from households.forms.direct import FORMS, ReasonForm
from households.forms.requests import form_for
from households.models import Draft, FamilyMember, HardshipArchive
from households.payloads import LABELS, STEPS
from households.queries.drafts import divisions_near
from households.queries.requests import open_about
from households.request_errors import RequestNotOpenFor
from households.request_lifecycle import OPEN_FOR
from households.views import change_plans
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
@require_safe
def file_changes(request, file_no):
    """List what of a file changes at once, and what is asked for and reviewed."""
    archive = file_or_404(request.posting, file_no)
    if archive.status not in actions.ON_RECORD:
        messages.error(request, str(_not_on_record(archive)))
        return redirect("household", file_no)
    content = rows.content_of(archive)
    posting = request.posting
    context = {
        "archive": archive,
        "parts": [(part, _said(content, part)) for part in direct_parts.PARTS.values()],
        "standing": open_about(archive),
        "draft": Draft.objects.filter(archive=archive).select_related("saved_by").first(),
        "steps": [(step, LABELS[step]) for step in STEPS],
        "change": form_for(RequestKind.CHANGE),
        "regroupings": [
            (step, form_for(kind))
            for step, (kind, *_rest) in change_plans.PLANS.items()
            if archive.status in OPEN_FOR[kind]
        ],
        "doors": request_doors.doors(archive, posting),
    }
    return render(request, "households/change/index.html", context)


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_change(request, file_no, step):
    """Show a part that changes at once and change it; the counted steps and regroupings begin a draft."""
    archive = file_or_404(request.posting, file_no)
    if step not in (*FORMS, *STEPS, *change_plans.PLANS):
        raise Http404
    if archive.status not in actions.ON_RECORD:
        messages.error(request, str(_not_on_record(archive)))
        return redirect("household", file_no)
    if step in STEPS:
        return change_plans.counted_step(request, archive, step)
    if step in change_plans.PLANS:
        return change_plans.plan_step(request, archive, step)
    return _direct(request, archive, FORMS[step])


def _direct(request, archive, form_class):
    content = rows.content_of(archive)
    if request.method != "POST":
        form = form_class.of(content, today=clock.today())
        return _page(request, archive, form, ReasonForm(), direct_parts.mark_of(content, form.part))
    form = form_class.posted(request.POST, content, today=clock.today())
    reason = ReasonForm(request.POST)
    mark = request.POST.get("mark", "")
    if not (form.is_valid() & reason.is_valid()):
        return _page(request, archive, form, reason, mark, status=422)
    try:
        actions.change(
            archive=archive, part=form.part, values=form.values(), mark=mark, by=request.posting,
            reason=reason.cleaned_data["reason"],
        )
    except ChangedMeanwhile as conflict:
        return _show_conflict(request, archive, form, reason, conflict)
    except FileError as error:
        reason.add_error(None, str(error))
        return _page(request, archive, form, reason, mark, status=422)
    messages.success(request, _("“%(part)s”已变更，可以在档案历史中查看和撤销") % {"part": form.part.label})
    return redirect("household", archive.file_no)


@require(Permission.ENTER_FILES)
@require_POST
def change_undo(request, file_no, pk):
    """Give the fields of a direct change back what they said before."""
    archive = file_or_404(request.posting, file_no)
    change = get_object_or_404(archive.changes, pk=pk)
    try:
        actions.undo(change=change, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已恢复变更前的内容，撤销也记入档案历史"))
    return redirect("household", file_no)


def _page(request, archive, form, reason, mark, *, conflict=None, rows=(), status=200):
    return render(
        request,
        "households/change/part.html",
        {
            "archive": archive,
            "part": form.part,
            "form": form,
            "reason": reason,
            "mark": mark,
            "conflict": conflict,
            "rows": rows,
            "problems": form.problems() + [("id_reason", text) for text in _texts(reason)],
            "divisions": divisions_near(archive.unit) if "residence_region" in form.part.fields else (),
        },
        status=status,
    )


def _show_conflict(request, archive, form, reason, conflict):
    """Show what was typed beside what the file says by now; the next saving is of the newer content."""
    now = rows.content_of(HardshipArchive.objects.get(pk=archive.pk))
    theirs, mine = dict(_said(now, form.part)), form.values()
    model = _model(form.part)
    laid = [
        (label, wording.words(model, name, mine[name]), theirs[label])
        for name in form.part.fields
        if mine[name] != direct_parts.values_of(now, form.part)[name]
        and (label := wording.label(model, name))
    ]
    mark = direct_parts.mark_of(now, form.part)
    return _page(request, archive, form, reason, mark, conflict=conflict, rows=laid, status=409)


def _said(content, part):
    """Return (label, words) of a part, masked."""
    return [
        (wording.label(_model(part), name), wording.words(_model(part), name, value))
        for name, value in direct_parts.values_of(content, part).items()
    ]


def _model(part):
    return FamilyMember if part.section == "worker" else HardshipArchive


def _texts(form):
    return [text for found in form.errors.values() for text in found]


def _not_on_record(archive):
    return RequestNotOpenFor(kind=RequestKind.CHANGE, status=Status(archive.status))
