"""Drafts as a whole: the list, a new one, mending a returned file, deleting one."""

import secrets

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households.actions import drafts as actions
from households.actions import freezes
from households.enums import FrozenWork
from households.errors import FileError
from households.queries.drafts import drafts_for
from households.views.draft_doors import with_draft
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

SHOWN = 200


@require(Permission.ENTER_FILES)
@require_safe
def drafts(request):
    """List the drafts the unit shares, last saved first."""
    rows = drafts_for(request.posting)
    return render(
        request, "households/entry/drafts.html", {"drafts": rows[:SHOWN], "total": rows.count()}
    )


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_new(request):
    """Start a draft. Looking at the page writes nothing; sending it twice starts one draft."""
    if request.method == "POST":
        try:
            key = request.POST.get("request_key", "")[:40]
            draft = actions.start(by=request.posting, request_key=key or None)
        except FileError as error:
            messages.error(request, str(error))
            return redirect("drafts")
        return redirect("draft_step", draft.pk, "worker")
    rows = drafts_for(request.posting)
    context = {
        "request_key": secrets.token_hex(16), "drafts": rows[:5], "total": rows.count(),
        "frozen": freezes.warning(unit=request.posting.unit, work=FrozenWork.FILES, by=request.posting),
    }
    return render(request, "households/entry/new.html", context)


@require(Permission.ENTER_FILES)
@require_POST
def draft_reopen(request, file_no):
    """Open a returned file for mending."""
    archive = file_or_404(request.posting, file_no)
    try:
        draft = actions.reopen(archive=archive, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("household", file_no)
    return redirect("draft_step", draft.pk, "worker")


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_discard(request, draft):
    """Ask, then delete a draft."""
    if request.method == "POST":
        actions.discard(draft=draft, by=request.posting)
        messages.success(request, _("草稿已删除"))
        return redirect("drafts")
    return render(request, "households/entry/discard.html", {"draft": draft})
