"""Working backwards from a wanted tier to incomes, expenses and an event that lead to it. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from households.content import age_on
from unionaid.demo import causes, money

MULTIPLIER, EDGE, EVENT_SHARE = 2, 1.1, 0.8  # the demo's rule set: 2.0, 0.10, 0.80
ATTEMPTS = 40
STUDENT_COSTS = {"04": (2400, 5200), "05": (2200, 4800), "06": (6500, 12000), "07": (7000, 14500)}
DISASTERS = ("暴雨冲毁房屋", "山洪、泥石流", "火灾烧毁房屋")
ACCIDENTS = ("交通事故", "坠落受伤", "工地意外受伤")


@dataclass
class Sums:
    incomes: list
    expenses: list
    event: dict | None
    on_dibao: int  # monthly amount, 0 without


def settle(source, plan, line, everybody, work_status, cause):
    """Return the Sums of a household whose monthly income per head lies where the plan's outcome asks for.

    Draws again until it does; each attempt lets relatives help a little more.
    """
    rng = source.rng
    found = money.earners(source, everybody, work_status, plan.applied_on)
    heads = sum(person["is_counted"] for person in everybody)
    bills = _bills(rng, cause, everybody, plan.applied_on)
    low, high = band(plan.outcome, line)
    for attempt in range(ATTEMPTS):
        wanted = _wanted(rng, plan.outcome, line)
        spent = sum(net for *_bill, net in bills)
        missing = money.fit(source, found, wanted * heads + spent / 12)
        if missing > 0 and plan.outcome != "DEEP":
            missing = money.raise_pay(found, missing)
        support = min(max(round(missing / 10) * 10, 0), 400 * attempt) if missing > 0 else 0
        income = sum(earner.amount for earner in found) + support
        rigid = max(round(12 * (income - wanted * heads)), 0)
        if rigid < 120:
            rigid = 0
        per_head = (12 * income - rigid) / heads / 12
        if low <= per_head < high and (rigid <= 60_000 or attempt > 20):
            break
    else:
        raise ValueError(f"no sum found for {plan.outcome} with a line of {line}")
    dibao = _dibao(rng, plan, found, line, heads)
    return Sums(
        incomes=money.income_items(found, plan.applied_on, support),
        expenses=_expenses(rng, bills, rigid),
        event=_event(rng, plan, cause, 12 * income),
        on_dibao=dibao,
    )


def band(outcome, line):
    """Return (from, below): the sums per head of an outcome, a little inside its limits."""
    limit = MULTIPLIER * line
    return {
        "DEEP": (0, line - 1),
        "RELATIVE": (line + 1, limit - 1),
        "EDGE": (limit + 1, limit * EDGE - 1),
        "ACCIDENTAL": (limit + 1, limit * 4),
    }[outcome]


def _wanted(rng, outcome, line):
    low, likely, high = {
        "DEEP": (0.28, 0.75, 0.97),
        "RELATIVE": (1.03, 1.28, 1.94),
        "EDGE": (2.02, 2.08, 2.17),
        "ACCIDENTAL": (2.05, 2.2, 3.0),
    }[outcome]
    return line * rng.triangular(low, high, likely)


def _bills(rng, cause, everybody, day):
    """Return (member, kind, item, outside insurance, net 元 a year) of what a household must spend."""
    bills = []
    for place, person in enumerate(everybody):
        if person["diagnosis"]:
            bills.append((place, "medical", "住院和门诊自付", False, rng.randrange(4000, 26000)))
            if rng.random() < 0.6:
                bills.append((place, "medical", "医保目录外自费药", True, rng.randrange(1500, 15000)))
        elif person["disability_type"]:
            bills.append((place, "disability", "康复训练和辅助器具", False, rng.randrange(1200, 7000)))
        elif place and age_on(person["birth_date"], day) >= 65 and rng.random() < 0.4:
            bills.append((place, "medical", "慢性病用药自付", False, rng.randrange(600, 3200)))
        if person["school_stage"] in STUDENT_COSTS:
            low, high = STUDENT_COSTS[person["school_stage"]]
            bills.append((place, "education", "学费、住宿费", False, rng.randrange(low, high)))
    if cause in (causes.ILLNESS, causes.UNABLE) or rng.random() < 0.15:
        bills.append((0, "medical", "门诊用药自付", False, rng.randrange(500, 2500)))
    return bills


def _expenses(rng, bills, rigid):
    """Return expense items whose net amounts add up to `rigid`."""
    if not rigid:
        return []
    bills = bills or [(0, "medical", "门诊和购药自付", False, 1)]
    whole = sum(net for *_bill, net in bills)
    nets = [rigid * net // whole for *_bill, net in bills]
    nets[0] += rigid - sum(nets)
    items = []
    for (member, kind, item, outside, _net), net in zip(bills, nets, strict=True):
        if not net:
            continue
        insured = kind == "medical" and not outside
        gross = round(net / (1 - rng.uniform(0.4, 0.75))) if insured else net
        items.append({
            "member": member, "kind": kind, "item": item, "gross_amount": money.yuan(gross),
            "reimbursed_amount": money.yuan(gross - net), "outside_insurance": outside,
            "papers": rng.randint(1, 24),
        })
    return items


def _event(rng, plan, cause, income):
    """Return the accident or disaster of 意外致困: within twelve months, its net cost above the share."""
    if plan.outcome != "ACCIDENTAL":
        return None
    net = round(income * rng.uniform(EVENT_SHARE + 0.04, 1.7))
    disaster = cause == causes.DISASTER
    insurance = round(net * rng.uniform(0, 0.6))
    compensation = 0 if disaster else round(net * rng.uniform(0, 0.5))
    assistance = round(net * rng.uniform(0, 0.08), -2) if rng.random() < 0.5 else 0
    gross = net + insurance + compensation + int(assistance)
    return {
        "kind": "disaster" if disaster else "accident",
        "occurred_on": plan.applied_on - timedelta(days=rng.randrange(10, 330)),
        "description": rng.choice(DISASTERS if disaster else ACCIDENTS),
        "gross_cost": money.yuan(gross),
        "insurance": money.yuan(insurance),
        "compensation": money.yuan(compensation),
        "social_assistance": money.yuan(int(assistance)),
    }


def _dibao(rng, plan, found, line, heads):
    """Some of the deepest receive the allowance; it is among their incomes then."""
    if plan.outcome != "DEEP" or rng.random() > 0.3:
        return 0
    amount = round(line * heads * rng.uniform(0.2, 0.5) / 10) * 10
    best = max(found, key=lambda earner: earner.amount - earner.low)
    if best.amount - amount < best.low:
        return 0
    best.amount -= amount
    found.append(money.Earner(0, "TRANSFER", "低保金", amount, amount, "低保证", amount))
    return amount
