"""Which families on file a warmth campaign has reached, and which are still to be visited."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from assistance.kinds import AidStatus
from assistance.models import AidRecord
from campaigns.enums import CampaignKind
from campaigns.models import WarmthVisit
from households.enums import Tier
from households.models import HardshipArchive

# The codes of the list `aid_type` that aid names its campaign by.
CODES = dict(zip(CampaignKind, ("B1", "B2", "B3", "B4"), strict=True))


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


@dataclass(frozen=True)
class ByName:
    """What batches of aid paid to named households for a campaign; apart from the visits recorded."""

    household_times: int
    amount: Decimal


def paid_by_name(campaign, unit):
    """Return what aid with this campaign was paid within its season, a union and all below it."""
    paid = AidRecord.objects.within(unit.path).filter(
        campaign=CODES[campaign.kind], status=AidStatus.PAID,
        paid_on__range=(campaign.season_from, campaign.season_to),
    )
    sums = paid.order_by().aggregate(n=Count("pk"), amount=Sum("amount"))
    return ByName(sums["n"], sums["amount"] or Decimal(0))


def _visited(campaign):
    visits = WarmthVisit.objects.held().filter(campaign=campaign, archive__isnull=False)
    return visits.order_by().values("archive")
