"""材料清单和授权文本: what applies since when, and the province's new versions."""

from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from households.actions import checklists as actions
from households.errors import FileError
from households.forms.checklists import ConsentTextForm, ItemFormSet, VersionForm
from households.models import Checklist, ConsentText
from households.queries.checklists import checklist_on
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_STANDARDS)
@require_safe
def checklists(request):
    """Show every version of the checklist and of the texts, the newest first."""
    context = {
        "checklists": Checklist.objects.select_related("adopted_by").prefetch_related("items"),
        "texts": ConsentText.objects.select_related("adopted_by"),
        "current": checklist_on(clock.today()),
        "may_keep": request.posting.may(Permission.KEEP_STANDARDS),
    }
    return render(request, "households/checklists.html", context)


@require(Permission.KEEP_STANDARDS)
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_new(request):
    """Adopt a new checklist, beginning with the lines of the latest."""
    latest = Checklist.objects.first()
    lines = [model_to_dict(item) for item in latest.items.all()] if latest else []
    form, rows = VersionForm(request.POST or None), ItemFormSet(request.POST or None, initial=lines)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            adopted = actions.adopt_checklist(items=rows.items(), by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            return _adopted(request, adopted)
    status = 422 if form.errors else 200
    context = {"form": form, "rows": rows}
    return render(request, "households/checklist_form.html", context, status=status)


@require(Permission.KEEP_STANDARDS)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_text_new(request):
    """Adopt a new text for a purpose, beginning with the latest of the purpose asked for."""
    purpose = request.GET.get("purpose", "MATCH")
    latest = ConsentText.objects.filter(purpose=purpose).first()
    known = model_to_dict(latest) if latest else {}
    initial = {name: known[name] for name in known.keys() - {"version", "valid_from", "document_no"}}
    form = ConsentTextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            adopted = actions.adopt_text(values=form.cleaned_data, by=request.posting)
        except FileError as error:
            form.add_error("valid_from", str(error))
        else:
            return _adopted(request, adopted)
    context = {"form": form}
    return render(
        request, "households/consent_text_form.html", context, status=422 if form.errors else 200
    )


def _adopted(request, row):
    said = {"version": row.version, "day": row.valid_from}
    messages.success(request, _("%(version)s 自 %(day)s 起施行") % said)
    return redirect("checklists")
