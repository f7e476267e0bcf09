"""The explanation of a recognition, line by line, as an officer reads it and as it is kept.

The lines are stored with the decision and printed on paper, so they are Chinese in every
language of the screens. Amounts are exact: two places, more where a limit has more.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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
EXCLUSIONS = {
    "X1": "子女就读高收费私立学校或自费留学",
    "X2": "家庭成员是企业实际控制人或控股股东",
    "X3": "两套以上住房且超过当地平均面积",
    "X4": "拥有或经常使用机动车",
    "X5": "拒绝核查、隐瞒收入或无正当理由不就业",
    "X6": "开办商铺或雇用他人",
}


@dataclass(frozen=True)
class Step:
    """One line of the explanation. `key` says what it is about, `amount` its figure as text."""

    key: str
    text: str
    amount: str = ""

    def to_json(self):
        return {"key": self.key, "text": self.text, "amount": self.amount}


def excluded(code):
    """Return the explanation of a case that an exclusion decides alone."""
    return (Step("exclusion", f"有排除情形 {_exclusion(code)}，未豁免，不符合建档条件"),)


def explained(facts, rules, figures, outcome):
    """Return the explanation of a case: waivers, event, ① incomes, ② deductions, ③ quotient, verdict."""
    return (
        *_waivers(facts),
        *_event(facts, rules, figures),
        *_sum(facts, figures),
        *_comparison(facts, rules, figures),
        Step("verdict", VERDICTS[outcome](facts, rules, figures)),
    )


def _waivers(facts):
    for flag in facts.exclusions:
        yield Step("waiver", f"排除情形 {_exclusion(flag.code)}已豁免，继续核算")


def _event(facts, rules, figures):
    event = facts.event
    if event is None:
        return
    name = f"{EVENTS[event.kind]}（{event.occurred_on.isoformat()}）"
    if event.occurred_on < figures.earliest:
        yield Step(
            "event_too_old",
            f"{name}不在申请前 {rules.event_lookback_months} 个月内"
            f"（{figures.earliest.isoformat()} 起），不计",
        )
        return
    yield Step(
        "event",
        f"{name}支出 {exact(event.gross_cost)} − 保险 {exact(event.insurance)} − 赔偿 "
        f"{exact(event.compensation)} − 社会救助 {exact(event.social_assistance)}，自付 "
        f"{exact(event.net_cost)} 元",
        money(event.net_cost),
    )


def _sum(facts, figures):
    income, rigid = facts.annual_income, figures.rigid
    yield Step("income", f"① 家庭年收入合计 {exact(income)} 元", money(income))
    for kind, amount in facts.rigid_expenses.items():
        if amount:
            yield Step(f"rigid_{kind}", f"② 刚性支出：{KINDS[kind]}自付 {exact(amount)} 元", money(amount))
    if figures.as_rigid:
        cost = figures.event_cost
        yield Step("rigid_illness", f"② 刚性支出：重大疾病自付 {exact(cost)} 元", money(cost))
    yield Step("rigid", f"② 刚性支出合计 {exact(rigid)} 元", money(rigid))
    yield Step(
        "per_capita",
        f"③（{exact(income)} − {exact(rigid)}）÷ {MONTHS} 个月 ÷ {facts.counted_members} 人 = "
        f"{money(figures.chronic)} 元",
        money(figures.chronic),
    )


def _comparison(facts, rules, figures):
    line = facts.dibao_line
    yield Step("line", f"当地低保标准每人每月 {exact(line)} 元", money(line))
    if figures.tested and figures.event_cost:
        shown = money(figures.with_event)
        yield Step(
            "with_event",
            f"再扣除事件自付 {exact(figures.event_cost)} 元后，人均每月 {shown} 元（只作参考）",
            shown,
        )
    if figures.chronic < figures.limit or (rules.relative_inclusive and figures.chronic == figures.limit):
        return
    above = "高于" if rules.relative_inclusive else "不低于"
    yield Step(
        "above_limit",
        f"{money(figures.chronic)} 元{above}低保标准的 {plain(rules.relative_multiplier)} 倍 "
        f"{exact(figures.limit)} 元，不是深度困难或相对困难",
    )
    if figures.tested and not figures.event_exceeds:
        yield Step("event_share", f"{_share(facts, rules, figures, '未超过')}，不是意外致困")


def _deep(facts, rules, figures):
    line = facts.dibao_line
    next_tier = (
        f"{'高于' if rules.deep_inclusive else '不低于'} {exact(line)} 元、{_up_to(rules)} "
        f"{exact(figures.limit)} 元（低保标准的 {plain(rules.relative_multiplier)} 倍）为相对困难"
    )
    return (
        f"{money(figures.chronic)} 元{_meets(figures.chronic, line)}当地低保标准 {exact(line)} 元，"
        f"符合深度困难。{next_tier}"
    )


def _relative(facts, rules, figures):
    line, limit = facts.dibao_line, figures.limit
    above, below = ("高于", "不高于") if rules.deep_inclusive else ("不低于", "低于")
    return (
        f"{money(figures.chronic)} 元{above}当地低保标准 {exact(line)} 元、"
        f"{_meets(figures.chronic, limit)}其 {plain(rules.relative_multiplier)} 倍 {exact(limit)} 元，"
        f"符合相对困难。{below} {exact(line)} 元为深度困难"
    )


def _accidental(facts, rules, figures):
    return f"{_share(facts, rules, figures, '超过')}，符合意外致困。{_next_relative(rules, figures)}"


def _edge(facts, rules, figures):
    return (
        f"{money(figures.chronic)} 元低于 {exact(figures.edge)} 元（{exact(figures.limit)} 元再加 "
        f"{percent(rules.edge_margin)}），列入边缘困难关注。{_next_relative(rules, figures)}"
    )


def _not_eligible(facts, rules, figures):
    return (
        f"{money(figures.chronic)} 元不低于 {exact(figures.edge)} 元（{exact(figures.limit)} 元再加 "
        f"{percent(rules.edge_margin)}），不符合建档条件。{_next_relative(rules, figures)}"
    )


VERDICTS = {
    "DEEP": _deep,
    "RELATIVE": _relative,
    "ACCIDENTAL": _accidental,
    "EDGE": _edge,
    "NOT_ELIGIBLE": _not_eligible,
}


def _share(facts, rules, figures, verb):
    cost, share = exact(figures.event_cost), percent(rules.event_cost_ratio)
    if figures.ratio is None:
        return f"家庭没有收入，事件自付 {cost} 元，按超过 {share} 计"
    return (
        f"事件自付 {cost} 元，占家庭年收入 {exact(facts.annual_income)} 元的 {percent(figures.ratio)}，"
        f"{verb} {share}（{exact(figures.event_limit)} 元）"
    )


def _next_relative(rules, figures):
    return f"{_up_to(rules)} {exact(figures.limit)} 元为相对困难"


def _up_to(rules):
    return "不高于" if rules.relative_inclusive else "低于"


def _meets(value, limit):
    return "等于" if value == limit else "低于"


def _exclusion(code):
    return f"{code}（{EXCLUSIONS[code]}）" if code in EXCLUSIONS else f"{code} "


def money(amount: Decimal) -> str:
    """Format an amount with two places, half up."""
    return f"{Decimal(amount).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def exact(amount: Decimal) -> str:
    """Format an amount with two places, or all it has: 846.00, 1269.495."""
    text = plain(amount)
    places = len(text.partition(".")[2])
    return text if places > 2 else money(amount)


def plain(number: Decimal) -> str:
    """Format a number without trailing zeros or exponent: 2.0 → 2, 10 → 10."""
    return f"{number.normalize():f}"


def percent(share: Decimal) -> str:
    """Format a share as a percentage with all its places: 0.80 → 80%, 0.8333 → 83.33%."""
    return f"{plain(share * 100)}%"
