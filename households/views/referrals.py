"""转介: households referred to civil affairs, and what came of it."""


from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import referral_register
from households.actions import referrals as actions
from households.enums import ReferralResult, SafetyNet
from households.errors import FileError
from households.forms.restoring import ReferralAnswerForm, ReferralForm
from households.queries.leaving import referrals_for
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FILES)
@require_safe
def referrals(request):
    """List the referrals of the scope."""
    page = Paginator(_listed(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "households/referrals/list.html",
        {
            "page": page,
            "results": ReferralResult.choices,
            "ways": SafetyNet.choices,
            "may_answer": request.posting.may(Permission.ENTER_FILES),
            "may_export": request.posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.EXPORT_REGISTER)
@require_POST
def referrals_export(request):
    """Send the list as a workbook."""
    return workbook_download(
        lambda path: referral_register.export(path, rows=_listed(request), by=request.posting),
        f"{_('转介清单')}-{clock.today():%Y%m%d}.xlsx",
    )


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_new(request, file_no):
    """Refer a household."""
    archive = file_or_404(request.posting, file_no)
    form = ReferralForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.refer(archive=archive, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("转介已登记"))
            return redirect("household", file_no)
    return _form(request, archive, form, _("转介"))


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def referral(request, pk):
    """Write down the result of a referral."""
    row = get_object_or_404(referrals_for(request.posting), pk=pk)
    form = ReferralAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(referral=row, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("转介结果已登记"))
            return redirect("household", row.archive.file_no)
    return _form(request, row.archive, form, _("登记转介结果：%(to)s") % {"to": row.get_to_display()})


def _form(request, archive, form, heading):
    return render(
        request, "households/referrals/form.html",
        {"archive": archive, "form": form, "heading": heading}, status=422 if form.errors else 200,
    )


def _listed(request):
    result, to = request.GET.get("result", ""), request.GET.get("to", "")
    return referrals_for(
        request.posting, result=result if result in ReferralResult else "",
        to=to if to in SafetyNet else "",
    )
