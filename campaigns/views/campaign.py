"""四送活动: one campaign of a year, for a union and all below it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from campaigns.queries import progress
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
        return render(request, "campaigns/none.html")
    return redirect("campaign", kind=_slug(latest.kind), year=latest.year)


@require(Permission.VIEW_CAMPAIGNS)
def campaign(request, kind, year):
    if kind not in SLUGS:
        raise Http404
    edition = get_object_or_404(Campaign, kind=SLUGS[kind], year=year)
    unit = chosen_unit(request)
    records = progress.records(edition, unit)
    context = {
        "campaign": edition,
        "unit": unit,
        "units": UnionUnit.objects.visible_to(request.posting).filter(depth__lte=COUNTY_DEPTH),
        "tabs": _tabs(year),
        "kind": kind,
        "editions": Campaign.objects.filter(kind=edition.kind),
        "cards": progress.progress(edition, unit),
        "rows": progress.by_unit(edition, unit),
        "summaries": progress.summaries(edition, unit),
        "page": None if records is None else Paginator(records, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "campaigns/campaign.html", context)


def _tabs(year):
    """Return (slug, label, year) of the four: this year's edition, else the newest before it."""
    years = {}
    for row in Campaign.objects.filter(year__lte=year):
        years.setdefault(row.kind, row.year)
    for row in Campaign.objects.order_by("year"):
        years.setdefault(row.kind, row.year)
    return [(slug, kind.label, years[kind]) for slug, kind in SLUGS.items() if kind in years]


def _slug(kind):
    return next(slug for slug, value in SLUGS.items() if value == kind)
