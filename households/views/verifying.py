"""受理、核实、比对: what a clerk writes down on the file page before a file is reviewed."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from households.actions import minutes, review, verifying
from households.enums import Step
from households.errors import FileError
from households.forms.verifying import MatchForm, MinutesForm, VisitForm
from households.queries import verifying as queries
from households.views.file import file_or_404, page_of
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
@require_POST
def file_accept(request, file_no):
    """Accept a submitted file."""
    archive = file_or_404(request.posting, file_no)
    try:
        review.take_step(archive=archive, step=Step.ACCEPT, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已受理，请安排入户核实"))
    return redirect("household", file_no)


@require(Permission.ENTER_FILES)
@require_POST
def file_return(request, file_no):
    """Return a submitted file instead of accepting it, with what is missing."""
    archive = file_or_404(request.posting, file_no)
    try:
        review.return_file(archive=archive, by=request.posting, note=request.POST.get("note", "")[:500])
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已退回补正"))
    return redirect("household", file_no)


@require(Permission.ENTER_FILES)
@require_POST
def file_visit(request, file_no):
    """Write down a verifying visit; the verification is done with it where that is asked."""
    return _note(request, file_no, VisitForm, _visit, Step.VERIFY, _("入户核实已登记"))


@require(Permission.ENTER_FILES)
@require_POST
def file_match(request, file_no):
    """Write down the answer of an agency; the match is done with it where that is asked."""
    return _note(request, file_no, MatchForm, _match, Step.MATCH, _("比对结果已登记"))


@require(Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_new(request):
    """Write down the minutes of a meeting; below stand those there are."""
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            minutes.record_minutes(
                by=request.posting, **given | {"attendees": given["attendees"].split("、")}
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("会议纪要已登记，审核时可以选择"))
            return redirect("review")
    context = {"form": form, "rows": queries.minutes_of(request.posting.unit)}
    return render(request, "households/minutes.html", context, status=422 if form.errors else 200)


def _note(request, file_no, form_class, write, step, said):
    archive, form = file_or_404(request.posting, file_no), form_class(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                write(archive, request.posting, form)
                if "finish" in request.POST:
                    review.take_step(archive=archive, step=step, by=request.posting)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("household", file_no)
    context = page_of(archive, request.posting) | {"note_form": form}
    return render(request, "households/file.html", context, status=422)


def _visit(archive, posting, form):
    verifying.record_visit(archive=archive, by=posting, **form.values())


def _match(archive, posting, form):
    verifying.record_match(archive=archive, by=posting, **form.cleaned_data)
