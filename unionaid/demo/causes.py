"""Why a household of the demo is in hardship, and what follows from it. Pure."""

from datetime import date

from unionaid.demo import families
from unionaid.demo.material import Weighted

ILLNESS, UNABLE, LAID_OFF, IDLE, UNINSURED, UNPAID = "06", "01", "03", "02", "04", "05"
DISASTER, ACCIDENT, SCHOOLING, OTHER = "07", "08", "09", "10"
EPIDEMIC_SINCE = date(2020, 2, 1)
CAUSES = Weighted([
    (ILLNESS, 49), (LAID_OFF, 13), (SCHOOLING, 10), (UNABLE, 8), (OTHER, 12), (IDLE, 4),
    (UNPAID, 2), (UNINSURED, 2),
])
EVENTS = Weighted([(ACCIDENT, 68), (DISASTER, 32)])
NEEDS = {
    ILLNESS: ("A2", "A1"), UNABLE: ("A1", "A2"), LAID_OFF: ("A4", "C1"), IDLE: ("C1", "C2"),
    UNINSURED: ("A1",), UNPAID: ("C3",), DISASTER: ("A5", "A1"), ACCIDENT: ("A5", "A2"),
    SCHOOLING: ("A3",), OTHER: ("A1",),
}
NOTES = {
    ILLNESS: "{who}患重病，医疗支出大，家庭收入不足以维持基本生活。",
    UNABLE: "{who}残疾，无劳动能力，家庭收入来源单一。",
    LAID_OFF: "单位停产关停后下岗，再就业困难，收入不稳定。",
    IDLE: "有劳动能力，因年龄大、技能单一长期没有找到合适岗位。",
    UNINSURED: "此前单位未缴社会保险，退休、医疗待遇没有着落。",
    UNPAID: "单位拖欠工资和社会保险费，待遇没有落实。",
    DISASTER: "房屋和财产因自然灾害受损，修缮和安置支出大。",
    ACCIDENT: "{who}发生意外事故，治疗和善后支出超过家庭一年收入的大部分。",
    SCHOOLING: "子女在非义务教育阶段就读，学费和生活费负担重。",
    OTHER: "收入低，物价上涨，难以维持基本生活。",
}
REASONS = {
    "RELATIVE": (
        "略高于相对困难线，家中另有长期护理支出未取得票据，经集体研究列入相对困难",
        "收入含一次性补发工资，剔除后低于相对困难线，经入户核实列入相对困难",
    ),
    "DEEP": (
        "慢性病长期用药支出票据不全，实际生活水平低于低保标准，经入户核实列入深度困难",
        "主要劳动力近期失去收入来源，核算期收入不能反映现状，经集体研究列入深度困难",
    ),
}


def main_cause(rng, outcome):
    """Draw the main cause: an event for 意外致困, else illness first."""
    return (EVENTS if outcome == "ACCIDENTAL" else CAUSES).draw(rng)


def sub_cause(rng, cause, single_parent, day):
    """Draw the finer cause of a main one, "" where none is told."""
    if cause == UNABLE:
        return "12"
    if cause == OTHER:
        if single_parent:
            return "13"
        return rng.choice(("11", "11", "14" if day >= EPIDEMIC_SINCE else "11"))
    return ""


def strike(source, cause, everybody):
    """Let the cause befall somebody of the household."""
    rng = source.rng
    grown = [person for person in everybody if person["is_counted"] and person["education"]]
    hit = rng.choices(grown[:3], (55, 30, 15)[: len(grown[:3])])[0]
    if cause in (ILLNESS, ACCIDENT) and (cause == ILLNESS or rng.random() < 0.3):
        families.fall_ill(source, hit)
    elif cause == UNABLE or rng.random() < 0.07:
        families.disable(source, hit)


def note(cause, everybody):
    """Return the sentence of 困难情况说明."""
    marked = [p for p in everybody if p["diagnosis"] or p["disability_type"]]
    if not marked or marked[0] is everybody[0]:
        who = "本人"
    else:
        who = "配偶" if marked[0].get("relation") in ("11", "12") else "家庭成员"
    return NOTES[cause].format(who=who)


def decision(rng, plan):
    """Return what the clerk proposes: nothing where the rule's tier stands, else a tier and why."""
    if plan.tier == plan.outcome:
        return {}
    return {"tier": plan.tier, "tier_reason": rng.choice(REASONS[plan.tier])}
