"""Recognition of a household's tier as one pure function (DOMAIN 3.7; call it in a shell, no database).

The order of decision: an exclusion that is not waived, then the monthly income per head
after rigid expenses against the local line, then an accident or disaster whose net cost
eats the year's income, then the border watch list. The result is a recommendation.

Source: 困难职工家庭认定标准 as published by unions of the three-tier regime; the numbers
are parameters of a dated rule set, never constants of this file.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT, RATIO = Decimal("0.01"), Decimal("0.0001")
MONTHS = 12
KINDS = {
    "medical": "医疗",
    "disability": "残疾康复",
    "education": "教育",
    "housing": "住房",
    "employment": "必要就业成本",
    "care": "长期照料",
    "other": "其他",
}
EVENTS = {"accident": "意外事故", "disaster": "自然灾害", "severe_illness": "重大疾病"}
ILLNESS = "severe_illness"


class Outcome(StrEnum):
    DEEP = "DEEP"
    RELATIVE = "RELATIVE"
    ACCIDENTAL = "ACCIDENTAL"
    EDGE = "EDGE"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"


@dataclass(frozen=True)
class RuleParameters:
    """The parameters of a rule set. Multipliers and ratios are plain numbers, 2.0 or 0.80."""

    relative_multiplier: Decimal = Decimal("2.0")
    deep_inclusive: bool = False
    relative_inclusive: bool = False
    event_cost_ratio: Decimal = Decimal("0.80")
    event_lookback_months: int = 12
    edge_margin: Decimal = Decimal("0.10")
    severe_illness_as_rigid: bool = True


@dataclass(frozen=True)
class Event:
    """The event that brought hardship; amounts in 元."""

    occurred_on: date
    kind: str
    gross_cost: Decimal
    insurance: Decimal = Decimal(0)
    compensation: Decimal = Decimal(0)
    social_assistance: Decimal = Decimal(0)

    @property
    def net_cost(self):
        """What the household bore itself, never below 0."""
        paid = self.insurance + self.compensation + self.social_assistance
        return max(self.gross_cost - paid, Decimal(0))


@dataclass(frozen=True)
class Exclusion:
    code: str
    waived: bool = False


@dataclass(frozen=True)
class Facts:
    """One case: amounts in 元 a year, the line in 元 a month and person."""

    applied_on: date
    dibao_line: Decimal
    counted_members: int
    annual_income: Decimal
    rigid_expenses: Mapping[str, Decimal]
    event: Event | None = None
    exclusions: tuple[Exclusion, ...] = ()

    def to_json(self):
        """Return the facts in the shape the `assess` command takes."""
        event = self.event
        return {
            "applied_on": self.applied_on.isoformat(),
            "dibao_line": money(self.dibao_line),
            "counted_members": self.counted_members,
            "annual_income": money(self.annual_income),
            "rigid_expenses": {kind: money(amount) for kind, amount in self.rigid_expenses.items()},
            "event": event
            and {
                "occurred_on": event.occurred_on.isoformat(),
                "kind": event.kind,
                "gross_cost": money(event.gross_cost),
                "insurance": money(event.insurance),
                "compensation": money(event.compensation),
                "social_assistance": money(event.social_assistance),
            },
            "exclusions": [{"code": e.code, "waived": e.waived} for e in self.exclusions],
        }


@dataclass(frozen=True)
class Step:
    """One line of the explanation. `key` says what it is about, `amount` its figure as text."""

    key: str
    text: str
    amount: str = ""

    def to_json(self):
        return {"key": self.key, "text": self.text, "amount": self.amount}


@dataclass(frozen=True)
class Result:
    """What the rule recommends and why. Quotients are rounded half up to 0.01, the ratio to four places."""

    outcome: Outcome
    exclusion: str | None = None
    chronic_per_capita: Decimal | None = None
    with_event_per_capita: Decimal | None = None
    event_ratio: Decimal | None = None
    steps: tuple[Step, ...] = field(default=())


def assess(facts: Facts, rules: RuleParameters) -> Result:
    """Recommend a tier. The quotients are rounded before they are compared; limits are not rounded."""
    excluded = _exclusion(facts)
    if excluded:
        return excluded
    steps = list(_waivers(facts))
    event_cost, counts, as_rigid = _event(facts, rules, steps)
    rigid = sum(facts.rigid_expenses.values(), Decimal(0)) + (event_cost if as_rigid else 0)
    tested = event_cost if counts and not as_rigid else Decimal(0)

    chronic = _per_head(facts.annual_income - rigid, facts)
    with_event = _per_head(facts.annual_income - rigid - tested, facts)
    ratio = _ratio(facts, counts and not as_rigid, event_cost)
    steps += _sum_steps(facts, rules, rigid, event_cost if as_rigid else None, chronic)
    if tested:
        steps.append(
            Step(
                "with_event",
                f"再扣除事件自付 {money(tested)} 元后，人均每月 {money(with_event)} 元（只作参考）",
                money(with_event),
            )
        )
    outcome = _decide(facts, rules, chronic, counts and not as_rigid, event_cost, ratio, steps)
    return Result(outcome, None, chronic, with_event, ratio, tuple(steps))


def _exclusion(facts):
    for flag in facts.exclusions:
        if not flag.waived:
            step = Step("exclusion", f"有排除情形 {flag.code}，未豁免，不符合建档条件")
            return Result(Outcome.NOT_ELIGIBLE, exclusion=flag.code, steps=(step,))
    return None


def _waivers(facts):
    for flag in facts.exclusions:
        yield Step("waiver", f"排除情形 {flag.code} 已豁免，继续核算")


def _event(facts, rules, steps):
    """Return (net cost, whether it lies in the look-back, whether it is taken as a rigid expense)."""
    event = facts.event
    if event is None:
        return Decimal(0), False, False
    earliest = months_before(facts.applied_on, rules.event_lookback_months)
    name = EVENTS[event.kind]
    if event.occurred_on < earliest:
        steps.append(
            Step(
                "event_too_old",
                f"{name}发生于 {event.occurred_on.isoformat()}，不在申请前 "
                f"{rules.event_lookback_months} 个月内（{earliest.isoformat()} 起），不计",
            )
        )
        return Decimal(0), False, False
    steps.append(
        Step(
            "event",
            f"{name}支出 {money(event.gross_cost)} − 保险 {money(event.insurance)} − 赔偿 "
            f"{money(event.compensation)} − 社会救助 {money(event.social_assistance)} = 自付 "
            f"{money(event.net_cost)} 元",
            money(event.net_cost),
        )
    )
    as_rigid = event.kind == ILLNESS and rules.severe_illness_as_rigid
    return event.net_cost, True, as_rigid


def _sum_steps(facts, rules, rigid, illness, chronic):
    yield Step(
        "income", f"① 家庭年收入合计 {money(facts.annual_income)} 元", money(facts.annual_income)
    )
    for kind, amount in facts.rigid_expenses.items():
        if amount:
            yield Step(f"rigid_{kind}", f"② 刚性支出：{KINDS[kind]}自付 {money(amount)} 元", money(amount))
    if illness is not None:
        yield Step("rigid_illness", f"② 刚性支出：重大疾病自付 {money(illness)} 元", money(illness))
    yield Step("rigid", f"② 刚性支出合计 {money(rigid)} 元", money(rigid))
    yield Step(
        "per_capita",
        f"③（{money(facts.annual_income)} − {money(rigid)}）÷ {MONTHS} 个月 ÷ "
        f"{facts.counted_members} 人 = {money(chronic)} 元",
        money(chronic),
    )
    yield Step("line", f"当地低保标准每人每月 {money(facts.dibao_line)} 元", money(facts.dibao_line))


def _decide(facts, rules, chronic, event_tested, event_cost, ratio, steps):
    line = facts.dibao_line
    limit = rules.relative_multiplier * line
    edge = limit * (1 + rules.edge_margin)

    def verdict(outcome, text):
        steps.append(Step("verdict", text))
        return outcome

    if chronic < line or (rules.deep_inclusive and chronic == line):
        return verdict(
            Outcome.DEEP,
            f"{money(chronic)} 元{_below(chronic, line)}当地低保标准 {money(line)} 元，符合深度困难。"
            f"若高于 {money(line)} 元、低于 {money(limit)} 元"
            f"（{rules.relative_multiplier.normalize():f} 倍），为相对困难",
        )
    if chronic < limit or (rules.relative_inclusive and chronic == limit):
        return verdict(
            Outcome.RELATIVE,
            f"{money(chronic)} 元不低于低保标准 {money(line)} 元、{_below(chronic, limit)}其 "
            f"{rules.relative_multiplier.normalize():f} 倍 {money(limit)} 元，符合相对困难。"
            f"若低于 {money(line)} 元，为深度困难",
        )
    steps.append(
        Step(
            "above_limit",
            f"{money(chronic)} 元不低于低保标准的 {rules.relative_multiplier.normalize():f} 倍 "
            f"{money(limit)} 元",
        )
    )
    if event_tested:
        share = rules.event_cost_ratio
        exceeded = facts.annual_income == 0 or event_cost / facts.annual_income > share
        shown = f"占年收入 {percent(ratio)}" if ratio is not None else "家庭没有收入"
        if exceeded:
            return verdict(
                Outcome.ACCIDENTAL,
                f"事件自付 {money(event_cost)} 元，{shown}，超过 {percent(share)}，符合意外致困",
            )
        steps.append(
            Step("event_share", f"事件自付 {money(event_cost)} 元，{shown}，未超过 {percent(share)}")
        )
    if chronic < edge:
        return verdict(
            Outcome.EDGE,
            f"{money(chronic)} 元低于 {money(edge)} 元（上限再加 {percent(rules.edge_margin)}），"
            "列入边缘困难关注",
        )
    return verdict(Outcome.NOT_ELIGIBLE, f"{money(chronic)} 元不低于 {money(edge)} 元，不符合建档条件")


def _below(value, limit):
    return "等于" if value == limit else "低于"


def _ratio(facts, tested, cost):
    if not tested or facts.annual_income <= 0:
        return None
    return (cost / facts.annual_income).quantize(RATIO, ROUND_HALF_UP)


def _per_head(amount, facts):
    return (amount / facts.counted_members / MONTHS).quantize(CENT, ROUND_HALF_UP)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, the month's last day where it has no such day."""
    index = day.year * MONTHS + day.month - 1 - months
    year, month = divmod(index, MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def money(amount: Decimal) -> str:
    """Format an amount with two places, half up."""
    return f"{Decimal(amount).quantize(CENT, ROUND_HALF_UP):f}"


def percent(share: Decimal) -> str:
    """Format a share as a percentage with up to two places: 0.80 → 80%, 0.8333 → 83.33%."""
    text = f"{(share * 100).quantize(CENT, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") + "%"
