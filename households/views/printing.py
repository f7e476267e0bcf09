"""Files on paper: A4, masked, each sheet with the number the log knows it by."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import file_parts, listing
from households.actions.printing import print_files
from households.enums import Step
from households.filters import HouseholdFilter
from households.queries import file_page
from households.queries.files import Counts, files_for
from households.views.file import file_or_404, shown
from households.views.listing import list_total
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
    """Print the files ticked in the list, in its order, or the whole list; never one outside the scope."""
    if "whole" in request.POST:
        return _whole_list(request)
    ticked = request.POST.getlist("selected")
    known = files_for(request.posting).filter(file_no__in=ticked).values_list("file_no", flat=True)
    chosen = [file_no for file_no in dict.fromkeys(ticked) if file_no in set(known)]
    if not 0 < len(chosen) <= MOST:
        messages.error(request, _("请选择 1 至 %(n)d 户打印") % {"n": MOST})
        return redirect("households")
    return _sheets(request, _files(request, chosen), reverse("households"))


def _whole_list(request):
    """Print what the address asks for, MOST files at a time by file number, the rest behind a button."""
    posting = request.posting
    filterset = HouseholdFilter(request.GET, files_for(posting), posting=posting)
    query = listing.kept(request.GET, filterset.filters).urlencode()
    back = f"{reverse('households')}?{query}"
    if not filterset.is_valid():
        messages.error(request, _("筛选条件有误，没有打印"))
        return redirect(back)
    rest = filterset.qs.order_by("file_no").filter(file_no__gt=request.POST.get("after", "")[:24])
    numbers = list(rest.values_list("file_no", flat=True)[: MOST + 1])
    if not numbers:
        messages.error(request, _("没有符合条件的档案，没有打印"))
        return redirect(back)
    chosen, first = numbers[:MOST], listing.number(request.POST.get("at")) or 1
    batch = {
        "query": query,
        "first": first,
        "end": first + len(chosen) - 1,
        "after": chosen[-1] if len(numbers) > MOST else "",
        "total": list_total(filterset, Counts(posting)),
    }
    return _sheets(request, _files(request, chosen), back, batch)


def _files(request, numbers):
    return [file_page.file_of(request.posting, file_no) for file_no in numbers]


def _sheets(request, archives, back, batch=None):
    numbers = print_files(archives=archives, by=request.posting)
    sheets = [
        shown(archive, request.posting) | {
            "print_no": number,
            "opinions": _opinions(archive),
            "contact": archive.pairings.current().first(),
            "prints": file_parts.prints(archive),
        }
        for archive, number in zip(archives, numbers, strict=True)
    ]
    context = {"sheets": sheets, "printed_at": timezone.localtime(), "back": back, "batch": batch}
    return render(request, "households/print.html", context)


def _opinions(archive):
    """What the unions decided in the last round, for the boxes to be sealed."""
    steps = archive.steps.filter(
        review_round=archive.review_round, step__in=[Step.CHECK, Step.APPROVE]
    ).select_related("by_unit")
    return list(steps.order_by("id"))
