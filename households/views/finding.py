"""Saved lists and the choice of columns."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from households import columns, listing
from households.actions import finding
from households.errors import NotAllowed, ViewNameTaken
from households.filters import HouseholdFilter
from households.forms.finding import SavedViewForm
from households.models import SavedView
from households.queries import saved_views as saved
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request):
    """Keep the list one came from under a name; see and remove one's own views."""
    names = HouseholdFilter.base_filters
    here = listing.kept(request.GET, names)
    form = SavedViewForm(request.POST or None, initial={"query": here.urlencode()})
    if request.method == "POST" and form.is_valid():
        query = listing.kept(QueryDict(form.cleaned_data["query"]), names)
        if form.cleaned_data["with_columns"]:
            shown = listing.asked(query, saved.columns_of(request.posting)).columns
            query["cols"] = ",".join(column.key for column in shown)
        else:
            query.pop("cols", None)
        try:
            view = finding.save_view(
                name=form.cleaned_data["name"],
                query=query.urlencode(),
                is_shared=form.cleaned_data["is_shared"],
                by=request.posting,
            )
        except ViewNameTaken as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("已保存视图“%(name)s”") % {"name": view.name})
            return redirect(f"{reverse('households')}?{view.query}")
    views = saved.views_for(request.posting)
    errors = [(f"id_{name}", text) for name, texts in form.errors.items() for text in texts]
    return render(
        request,
        "households/saved_views.html",
        {"form": form, "views": views, "errors": errors},
        status=422 if errors else 200,
    )


@require(Permission.VIEW_FILES)
def saved_view(request, pk):
    """Open a saved view, one's own or one shared within the unit."""
    view = next((view for view in saved.views_for(request.posting) if view.pk == pk), None)
    if view is None:
        get_object_or_404(SavedView.objects.none())
    return redirect(f"{reverse('households')}?{view.query}")


@require(Permission.VIEW_FILES)
@require_POST
def saved_view_delete(request, pk):
    """Remove a view of one's own."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    try:
        finding.delete_view(view=view, by=request.posting)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已删除视图“%(name)s”") % {"name": view.name})
    return redirect("saved_views")


@require(Permission.VIEW_FILES)
@require_POST
def household_columns(request):
    """Keep which columns a person sees and in which order; the arrows move one and leave the chooser open."""
    here = listing.kept(QueryDict(request.POST.get("next", "")), HouseholdFilter.base_filters)
    here.pop("cols", None)
    if "reset" in request.POST:
        finding.choose_columns(keys=[], by=request.posting)
        return redirect(f"{reverse('households')}?{here.urlencode()}")
    ticked = request.POST.getlist("columns")
    before = saved.columns_of(request.posting) or list(columns.DEFAULT)
    keys = [key for key in before if key in ticked] + [key for key in ticked if key not in before]
    for name, step in (("up", -1), ("down", 1)):
        if name in request.POST:
            keys = _moved(keys, request.POST[name], step)
            here["columns"] = "1"
    finding.choose_columns(keys=[columns.FIXED, *keys], by=request.posting)
    return redirect(f"{reverse('households')}?{here.urlencode()}")


def _moved(keys, key, step):
    """Return the keys with one of them a place up or down."""
    if key not in keys:
        return keys
    place = keys.index(key)
    other = min(max(place + step, 0), len(keys) - 1)
    rest = keys[:place] + keys[place + 1 :]
    return [*rest[:other], key, *rest[other:]]
