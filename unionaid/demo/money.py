"""Incomes and expenses that bring a household to a wanted monthly sum per head. Pure, whole 元.

The rule decides the tier from the sum; the demo works backwards: it wants a tier, draws a sum
that leads to it, and fits wages, pensions and bills around that sum.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from households.content import age_on
from unionaid.demo import work

# Work status → kind and source of the income, lowest and highest monthly amount.
PAY = {
    work.AT_POST: ("WAGE", "工资", 1300, 3900, "工资表"),
    work.LAID_OFF: ("WAGE", "下岗生活费", 500, 1300, "单位证明"),
    work.JOBLESS: ("TRANSFER", "失业保险金、失业补助", 300, 1100, "银行流水"),
    work.RETIRED: ("TRANSFER", "养老金", 1500, 3300, "银行流水"),
    work.RESTING: ("WAGE", "内退生活费", 1000, 2600, "单位证明"),
    work.SICK: ("WAGE", "病休工资", 900, 2200, "工资表"),
    work.FLEXIBLE: ("BUSINESS", "灵活就业收入", 1000, 2000, "本人申报、社区核实"),
    work.PUBLIC: ("WAGE", "公益性岗位补贴", 1000, 2000, "银行流水"),
    work.AUXILIARY: ("WAGE", "临时工资", 1100, 2400, "单位证明"),
    work.MIGRANT: ("WAGE", "务工工资", 1600, 4200, "工资表"),
}
FARMING = ("BUSINESS", "务农收入", 200, 700, "村委会证明")
HIGHEST, RAISED = 7800, ("工资", "务工工资")
SUPPORT = ("TRANSFER", "亲属赡养、资助", "本人申报、社区核实")


@dataclass
class Earner:
    """A person's regular income and the room it has, 元 a month."""

    member: int
    kind: str
    source: str
    low: int
    high: int
    evidence: str
    amount: int = 0


def earners(source, people, work_status, day):
    """Return who brings in money: the worker, the spouse, pensioners."""
    found = [_earner(0, PAY[work_status])]
    for place, person in enumerate(people[1:], start=1):
        if not person["is_counted"]:
            continue
        if person["relation"] in ("11", "12"):
            _employ_spouse(source, person, day)
            if person["work_status"]:
                found.append(_earner(place, PAY[person["work_status"]]))
        elif age_on(person["birth_date"], day) >= 60:
            pensioned = person["member_status"] == "04"
            pay = ("TRANSFER", "养老金", 900, 2400, "银行流水") if pensioned else (
                "TRANSFER", "城乡居民养老保险金", 113, 240, "银行流水"
            )
            found.append(_earner(place, pay))
        elif person["member_status"] == "14":
            found.append(_earner(place, FARMING))
    return found


def fit(source, found, monthly):
    """Give the earners amounts that add up to `monthly` as nearly as whole tens allow; returns what is over.

    A negative rest says how much too little they need, a positive one how much they cannot reach.
    """
    low, high = sum(e.low for e in found), sum(e.high for e in found)
    share = (monthly - low) / (high - low) if high > low else 0
    share = min(max(share, 0), 1)
    for earner in found:
        earner.amount = round((earner.low + share * (earner.high - earner.low)) / 10) * 10
    return monthly - sum(e.amount for e in found)


def raise_pay(found, missing):
    """Let those on a wage earn more, up to a good one; returns what is still missing."""
    for earner in found:
        if earner.source in RAISED and missing > 0:
            more = round(min(max(HIGHEST - earner.amount, 0), missing) / 10) * 10
            earner.amount += more
            missing -= more
    return missing


def income_items(found, applied_on, support=0):
    """Return the income items of a content; `support` is a monthly help of relatives."""
    since = date(applied_on.year - 1, applied_on.month, 1)
    items = [
        _item(e.member, e.kind, e.source, e.amount, since, e.evidence) for e in found if e.amount
    ]
    if support:
        kind, words, evidence = SUPPORT
        items.append(_item(0, kind, words, support, since, evidence))
    return items


@lru_cache(maxsize=65536)
def yuan(whole):
    """Return whole 元 as the Decimal with two places that forms and reports write."""
    return Decimal(whole * 100).scaleb(-2)


def _item(member, kind, words, amount, since, evidence):
    return {
        "member": member,
        "kind": kind,
        "source": words,
        "monthly_amount": yuan(amount),
        "months": 12,
        "since": since,
        "evidence": evidence,
        "is_counted": True,
        "is_imputed": False,
    }


def _earner(member, pay):
    kind, words, low, high, evidence = pay
    return Earner(member, kind, words, low, high, evidence)


def _employ_spouse(source, spouse, day):
    rng = source.rng
    age = age_on(spouse["birth_date"], day)
    if age >= work.RETIREMENT[spouse["sex"]]:
        spouse |= {"work_status": work.RETIRED, "member_status": "04"}
    elif not spouse["has_labour_capacity"]:
        spouse |= {"work_status": "", "member_status": "15"}
    else:
        status = rng.choices((work.AT_POST, work.JOBLESS, work.FLEXIBLE, work.LAID_OFF), (26, 34, 28, 12))[0]
        member = {work.AT_POST: "01", work.JOBLESS: "03", work.FLEXIBLE: "99", work.LAID_OFF: "02"}[status]
        spouse |= {"work_status": status, "member_status": member}
        if status in (work.AT_POST, work.LAID_OFF):
            industry = work.INDUSTRIES.draw(rng)
            spouse |= {
                "industry": industry,
                "workplace": work.employer_name(rng, source.place.name, industry),
                "workplace_nature": "4",
                "workplace_condition": "1" if status == work.AT_POST else "5",
            }
