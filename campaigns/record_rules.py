"""What makes a line of a register wrong, and what makes it doubtful. Pure: values in, sentences out.

Values are named as the fields of the models; `kind` is the model's name in lower case and `labels`
maps a field to its words.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.enums import (
    ActivityStatus,
    CaseOutcome,
    GrantResult,
    PilotStage,
    PurchaseUse,
    SpecialGroup,
    WarmthTarget,
)

# No occasion has more people than a prefecture has workers in one place; half a stadium is worth a look.
MOST_PEOPLE = 100_000
MANY_PEOPLE = 5_000
HEADS = (
    "employers", "posts", "seekers", "person_times", "persons", "workers", "occasions", "participants",
    "planned", "papers", "jobs", "staff", "sample",
)
# Kinds that are written down before they take place.
PLANNABLE = ("jobfair", "trainingclass")
PARTS = {
    "jobfair": (("intentions", "seekers"), ("signed", "seekers"), ("on_file", "seekers")),
    "employmentservice": (("on_file", "person_times"),),
    "labourexport": (("on_file", "persons"),),
    "coolingvisit": (("migrant_workers", "workers"), ("new_form_workers", "workers")),
    "trainingclass": (
        ("hardship_workers", "participants"), ("migrant_workers", "participants"),
        ("completed", "participants"), ("certificates", "participants"),
        ("employed", "participants"), ("junior_or_above", "certificates"),
    ),
    "plantarget": (("target", "on_file"), ("reached", "on_file")),
    "planassessment": (("confirmed", "sample"),),
}
ON_FILE = (WarmthTarget.HOUSEHOLD, WarmthTarget.MIGRANT, WarmthTarget.MODEL_WORKER)
STANDARD = (
    "does_aid", "does_rights", "does_service", "one_heart", "one_stack", "one_net", "one_home",
    "good_surroundings", "good_running", "standard_service", "good_efficiency",
)


def faults(kind, values, *, today, labels):
    """Return [(field, sentence)] of all that must be put right before the line is taken."""
    found = [*_of_its_day(kind, values, today), *_of_heads(values), *_of_parts(kind, values, labels)]
    if "goods" in values:
        found += _of_money(values)
    check = _OWN.get(kind)
    return found + (list(check(values, labels)) if check else [])


def doubts(values):
    """Return the sentences somebody has to confirm, though the line may be right."""
    for name in HEADS:
        if MANY_PEOPLE < (values.get(name) or 0) < MOST_PEOPLE:
            yield _("一次登记了 %(n)s 人（个），请核对是否把多次活动合在了一起") % {"n": values[name]}


def _of_its_day(kind, values, today):
    if values["held_on"] <= today or values.get("status") == ActivityStatus.PLANNED:
        return
    if kind in PLANNABLE:
        yield "status", _("日期还没有到。请先登记为“计划中”，举办以后再标记已举办")
    else:
        yield "held_on", _("日期不能晚于今天")


def _of_heads(values):
    for name in HEADS:
        if (values.get(name) or 0) >= MOST_PEOPLE:
            yield name, _("一次活动不会有 %(n)s 那么多，请核对是否多写了位数；多次活动请分开登记") % {
                "n": values[name]
            }


def _of_parts(kind, values, labels):
    for part, whole in PARTS.get(kind, ()):
        if (values.get(part) or 0) > (values.get(whole) or 0):
            yield part, _("“%(part)s”不能多于“%(whole)s”，请核对两个数") % {
                "part": labels[part], "whole": labels[whole],
            }


def _of_money(values):
    goods, quantity, price = values["goods"], values["quantity"], values["unit_price"]
    if goods and not price:
        yield "unit_price", _("物资没有单价。请按采购价填写单价，折价等于数量 × 单价")
    if goods and not quantity:
        yield "quantity", _("请填写物资数量")
    if not goods and (quantity or price):
        yield "goods", _("请填写物资名称")
    spent = values["cash"] + (quantity or 0) * (price or Decimal(0))
    if spent and not values["fund_source"]:
        yield "fund_source", _("请选择资金来源")
    if not spent:
        yield "cash", _("请填写慰问款，或者填写物资名称、数量和单价")


def _warmth(values, labels):
    target, archive = values["target"], values.get("archive")
    if target == WarmthTarget.HOUSEHOLD and not archive:
        yield "archive", _("困难职工家庭按户登记，请填写档案号")
    if archive and target not in ON_FILE:
        yield "archive", _("一线职工和企业按数量登记，不填档案号")
    if archive and values["occasions"] != 1:
        yield "occasions", _("按档案号登记的慰问一次一户，数量填 1")
    if not archive and not values["beneficiary"]:
        yield "beneficiary", _("请填写慰问的企业、班组或人员")
    if not values["occasions"]:
        yield "occasions", _("请填写慰问数量")


def _grant(values, labels):
    refused = values["result"] == GrantResult.REFUSED
    if refused and not values["refusal_reason"]:
        yield "refusal_reason", _("请写明不予资助的理由")
    if refused and values["cash"]:
        yield "cash", _("不予资助的，金额填 0")
    if not refused and not values["cash"]:
        yield "cash", _("请填写资助金额")
    if values["cash"] and not values["fund_source"]:
        yield "fund_source", _("请选择资金来源")
    if not refused and values["refusal_reason"]:
        yield "refusal_reason", _("予以资助的，不填理由")


def _special(values, labels):
    first = 2021 if values["group"] == SpecialGroup.SEVERELY_INJURED_ON_DUTY else 2011
    if not first <= values["event_year"] <= values["held_on"].year:
        yield "event_year", _("这一类别慰问 %(first)d 年以来的人员，请核对事件年份") % {"first": first}


def _training(values, labels):
    if values["starts_on"] > values["held_on"]:
        yield "starts_on", _("开班日期不能晚于结业日期")


def _enrolment(values, labels):
    if values["certificate"] and not values["completed"]:
        yield "completed", _("取得证书的学员须已结业")


def _legal(values, labels):
    ended = values["outcome"] != CaseOutcome.OPEN
    if ended and not values["closed_on"]:
        yield "closed_on", _("请填写办结日期")
    if not ended and values["closed_on"]:
        yield "outcome", _("填了办结日期，请选择办理结果")
    if values["closed_on"] and values["closed_on"] < values["held_on"]:
        yield "closed_on", _("办结日期不能早于受理日期")


def _purchase(values, labels):
    if not values["amount"]:
        yield "amount", _("请填写采购金额")
    if values["use"] == PurchaseUse.GIFTS and values["gift_spending"] < values["amount"]:
        yield "gift_spending", _("同期慰问品支出包括这次采购，不能少于采购金额")


def _centre(values, labels):
    missing = [str(labels[name]) for name in STANDARD if not values[name]]
    if values["standard_on"] and missing:
        yield "standard_on", _("还没有达标，缺：%(missing)s") % {"missing": "、".join(missing)}
    if values["standard_on"] and values["standard_on"] < values["held_on"]:
        yield "standard_on", _("达标日期不能早于建成日期")


def _reception(values, labels):
    if values["settled_on"] and values["settled_on"] < values["held_on"]:
        yield "settled_on", _("办结日期不能早于接待日期")


def _pilot(values, labels):
    accepted = values["stage"] == PilotStage.ACCEPTED
    if accepted != bool(values["accepted_on"]):
        yield "accepted_on", _("已验收的试点须填验收日期，未验收的不填")
    elif accepted and values["accepted_on"] < values["held_on"]:
        yield "accepted_on", _("验收日期不能早于方案日期")


def _plan(values, labels):
    if values["last_year"] < values["first_year"]:
        yield "last_year", _("结束年度不能早于起始年度")


_OWN = {
    "warmthvisit": _warmth,
    "studentgrant": _grant,
    "specialvisit": _special,
    "trainingclass": _training,
    "trainingenrolment": _enrolment,
    "legalaidcase": _legal,
    "consumptionaid": _purchase,
    "helpcentre": _centre,
    "centrereception": _reception,
    "pilotproject": _pilot,
    "actionplan": _plan,
}
