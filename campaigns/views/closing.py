"""总结: a union's closing report of a campaign, written, printed and taken back."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions import closing as actions
from campaigns.enums import Measure
from campaigns.errors import CampaignError
from campaigns.forms.plans import ClosingForm
from campaigns.models import ClosingReport
from campaigns.queries import progress
from campaigns.views.campaign import edition_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit


@require(Permission.VIEW_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_closing(request, kind, year):
    """Show the closing report of a union; where there is none, its own planner writes it."""
    edition, unit = edition_or_404(kind, year), chosen_unit(request)
    report = ClosingReport.objects.visible_to(request.posting).filter(campaign=edition, unit=unit).first()
    writes = request.posting.may(Permission.PLAN_CAMPAIGNS) and unit.pk == request.posting.unit_id
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and writes and _done(request, edition, report, form):
        return redirect("campaign_closing", kind, year)
    context = {
        "campaign": edition,
        "kind": kind,
        "unit": unit,
        "report": report,
        "figures": _figures(report) if report else progress.progress(edition, unit),
        "form": form if writes and not report else None,
        "may_reopen": writes and report,
    }
    return render(request, "campaigns/closing.html", context, status=422 if form.errors else 200)


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def campaign_closing_print(request, kind, year):
    """Print the closing report of a union."""
    edition, unit = edition_or_404(kind, year), chosen_unit(request)
    reports = ClosingReport.objects.visible_to(request.posting).select_related("unit", "closed_by")
    report = get_object_or_404(reports, campaign=edition, unit=unit)
    context = {"campaign": edition, "kind": kind, "report": report, "figures": _figures(report)}
    return render(request, "campaigns/closing_print.html", context)


def _done(request, edition, report, form):
    """Write the report, or take the one there is back; the refusal stands in the form."""
    reason = request.POST.get("reason", "").strip()
    try:
        if report and not reason:
            messages.error(request, _("请写明撤回总结的原因"))
        elif report:
            actions.reopen(campaign=edition, by=request.posting, reason=reason)
            messages.success(request, _("总结已撤回，可以补记"))
        elif form.is_valid():
            actions.close(campaign=edition, by=request.posting, text=form.cleaned_data["text"])
            messages.success(request, _("活动已总结，不再登记"))
        else:
            return False
    except CampaignError as error:
        messages.error(request, str(error))
    return True


def _figures(report):
    """Return the frozen figures as the cards of the campaign page show them."""
    return [
        progress.Progress(Measure(measure), _number(value), None if quota is None else _number(quota))
        for measure, quota, value in report.figures
    ]


def _number(text):
    return Decimal(text)
