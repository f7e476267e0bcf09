"""Files on paper: A4, masked, each sheet with the number the log knows it by."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households.actions.printing import print_files
from households.enums import Step
from households.queries import file_page
from households.queries.files import files_for
from households.views.file import file_or_404, shown
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

MOST = 50


@require(Permission.VIEW_FILES)
@require_safe
def household_print(request, file_no):
    """Print one file."""
    archive = file_or_404(request.posting, file_no)
    return _sheets(request, [archive], reverse("household", args=[file_no]))


@require(Permission.VIEW_FILES)
@require_POST
def household_print_selected(request):
    """Print the files ticked in the list, in its order; those outside the scope are not there."""
    ticked = request.POST.getlist("selected")
    known = files_for(request.posting).filter(file_no__in=ticked).values_list("file_no", flat=True)
    chosen = [file_no for file_no in dict.fromkeys(ticked) if file_no in set(known)]
    if not 0 < len(chosen) <= MOST:
        messages.error(request, _("请选择 1 至 %(n)d 户打印") % {"n": MOST})
        return redirect("households")
    archives = [file_page.file_of(request.posting, file_no) for file_no in chosen]
    return _sheets(request, archives, reverse("households"))


def _sheets(request, archives, back):
    numbers = print_files(archives=archives, by=request.posting)
    sheets = [
        shown(archive, request.posting) | {"print_no": number, "opinions": _opinions(archive)}
        for archive, number in zip(archives, numbers, strict=True)
    ]
    return render(
        request, "households/print.html", {"sheets": sheets, "printed_at": timezone.localtime(), "back": back}
    )


def _opinions(archive):
    """What the unions decided in the last round, for the boxes to be sealed."""
    steps = archive.steps.filter(
        review_round=archive.review_round, step__in=[Step.CHECK, Step.APPROVE]
    ).select_related("by_unit")
    return list(steps.order_by("id"))
