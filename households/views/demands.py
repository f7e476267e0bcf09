"""One demand of a household: written down, answered, referred, closed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from households import demand_lifecycle
from households.actions import demands as actions
from households.actions.visits import may_visit
from households.errors import FileError
from households.forms.contacts import DemandForm, DemandStepForm
from households.queries.demands import demands_for
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def demand_new(request):
    """Write down what a household asks for."""
    archive = file_or_404(request.posting, request.GET.get("household", "").strip())
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            demand = actions.raise_demand(archive=archive, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("诉求已登记"))
            return redirect("demand", demand.pk)
    context = {"archive": archive, "form": form, "may_handle": may_visit(archive, request.posting)}
    return render(request, "households/contacts/demand_new.html", context, status=_status(form))


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request, pk):
    """Show a demand with its steps; while it is under way, take the next."""
    row = get_object_or_404(demands_for(request.posting), pk=pk)
    form = DemandStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.handle(demand=row, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("诉求的办理情况已登记"))
            return redirect("demand", row.pk)
    context = {
        "demand": row, "archive": row.archive, "form": form, "notes": row.notes.select_related("by"),
        "may_handle": demand_lifecycle.open_steps(row.status) and may_visit(row.archive, request.posting),
        "days_left": (row.due_on - clock.today()).days,
    }
    return render(request, "households/contacts/demand.html", context, status=_status(form))


def _status(form):
    return 422 if form.errors else 200
