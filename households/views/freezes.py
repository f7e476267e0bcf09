"""冻结期: by year and union, with the people who may go on working."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households.actions import freezes as actions
from households.errors import FileError
from households.forms.freezes import ExceptionForm, FreezeForm
from households.queries import freezes as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

YEARS = range(2000, 2100)


@require(Permission.VIEW_STANDARDS)
@require_safe
def freezes(request):
    """List the freezes of a year that concern the posting's union or one below it."""
    asked = request.GET.get("year", "")
    if asked and not (asked.isascii() and asked.isdecimal() and int(asked) in YEARS):
        raise Http404
    year = int(asked) if asked else clock.today().year
    rows = queries.known_to(request.posting, year).prefetch_related("exceptions__user")
    context = {"year": year, "rows": rows, "may_keep": request.posting.may(Permission.KEEP_FREEZES)}
    return render(request, "households/freezes/list.html", context)


@require(Permission.KEEP_FREEZES)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze_new(request):
    form = FreezeForm(request.POST or None, posting=request.posting)
    if request.method == "POST" and form.is_valid():
        try:
            freeze = actions.set_freeze(by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("冻结期已设定"))
            return redirect("freeze", freeze.pk)
    return render(
        request, "households/freezes/new.html", {"form": form}, status=422 if form.errors else 200
    )


@require(Permission.VIEW_STANDARDS)
@require_safe
def freeze(request, pk):
    """Show one freeze and its exceptions."""
    found = _found(request, pk)
    return _page(request, found, ExceptionForm(freeze=found))


@require(Permission.KEEP_FREEZES)
@require_POST
def freeze_lift(request, pk):
    try:
        actions.lift_freeze(freeze=_found(request, pk), by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("冻结期已解除"))
    return redirect("freeze", pk)


@require(Permission.KEEP_FREEZES)
@require_POST
def freeze_except(request, pk):
    """Name a person who may go on working."""
    found = _found(request, pk)
    form = ExceptionForm(request.POST, freeze=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.except_person(
                freeze=found, user=given["person"].user, reason=given["reason"], by=request.posting
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已列为例外"))
            return redirect("freeze", pk)
    return _page(request, found, form)


def _found(request, pk):
    return get_object_or_404(queries.known_to(request.posting), pk=pk)


def _page(request, found, form):
    posting, today = request.posting, clock.today()
    is_open = found.lifted_on is None and found.last_day >= today
    keeps = posting.may(Permission.KEEP_FREEZES) and posting.sees(found.set_at_unit.path)
    context = {
        "freeze": found, "form": form, "may_change": is_open and keeps,
        "exceptions": found.exceptions.select_related("user", "granted_by"),
    }
    return render(request, "households/freezes/page.html", context, status=422 if form.errors else 200)
