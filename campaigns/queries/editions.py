"""Which campaign a day belongs to, and who has closed it."""

from django.db.models import F

from campaigns.models import Campaign, ClosingReport
from unionaid.organizations.scope import STEP


def edition_for(kind, day):
    """Return (campaign, whether the day lies in its season): the one of the day, else the last begun."""
    begun = Campaign.objects.filter(kind=kind, season_from__lte=day).order_by("-season_from").first()
    return begun, begun is not None and day <= begun.season_to


def closing_over(campaign, unit):
    """Return the closing report that ends a campaign for a union: its own or one above it, else None."""
    paths = [unit.path[:end] for end in range(STEP, len(unit.path) + 1, STEP)]
    reports = ClosingReport.objects.filter(campaign=campaign, unit_path__in=paths)
    return reports.select_related("unit", "campaign").order_by(F("unit_path").desc()).first()
