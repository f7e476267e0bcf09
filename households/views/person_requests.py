"""本人查询: the register, a new request after an identity check, its answer, the print of what is held."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import held_data, person_register
from households.actions import person_requests as actions
from households.enums import PersonRequestKind, PersonRequestStatus
from households.errors import FileError
from households.forms.person_requests import AnswerForm, PersonRequestForm
from households.queries import person_requests as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.REVEAL_IDENTITY)
@require_safe
def person_requests(request):
    """List the register with its filters."""
    context = {
        "page": Paginator(_chosen(request), PER_PAGE).get_page(request.GET.get("page")),
        "kinds": PersonRequestKind.choices,
        "statuses": PersonRequestStatus.choices,
        "today": clock.today(),
        "may_export": request.posting.may(Permission.EXPORT_REGISTER),
    }
    return render(request, "households/persons/list.html", context)


@require(Permission.REVEAL_IDENTITY)
@require_POST
def person_requests_export(request):
    """Send the list as a workbook."""
    if not request.posting.may(Permission.EXPORT_REGISTER):
        raise PermissionDenied
    return workbook_download(
        lambda path: person_register.export(path, _chosen(request), request.posting),
        f"个人信息请求_{request.posting.unit.short_name}_{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.REVEAL_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def person_request_new(request):
    """Write down what somebody asks, after the identity check."""
    form = PersonRequestForm(request.POST or None, initial={"kind": request.GET.get("kind", "ACCESS")})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.open_request(by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已登记，请在 %(day)s 前答复") % {"day": row.due_on})
            return redirect("person_request", row.pk)
    status = 422 if form.errors else 200
    return render(request, "households/persons/form.html", {"form": form}, status=status)


@require(Permission.REVEAL_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def person_request(request, pk):
    """Show a request and where the person's data are; answer it."""
    row = _row(request, pk)
    form = AnswerForm(request.POST or None) if row.is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.answer(request=row, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已答复"))
            return redirect("person_request", pk)
    inside, offices = queries.split(queries.members_of(row), request.posting)
    context = {
        "row": row, "form": form, "inside": inside, "offices": offices, "today": clock.today(),
        "is_access": row.kind == PersonRequestKind.ACCESS,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "households/persons/request.html", context, status=status)


@require(Permission.REVEAL_IDENTITY)
@require_POST
def person_request_print(request, pk):
    """Print everything held on the person within the scope, and which office holds the rest."""
    row = _row(request, pk)
    try:
        number = actions.print_held(request=row, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("person_request", pk)
    inside, offices = queries.split(queries.members_of(row), request.posting)
    context = {
        "row": row, "held": [held_data.held_on(member) for member in inside], "offices": offices,
        "print_no": number, "printed_at": timezone.localtime(),
    }
    return render(request, "households/persons/print.html", context)


def _row(request, pk):
    return get_object_or_404(queries.requests_for(request.posting), pk=pk)


def _chosen(request):
    return queries.requests_for(
        request.posting, kind=request.GET.get("kind", ""), status=request.GET.get("status", "")
    )
