"""节假日: the working calendar of a year as a picture; the province keeps it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from households.actions import holidays as actions
from households.errors import FileError
from households.forms.notices import HolidayForm
from households.models import Holiday
from households.queries import holidays as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

YEARS = range(2000, 2100)


@require(Permission.VIEW_STANDARDS)
@require_safe
def holidays(request):
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and int(asked) in YEARS else clock.today().year
    return _page(request, year, HolidayForm())


@require(Permission.KEEP_STANDARDS)
@require_POST
def holiday_add(request):
    form = HolidayForm(request.POST)
    if form.is_valid():
        try:
            holiday, moved = actions.add_holiday(by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error("day", str(error))
        else:
            messages.success(
                request, _("%(day)s %(name)s已登记") % {"day": holiday.day.isoformat(), "name": holiday.name}
            )
            _tell(request, moved)
            return redirect(f"{reverse('holidays')}?year={holiday.day.year}")
    day = form.cleaned_data.get("day") or clock.today()
    return _page(request, day.year, form)


@require(Permission.KEEP_STANDARDS)
@require_POST
def holiday_remove(request, pk):
    holiday = get_object_or_404(Holiday, pk=pk)
    try:
        moved = actions.remove_holiday(holiday=holiday, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("%(day)s %(name)s已删除") % {"day": holiday.day.isoformat(), "name": holiday.name}
        )
        _tell(request, moved)
    return redirect(f"{reverse('holidays')}?year={holiday.day.year}")


def _tell(request, moved):
    """Say what the change did to running notices."""
    if moved.longer:
        n = len(moved.longer)
        words = ngettext("%(n)d 个进行中的公示已顺延", "%(n)d 个进行中的公示已顺延", n)
        messages.success(request, words % {"n": n})
    if moved.kept:
        n = len(moved.kept)
        words = ngettext(
            "公示期因节假日缩短：%(n)d 个进行中的公示不提前，仍到原定的日期",
            "公示期因节假日缩短：%(n)d 个进行中的公示不提前，仍到原定的日期",
            n,
        )
        messages.warning(request, words % {"n": n})


def _page(request, year, form):
    return render(
        request,
        "households/holidays.html",
        {
            "year": year,
            "months": queries.year_picture(year),
            "rows": queries.holidays_of(year),
            "form": form,
            "may_keep": request.posting.may(Permission.KEEP_STANDARDS),
        },
        status=422 if form.errors else 200,
    )
