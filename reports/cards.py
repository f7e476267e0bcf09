"""The cards of the dashboard about money and campaigns."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.urls import reverse

from assistance.enums import FundSource
from assistance.kinds import AidStatus, AidType
from assistance.queries import aid_register
from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from campaigns.queries.progress import progress
from reports.statistics import percentage

ZERO = Decimal(0)
# How charts group the sources of money, in the order of their colours.
GROUPS = (
    ("c1", (FundSource.CENTRAL,)),
    ("c2", (FundSource.PROVINCE, FundSource.CITY_COUNTY)),
    ("c3", (FundSource.UNION,)),
    ("c4", (FundSource.DONATION, FundSource.INTEREST)),
)
ICONS = {
    CampaignKind.SPRING_JOBS: "briefcase",
    CampaignKind.SUMMER_COOLING: "sun",
    CampaignKind.AUTUMN_EDUCATION: "school",
    CampaignKind.WINTER_WARMTH: "snowflake",
}
SLUGS = dict(zip(ICONS, ("spring", "summer", "autumn", "winter"), strict=True))
SHOWN_MEASURES = 2


@dataclass
class AidBar:
    """One kind of aid: its amount by group of sources, and the list behind it."""

    label: str
    url: str
    groups: dict = field(default_factory=lambda: dict.fromkeys((css for css, _sources in GROUPS), ZERO))

    @property
    def amount(self):
        return sum(self.groups.values(), ZERO)


@dataclass(frozen=True)
class AidCard:
    """Aid paid from the first day of a year to the end of a day."""

    bars: list
    total: Decimal
    households: int
    central: Decimal
    url: str

    @property
    def longest(self):
        return max((bar.amount for bar in self.bars), default=ZERO)

    @property
    def central_share(self):
        return percentage(self.central, self.total)


@dataclass(frozen=True)
class CampaignCard:
    """A campaign: its measures reached and planned; the first with a plan gives the percentage."""

    name: str
    icon: str
    url: str
    measures: list
    percent: Decimal | None


def aid_card(unit, as_of):
    """Return the AidCard of a subtree for the year until a day. Two queries."""
    first = date(as_of.year, 1, 1)
    rows = aid_register.paid_in(unit, first, as_of).order_by()
    bars = {kind.value: AidBar(str(kind.label), _address(unit, first, as_of, kind.value)) for kind in AidType}
    group_of = {source.value: css for css, sources in GROUPS for source in sources}
    for kind, source, amount in rows.values_list("aid_type", "source").annotate(Sum("amount")):
        bars[kind].groups[group_of[source]] += amount
    shown = [bar for bar in bars.values() if bar.amount]
    return AidCard(
        bars=sorted(shown, key=lambda bar: -bar.amount),
        total=sum((bar.amount for bar in shown), ZERO),
        households=rows.aggregate(households=Count("archive", distinct=True))["households"],
        central=sum((bar.groups["c1"] for bar in shown), ZERO),
        url=_address(unit, first, as_of),
    )


def campaign_cards(unit, as_of):
    """Return a CampaignCard for the latest edition of each of the four deliveries begun by a day."""
    begun = Campaign.objects.filter(season_from__lte=as_of).order_by("kind", "-season_from")
    latest = {}
    for campaign in begun:
        latest.setdefault(CampaignKind(campaign.kind), campaign)
    return [_card(latest[kind], unit, as_of) for kind in ICONS if kind in latest]


def _card(campaign, unit, as_of):
    kind = CampaignKind(campaign.kind)
    measures = progress(campaign, unit, until=as_of)
    planned = next((each for each in measures if each.quota), None)
    address = reverse("campaign", kwargs={"kind": SLUGS[kind], "year": campaign.year})
    return CampaignCard(
        name=campaign.name,
        icon=ICONS[kind],
        url=f"{address}?{urlencode({'unit': unit.code})}",
        measures=measures[:SHOWN_MEASURES],
        percent=percentage(planned.value, planned.quota) if planned else None,
    )


def _address(unit, first, last, kind=""):
    query = {
        "unit": unit.code, "status": AidStatus.PAID.value, "paid_from": first.isoformat(),
        "paid_to": last.isoformat(),
    } | ({"aid_type": kind} if kind else {})
    return f"{reverse('aid_records')}?{urlencode(query)}"
