"""What was written down about a file before its review: visits, matches, notices, minutes. Pure.

The same words serve the rows written in bulk and the actions of the last weeks.
"""

from random import Random

from households.actions.notices import TITLES
from households.enums import MatchResult, NoticeKind, NoticePlace, Status
from unionaid.demo import naming

FINDINGS = (
    "住房陈设简陋，申报人口与实际居住人口一致，收入和支出与申报相符",
    "当面核对工资流水和医疗票据，申报情况属实，邻里反映家庭确有困难",
    "职工本人因病在家休养，配偶照料，无其他收入来源，情况与申报一致",
    "查看户口簿、就诊记录和学费票据原件，与申报材料一致",
)
AGENCY = "{place}民政局居民家庭经济状况核对中心"
DIFFERS = "比对显示家庭成员另有工资性收入，与申报金额不一致"
RESOLUTION = "集体研究：材料齐全，核实和公示无异议，同意上报。"
PLACES = ("总工会办公楼一楼公示栏", "困难职工帮扶中心公示栏", "政务服务大厅工会窗口")
COLLEAGUES = 2


def visit_of(plan, unit, clerk, review_round, day):
    """The fields of a verifying visit; its day is the day it was written down."""
    rng = Random(f"visit {plan.filed_at} {plan.serial} {review_round}")
    return {
        "visited_on": day,
        "visitors": [clerk, colleague(unit, rng.randrange(COLLEAGUES))],
        "met": "职工本人" if rng.random() < 0.7 else "配偶",
        "findings": rng.choice(FINDINGS),
    }


def match_of(unit, number, day, stopped=False):
    """The fields of an agency's answer; `stopped` where the file was sent back on it."""
    return {
        "agency": AGENCY.format(place=unit.short_name),
        "reference_no": f"核对〔2022〕{number}号",
        "replied_on": day,
        "result": MatchResult.DIFFERS if stopped else MatchResult.AGREES,
        "detail": DIFFERS if stopped else "",
    }


def notice_of(unit, start):
    """The fields of a notice a union began on a day."""
    return {
        "kind": NoticeKind.ENTRY,
        "title": TITLES[NoticeKind.ENTRY],
        "place_kind": NoticePlace.OUTSIDE,
        "place": f"{unit.short_name}{Random(f'{unit.code} {start}').choice(PLACES)}",
        "telephone": unit.telephone,
        "starts_on": start,
    }


def minutes_of(unit, reviewer, day):
    """The fields of the minutes of the meeting a union held on a day."""
    return {
        "number": f"{unit.short_name}工会纪〔2022〕{day:%m%d}号",
        "held_on": day,
        "place": "总工会会议室",
        "attendees": [reviewer, *(colleague(unit, place) for place in range(COLLEAGUES))],
        "resolution": RESOLUTION,
    }


def colleague(unit, place):
    """The name of somebody who works at a union without an account."""
    rng = Random(f"colleague {unit.code} {place}")
    return naming.full_name(rng, "汉", rng.choice("12"), rng.randrange(1970, 1998))


def stopped(step):
    """Tell whether a step sent a file back on what the match has shown."""
    return step.from_status == Status.MATCHING and step.to_status in (Status.RETURNED, Status.REJECTED)
