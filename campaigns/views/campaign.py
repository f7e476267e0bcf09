"""四送活动: one campaign of a year, for a union and all below it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from campaigns.queries import families, progress
from campaigns.queries.editions import closing_over
from campaigns.registers import BY_KIND
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit

PER_PAGE = 30
COUNTY_DEPTH = 3
SLUGS = {
    "spring": CampaignKind.SPRING_JOBS,
    "summer": CampaignKind.SUMMER_COOLING,
    "autumn": CampaignKind.AUTUMN_EDUCATION,
    "winter": CampaignKind.WINTER_WARMTH,
}


@require(Permission.VIEW_CAMPAIGNS)
def campaigns(request):
    """Go to the campaign whose season began last, or say that none has been opened yet."""
    latest = Campaign.objects.filter(season_from__lte=clock.today()).first()
    if latest is None:
        may_open = request.posting.may(Permission.PLAN_CAMPAIGNS) and request.posting.unit.depth == 1
        return render(request, "campaigns/none.html", {"may_open": may_open})
    return redirect("campaign", kind=slug_of(latest.kind), year=latest.year)


@require(Permission.VIEW_CAMPAIGNS)
def campaign(request, kind, year):
    edition, unit = edition_or_404(kind, year), chosen_unit(request)
    records = progress.records(edition, unit)
    rows = progress.by_unit(edition, unit)
    context = {
        "campaign": edition,
        "unit": unit,
        "units": UnionUnit.objects.visible_to(request.posting).filter(depth__lte=COUNTY_DEPTH),
        "tabs": _tabs(year),
        "kind": kind,
        "editions": Campaign.objects.filter(kind=edition.kind),
        "cards": progress.progress(edition, unit),
        "rows": rows,
        "days": progress.by_day(edition, unit),
        "waiting": [row.unit for row in rows if row.unit and not any(row.values)],
        "summaries": progress.summaries(edition, unit),
        "page": Paginator(records, PER_PAGE).get_page(request.GET.get("page")),
        "by_name": families.paid_by_name(edition, unit),
        "registers": [BY_KIND[model._meta.model_name] for model in progress.RECORDS[edition.kind]],
        "closed": closing_over(edition, unit),
        "may_record": request.posting.may(Permission.RECORD_CAMPAIGNS),
        "may_plan": request.posting.may(Permission.PLAN_CAMPAIGNS),
        "may_open": request.posting.may(Permission.PLAN_CAMPAIGNS) and request.posting.unit.depth == 1,
    }
    if edition.kind == CampaignKind.WINTER_WARMTH:
        context["families"] = families.reached_by_tier(edition, unit)
    return render(request, "campaigns/campaign.html", context)


def edition_or_404(kind, year):
    """Return the campaign an address names."""
    if kind not in SLUGS:
        raise Http404
    return get_object_or_404(Campaign, kind=SLUGS[kind], year=year)


def _tabs(year):
    """Return (slug, label, year) of the four: this year's edition, else the newest before it."""
    years = {}
    for row in Campaign.objects.filter(year__lte=year):
        years.setdefault(row.kind, row.year)
    for row in Campaign.objects.order_by("year"):
        years.setdefault(row.kind, row.year)
    return [(slug, kind.label, years[kind]) for slug, kind in SLUGS.items() if kind in years]


def slug_of(kind):
    return next(slug for slug, value in SLUGS.items() if value == kind)
