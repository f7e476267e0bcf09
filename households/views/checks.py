"""年审: how far each union has come with looking at its files again, and ordering a round."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from households import jobs
from households.actions import rechecks as actions
from households.check_enums import CheckResult
from households.errors import FileError
from households.forms.checks import RoundForm, last_day
from households.queries import checks as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit

DEEPEST = 3


@require(Permission.VIEW_FILES)
@require_safe
def checks(request):
    """Show the re-checks of a year under a unit; every figure opens its tasks."""
    posting, unit = request.posting, chosen_unit(request)
    known = queries.years(posting)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, known) else clock.today().year
    total, rows = queries.recheck_progress(unit, year)
    return render(
        request,
        "households/checks/rechecks.html",
        {
            "tab": "checks",
            "unit": unit,
            "units": UnionUnit.objects.visible_to(posting).filter(depth__lte=DEEPEST),
            "year": year,
            "year_text": str(year),
            "years": known,
            "total": total,
            "lines": [total, *rows],
            "results": CheckResult.choices,
            "rounds": queries.rounds(unit, year),
            "may_order": posting.may(Permission.ORDER_CHECKS),
        },
    )


@require(Permission.ORDER_CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def recheck_order(request):
    """Order this year's re-checks of a unit; many files are a job."""
    posting, year = request.posting, clock.today().year
    start = {"unit": posting.unit.code, "due_on": max(last_day(), clock.today())}
    form = RoundForm(request.POST or None, posting=posting, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                order = actions.order_round(year=year, by=posting, **form.cleaned_data)
                job = _job(order, posting) if order.files > actions.AT_ONCE else None
        except FileError as error:
            form.add_error(None, str(error))
        else:
            return redirect("job", job.pk) if job else _told(request, order)
    return render(
        request,
        "households/checks/form.html",
        {
            "form": form,
            "tab": "checks",
            "heading": _("下达 %(year)d 年度年审") % {"year": year},
            "intro": _("给范围内每户在档档案产生一项年审任务；本年度已有任务的档案不重复。"),
            "back": reverse("checks"),
            "button": _("下达年审"),
        },
        status=422 if form.errors else 200,
    )


def _job(order, posting):
    return running.start(
        jobs.RECHECK_ROUND,
        title=_("下达年审 %(n)d 户") % {"n": order.files},
        by=posting,
        request_key=f"round:{order.pk}",
        order=order.pk,
    )


def _told(request, order):
    messages.success(
        request,
        _("已对%(unit)s下达 %(year)d 年度年审，共 %(n)d 户")
        % {"unit": order.unit.name, "year": order.year, "n": order.files},
    )
    return redirect(f"{reverse('checks')}?unit={order.unit.code}&year={order.year}")
