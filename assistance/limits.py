"""How much aid a household or person may have in a year, and which union approves it (DOMAIN 5.1, F12).

A cap is a dated row of the aid standards; this module applies it. Caps are per aid type and
calendar year and count every source of money and goods: what is pending, approved, under way
or paid. Aid that was returned, withdrawn, bounced or refunded frees its room.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from assistance.kinds import AidType, CapForm, CapSubject, Stage
from unionaid.money import plain
from unionaid.organizations.enums import UnionLevel

ZERO, CENT, HUNDRED = Decimal("0.00"), Decimal("0.01"), Decimal(100)
# The unions that approve aid, lowest first.
APPROVING = (UnionLevel.COUNTY, UnionLevel.CITY, UnionLevel.PROVINCE)


@dataclass(frozen=True)
class Cap:
    """One cap of the standards. Empty `tier`, `stage` or `scheme` means any.

    `factor`: months of the line for LINE_MONTHS, percent of own cost for COST_SHARE.
    `maximum`: the fixed amount of FIXED, the most for the other two (None: no such limit).
    """

    aid_type: str
    form: str
    subject: str = CapSubject.HOUSEHOLD
    tier: str = ""
    stage: str = ""
    scheme: str = ""
    factor: Decimal | None = None
    maximum: Decimal | None = None
    basis: str = ""

    def covers(self, *, aid_type, tier, stage="", scheme=""):
        return (
            self.aid_type == aid_type
            and self.tier in ("", tier)
            and self.stage in ("", stage)
            and self.scheme in ("", scheme)
        )

    @property
    def closeness(self):
        """The more a cap names, the nearer it is; the tier weighs most."""
        return (bool(self.tier), bool(self.stage), bool(self.scheme))


@dataclass(frozen=True)
class Line:
    """One line of a cap's explanation: words and their figure in 元, None for words alone."""

    text: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class CapResult:
    """What a cap says to an amount. `limit` and `left` are None where no cap applies to the aid type."""

    limit: Decimal | None
    used: Decimal
    amount: Decimal
    rule: str
    legal_basis: str
    steps: tuple[Line, ...]
    cap: Cap | None = None

    @property
    def left(self):
        """Room before this amount, never negative."""
        return None if self.limit is None else max(self.limit - self.used, ZERO)

    @property
    def left_after(self):
        return None if self.limit is None else max(self.left - self.amount, ZERO)

    @property
    def over_by(self):
        """By how much the amount passes the room that is left; 0 within the cap."""
        return ZERO if self.limit is None else max(self.amount - self.left, ZERO)

    @property
    def is_over(self):
        return self.over_by > 0


def cap_for(caps: Iterable[Cap], *, aid_type, tier, stage="", scheme=""):
    """Return the nearest cap that covers an aid, or None."""
    fitting = [
        cap for cap in caps if cap.covers(aid_type=aid_type, tier=tier, stage=stage, scheme=scheme)
    ]
    return max(fitting, key=lambda cap: cap.closeness, default=None)


def is_capped(caps: Iterable[Cap], aid_type):
    """Tell whether the standards name any cap for an aid type; without one it has no limit."""
    return any(cap.aid_type == aid_type for cap in caps)


def needs_own_cost(caps: Iterable[Cap], aid_type):
    """Tell whether a cap of the aid type is a share of what the household pays itself."""
    return any(cap.aid_type == aid_type and cap.form == CapForm.COST_SHARE for cap in caps)


def limit_of(cap: Cap, *, line=None, own_cost=None):
    """Return the limit of a year in 元, rounded down to the 分 so that it is never passed.

    `line` is the monthly line per head of the household's division; `own_cost` is what the
    household has paid itself in the whole year, so that the same bills never count twice.
    """
    match cap.form:
        case CapForm.LINE_MONTHS:
            limit = cap.factor * line
        case CapForm.COST_SHARE:
            limit = max(own_cost or ZERO, ZERO) * cap.factor / HUNDRED
        case _:
            limit = cap.maximum
    if cap.maximum is not None:
        limit = min(limit, cap.maximum)
    return limit.quantize(CENT, ROUND_DOWN)


def check(cap: Cap, *, amount, used=ZERO, line=None, own_cost=None) -> CapResult:
    """Hold an amount against a cap of which `used` is taken already in the year."""
    limit = limit_of(cap, line=line, own_cost=own_cost)
    return CapResult(
        limit=limit,
        used=used,
        amount=amount,
        rule=rule_words(cap),
        legal_basis=cap.basis,
        steps=(*_steps(cap, line, own_cost), Line(_("本年上限"), limit), Line(_("本年已用"), used)),
        cap=cap,
    )


def uncapped(*, aid_type, amount, used=ZERO) -> CapResult:
    """What is said of an aid type for which the standards name no cap."""
    rule = _("%(type)s没有规定上限") % {"type": AidType(aid_type).label}
    return CapResult(None, used, amount, rule, "", (Line(_("本年已用"), used),))


def rule_words(cap: Cap):
    """Return a cap as the sentence people know it by."""
    whose = CapSubject(cap.subject).label
    most = cap.maximum is not None and _("，最高 %(most)s 元") % {"most": plain(cap.maximum)}
    match cap.form:
        case CapForm.LINE_MONTHS:
            text = _("%(whose)s不超过 %(months)s 个月当地低保标准") % {
                "whose": whose, "months": plain(cap.factor),
            }
        case CapForm.COST_SHARE:
            text = _("%(whose)s不超过全年自付费用的 %(share)s%%") % {
                "whose": whose, "share": plain(cap.factor),
            }
        case _:
            return _("%(whose)s不超过 %(most)s 元") % {"whose": whose, "most": plain(cap.maximum)}
    return text + (most or "")


def approving_level(limits, *, aid_type, amount):
    """Return the lowest union level that may approve an amount (F12).

    `limits` are (aid type or "", level, most in 元) rows; rows that name the aid type replace the
    general ones. What no row covers is the province's.
    """
    own = [row for row in limits if row[0] == aid_type] or [row for row in limits if not row[0]]
    most = {level: amount_up_to for _type, level, amount_up_to in own}
    return next(
        (level for level in APPROVING if level in most and amount <= most[level]), UnionLevel.PROVINCE
    )


def stage_of(group):
    """Return the Stage of a school stage's group in the code list, "" for none."""
    return group if group in Stage.values else ""


def _steps(cap, line, own_cost):
    match cap.form:
        case CapForm.LINE_MONTHS:
            yield Line(_("当地低保标准（元/人·月）"), line)
            product = (cap.factor * line).quantize(CENT, ROUND_DOWN)
            yield Line(_("× %(months)s 个月") % {"months": plain(cap.factor)}, product)
        case CapForm.COST_SHARE:
            yield Line(_("本年自付费用"), own_cost or ZERO)
            share = (own_cost or ZERO) * cap.factor / HUNDRED
            yield Line(_("× %(share)s%%") % {"share": plain(cap.factor)}, share.quantize(CENT, ROUND_DOWN))
    if cap.maximum is not None and cap.form != CapForm.FIXED:
        yield Line(_("最高限额"), cap.maximum)
