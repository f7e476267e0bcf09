"""受理登记: the intake register, one line of it, the draft it becomes, the letter that refuses it."""


from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import intake_register
from households.actions import intake, shelving
from households.enums import IntakeChannel, IntakeResult
from households.errors import FileError
from households.forms.intake import IntakeForm, ShelfForm
from households.queries import intake as queries
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FILES)
@require_safe
def intakes(request):
    """List the register with its filters."""
    rows = queries.register_of(request.posting, **_chosen(request))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "results": IntakeResult.choices,
        "channels": IntakeChannel.choices,
        "may_enter": request.posting.may(Permission.ENTER_FILES),
        "may_export": request.posting.may(Permission.EXPORT_REGISTER),
    }
    return render(request, "households/intake/list.html", context)


@require(Permission.EXPORT_REGISTER)
@require_POST
def intake_export(request):
    """Send the list as a workbook."""
    rows = queries.register_of(request.posting, **_chosen(request))
    return workbook_download(
        lambda path: intake_register.export(path, rows, request.posting),
        f"受理登记_{request.posting.unit.short_name}_{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def intake_new(request):
    """Write down an application."""
    start = {"received_on": clock.today(), "result": IntakeResult.OPEN}
    form = IntakeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            line = intake.register(by=request.posting, values=form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("申请已登记"))
            return redirect("intake", line.pk)
    status = 422 if form.errors else 200
    return render(request, "households/intake/form.html", {"form": form}, status=status)


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def intake_line(request, pk):
    """Show an application; while it is open it can be corrected and get its result."""
    line = _line(request, pk)
    form = IntakeForm(request.POST or None, initial={name: getattr(line, name) for name in _kept()})
    if request.method == "POST" and form.is_valid():
        try:
            version = request.POST.get("version", "")
            intake.amend(
                line=line, by=request.posting, values=form.cleaned_data,
                version=int(version) if version.isdecimal() else 0,
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("受理登记已保存"))
            return redirect("intake", pk)
    context = {
        "line": line,
        "form": form if line.result == IntakeResult.OPEN else None,
        "earlier": queries.earlier_of(line, request.posting),
    }
    status = 422 if form.errors else 200
    return render(request, "households/intake/form.html", context, status=status)


@require(Permission.ENTER_FILES)
@require_POST
def intake_draft(request, pk):
    """Begin the draft of an application, or open the one there is."""
    try:
        draft = intake.to_draft(line=_line(request, pk), by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("intake", pk)
    return redirect("draft_step", draft.pk, "worker")


@require(Permission.ENTER_FILES)
@require_POST
def intake_letter(request, pk):
    """Print the letter that refuses an application, with the reason and the ways to object."""
    line = _line(request, pk)
    if line.result != IntakeResult.REFUSED:
        raise Http404
    number = intake.print_refusal(line=line, by=request.posting)
    return render(request, "households/intake/letter.html", {"line": line, "print_no": number})


@require(Permission.ENTER_FILES)
@require_POST
def file_shelf(request, file_no):
    """Note where the paper file stands."""
    archive, form = file_or_404(request.posting, file_no), ShelfForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写柜号和归档日期"))
        return redirect("household", file_no)
    try:
        shelving.shelve(archive=archive, by=request.posting, **form.cleaned_data)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("纸质档案柜号已登记"))
    return redirect("household", file_no)


def _line(request, pk):
    return get_object_or_404(queries.register_of(request.posting), pk=pk)


def _kept():
    return (*intake.PLAIN, "refusal_reason", "referred_to")


def _chosen(request):
    return {
        "result": _one_of(request, "result", IntakeResult),
        "channel": _one_of(request, "channel", IntakeChannel),
        "first": _day(request, "from"),
        "last": _day(request, "to"),
    }


def _one_of(request, name, choices):
    value = request.GET.get(name, "")
    return value if value in choices.values else ""


def _day(request, name):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
