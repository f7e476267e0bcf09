"""What is proposed for a household, as forms, batches and the API hand it to the actions."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assistance.enums import FundScheme, FundSource
from assistance.kinds import AidForm
from households.enums import EventTag


@dataclass(frozen=True)
class Proposal:
    """One aid. `member` is the id of the person or student; goods carry quantity and price.

    `stage` is a code of the list `education_stage`, `period` one of `periods_of(year)`.
    """

    aid_type: str
    source: str
    period: str
    amount: Decimal
    union_level: str = ""
    scheme: str = FundScheme.OWN
    form: str = AidForm.MONEY
    member: int | None = None
    stage: str = ""
    school_year: str = ""
    gross_cost: Decimal | None = None
    reimbursed: Decimal | None = None
    goods: str = ""
    quantity: int | None = None
    unit_price: Decimal | None = None
    event_tag: str = EventTag.NONE
    campaign: str = ""
    reason: str = ""
    over_cap_document: str = ""
    over_cap_reason: str = ""

    @property
    def own_cost(self):
        return None if self.gross_cost is None else self.gross_cost - (self.reimbursed or Decimal(0))


def periods_of(year):
    """Return the periods an aid of a year may be for, as (key, label) pairs: the year, halves, months.

    The same household has the same aid from the same source once a period.
    """
    yield f"{year}", _("%(year)d 年全年") % {"year": year}
    yield f"{year}-H1", _("%(year)d 年上半年") % {"year": year}
    yield f"{year}-H2", _("%(year)d 年下半年") % {"year": year}
    for month in range(1, 13):
        yield f"{year}-{month:02d}", _("%(year)d 年 %(month)d 月") % {"year": year, "month": month}


def period_label(key):
    """Return a period in words; the key itself where it is none of ours."""
    year = key[:4]
    return dict(periods_of(int(year))).get(key, key) if year.isdigit() else key


def school_years_of(year):
    """Return the school years a calendar year has a part of: 2021-2022, 2022-2023."""
    return [f"{year - 1}-{year}", f"{year}-{year + 1}"]


def funds_of(year, union_levels):
    """Return the kinds of money aid of a year may come from: (source, union level, scheme) triples."""
    schemes = [FundScheme.CENTRAL_2015] + ([FundScheme.CENTRAL_2022] if year >= 2022 else [])
    yield from ((FundSource.CENTRAL, "", scheme) for scheme in schemes)
    for source in (FundSource.PROVINCE, FundSource.CITY_COUNTY):
        yield source, "", FundScheme.OWN
    yield from ((FundSource.UNION, level, FundScheme.OWN) for level in union_levels)
    for source in (FundSource.DONATION, FundSource.INTEREST):
        yield source, "", FundScheme.OWN
