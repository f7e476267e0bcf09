"""How a view comes to its draft, and where it leads when the draft has become a file."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from households.models import Draft
from households.queries.drafts import file_of_draft


def with_draft(view):
    """Give a view its draft. One that has been submitted leads to its file, so a double click is harmless;
    one outside the posting's scope is as unknown as one that never was."""

    @wraps(view)
    def found(request, pk, **kwargs):
        rows = Draft.objects.visible_to(request.posting)
        draft = rows.select_related("unit", "saved_by", "created_by", "archive").filter(pk=pk).first()
        return view(request, draft, **kwargs) if draft else submitted(request, pk)

    return found


def submitted(request, pk):
    """Lead to the file a draft has become."""
    archive = file_of_draft(pk, request.posting)
    if archive is None:
        raise Http404
    if "X-Requested-With" in request.headers:
        return JsonResponse({"code": "submitted", "message": _("这份草稿已经提交")}, status=409)
    messages.info(request, _("这份草稿已经提交，这是它的档案"))
    return redirect("household", archive.file_no)
