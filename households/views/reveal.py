"""Showing one masked value for a minute: asked with a reason, answered once, logged."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from households import revealing
from households.actions import reveal as actions
from households.errors import NotAllowed, RevealLimitReached
from households.forms.reveal import RevealForm
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.REVEAL_IDENTITY, Permission.REVEAL_BANK)
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, file_no):
    """Ask why (GET), then show the value (POST): bare text to the dialog, else a page for a minute."""
    archive = file_or_404(request.posting, file_no)
    form = RevealForm(request.POST or None, initial={"field": request.GET.get("field", "")})
    key = form.data.get("field") if form.is_bound else form.initial["field"]
    try:
        field, _place = revealing.field_of(key or "")
    except KeyError as error:
        raise Http404 from error
    page = {"archive": archive, "form": form, "field": field}
    if request.method != "POST":
        return render(request, "households/reveal.html", page)
    if not form.is_valid():
        return _refused(request, page, [text for texts in form.errors.values() for text in texts], 422)
    try:
        label, value = actions.reveal(archive=archive, key=key, by=request.posting, purpose=form.purpose)
    except KeyError as error:
        raise Http404 from error
    except NotAllowed as error:
        return _refused(request, page, [str(error)], 403)
    except RevealLimitReached as error:
        return _refused(request, page, [str(error)], 429)
    if request.htmx:
        return HttpResponse(value, content_type="text/plain; charset=utf-8")
    answer = render(
        request,
        "households/revealed.html",
        page | {"label": label, "value": value, "seconds": revealing.SHOWN_SECONDS},
    )
    back = reverse("household", args=[archive.file_no])
    answer["Refresh"] = f"{revealing.SHOWN_SECONDS}; url={back}"
    return answer


def _refused(request, page, texts, status):
    if request.htmx:
        return HttpResponse(_("；").join(texts), status=status, content_type="text/plain; charset=utf-8")
    errors = [("id_reason_0", text) for text in texts]
    return render(request, "households/reveal.html", page | {"errors": errors}, status=status)
