"""Which families on file a warmth campaign has reached, and which are still to be visited."""

from dataclasses import dataclass

from django.db.models import Count, Q

from campaigns.models import WarmthVisit
from households.enums import Tier
from households.models import HardshipArchive


@dataclass(frozen=True)
class TierReached:
    """Families of a tier: on file today, and those among them that the campaign visited."""

    tier: Tier
    on_file: int
    visited: int

    @property
    def left(self):
        return self.on_file - self.visited


def reached_by_tier(campaign, unit):
    """Return a `TierReached` for each of the four tiers of a union and all below it."""
    on_file = HardshipArchive.objects.within(unit.path).active().order_by()
    rows = on_file.values("tier").annotate(
        files=Count("pk"), visited=Count("pk", filter=Q(pk__in=_visited(campaign)))
    )
    counts = {row["tier"]: (row["files"], row["visited"]) for row in rows}
    return [TierReached(tier, *counts.get(tier.value, (0, 0))) for tier in Tier]


def to_visit(campaign, posting, unit):
    """Return the families on file in a posting's scope that the campaign has not visited."""
    rows = HardshipArchive.objects.visible_to(posting).within(unit.path).active()
    return rows.exclude(pk__in=_visited(campaign)).select_related("unit").order_by("unit_path", "file_no")


def _visited(campaign):
    visits = WarmthVisit.objects.held().filter(campaign=campaign, archive__isnull=False)
    return visits.order_by().values("archive")
