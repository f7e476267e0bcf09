"""Asking for something to be done with a file on record: the form of a kind, its preview, the request."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from households import request_lifecycle
from households.actions import freezes
from households.actions import requests as actions
from households.enums import FrozenWork, RequestKind, Status
from households.errors import FileError
from households.forms.requests import form_for, kinds
from households.queries.requests import open_about
from households.request_errors import RequestAlreadyOpen, RequestNotOpenFor
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request, file_no, kind):
    """Show the form of a kind, then its preview where it has one, then open the request."""
    archive = file_or_404(request.posting, file_no)
    kind = kind.upper()
    if kind not in kinds() or form_for(kind).doorway:
        raise Http404
    try:
        _refuse_closed_door(archive, RequestKind(kind), request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("household", file_no)
    given = request.POST if request.method == "POST" else None
    form = form_for(kind)(given, archive=archive, by=request.posting)
    if given is None:
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.has_preview and given.get("previewed") != form.fingerprint():
        return _page(request, form, preview=form.preview(), again="previewed" in given)
    try:
        asked = actions.open_request(
            kind=kind, archive=archive, by=request.posting, reason=form.cleaned_data["reason"],
            detail=form.detail(), other_unit=form.other_unit(),
        )
    except FileError as error:
        form.add_error(None, str(error))
        return _page(request, form, status=422)
    messages.success(
        request,
        _("已提出“%(kind)s”申请，等待%(unit)s办理")
        % {"kind": asked.get_kind_display(), "unit": asked.acting_unit.name},
    )
    return redirect("file_request", asked.pk)


def _refuse_closed_door(archive, kind, by):
    """Say at once what the action would say after the whole form has been filled in."""
    freezes.refuse(unit=archive.unit, work=FrozenWork.REQUESTS, by=by)
    if archive.status not in request_lifecycle.OPEN_FOR[kind]:
        raise RequestNotOpenFor(kind=kind, status=Status(archive.status))
    standing = open_about(archive)
    if standing is not None:
        raise RequestAlreadyOpen(kind=RequestKind(standing.kind))


def _page(request, form, *, preview=None, again=False, status=200):
    return render(
        request,
        "households/requests/new.html",
        {
            "archive": form.archive,
            "form": form,
            "heading": form.kind.label,
            "preview_template": f"households/requests/_preview_{form.kind.lower()}.html",
            "preview": preview,
            "previewed": form.fingerprint() if preview is not None else "",
            "again": again,
        },
        status=status,
    )
