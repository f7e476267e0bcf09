"""Opening a campaign, and its plan handed down the union tree."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from campaigns.actions import plans
from campaigns.enums import CampaignKind
from campaigns.errors import CampaignError, QuotaWrong
from campaigns.forms.plans import CampaignForm, QuotaForm
from campaigns.queries import quotas
from campaigns.queries.progress import MEASURES
from campaigns.views.campaign import edition_or_404, slug_of
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.queries import children_of, in_printed_order
from unionaid.web.access import require


@require(Permission.PLAN_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request):
    """Open a year's campaign for every union; the province does."""
    if request.posting.unit.depth != 1:
        raise PermissionDenied
    form = CampaignForm(request.POST or None, initial={"season_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = plans.open_campaign(by=request.posting, **form.cleaned_data)
        except CampaignError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已发布“%(name)s”，请下达计划") % {"name": made})
            return redirect("campaign_plan", slug_of(made.kind), made.year)
    return render(request, "campaigns/campaign_new.html", {"form": form}, status=422 if form.errors else 200)


@require(Permission.PLAN_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_plan(request, kind, year):
    """Set what the unions right below are to reach."""
    edition, unit = edition_or_404(kind, year), request.posting.unit
    measures, known = MEASURES[CampaignKind(edition.kind)], quotas.of_tree(edition, unit)
    units = ([unit] if unit.depth == 1 else []) + in_printed_order(children_of(unit).open())
    form = QuotaForm(request.POST or None, units=units, measures=measures, known=known)
    if request.method == "POST" and form.is_valid() and _set(request, edition, form):
        return redirect("campaign_plan", kind, year)
    reached = quotas.reached(edition, unit)
    context = {
        "campaign": edition,
        "kind": kind,
        "form": form,
        "measures": measures,
        "given": [(measure, known.get((unit.path, measure))) for measure in measures],
        "handed": [(measure, quotas.handed_on(known, unit, measure)) for measure in measures],
        "rows": [
            (each, [
                (field, measure, reached.get(each.path, {}).get(measure, 0))
                for field, measure in zip(form.row(each), measures, strict=True)
            ])
            for each in units
        ],
    }
    return render(request, "campaigns/plan.html", context, status=422 if form.errors else 200)


def _set(request, edition, form):
    """Set the quotas; the refusals stand at their inputs."""
    try:
        changed = plans.set_quotas(campaign=edition, by=request.posting, asked=form.asked())
    except QuotaWrong as error:
        for unit, measure, sentence in error.faults:
            name = form.name(unit, measure)
            form.add_error(name if name in form.fields else None, sentence)
        return False
    except CampaignError as error:
        form.add_error(None, str(error))
        return False
    text = ngettext("计划已保存，改了 %(n)d 项", "计划已保存，改了 %(n)d 项", changed) % {"n": changed}
    messages.success(request, text)
    return True
