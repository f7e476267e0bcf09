"""Tables 8, 9 and 11: 春送岗位, 夏送清凉 and 送温暖 by union (DOMAIN 7)."""

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from campaigns.enums import CoolingTarget, Measure, WarmthTarget
from campaigns.models import (
    CoolingVisit,
    EmploymentService,
    JobFair,
    LabourExport,
    SpecialVisit,
    WarmthVisit,
)
from reports.annual import by_union
from reports.annual.by_union import Figure
from reports.statistics import Equation, Kind, Term
from unionaid.money import MoneyField

AMOUNT = F("cash") + F("goods_value")
SPRING, COOLING, WARMTH = "spring", "cooling", "warmth"


def spring(unit, period):
    """Return table 8, “春送岗位”活动情况表."""
    figures = [
        Figure("fairs", _("专场招聘会（场次）"), JobFair, Count("pk"), (Measure.JOB_FAIRS,)),
        Figure("employers", _("参会企业（家次）"), JobFair, Sum("employers")),
        Figure("posts", _("提供岗位（个）"), JobFair, Sum("posts"), (Measure.JOB_POSTS,)),
        Figure("seekers", _("进场求职（人次）"), JobFair, Sum("seekers")),
        Figure("intentions", _("达成意向（人）"), JobFair, Sum("intentions")),
        Figure(
            "services", _("就业创业服务（人次）"), EmploymentService, Sum("person_times"),
            (Measure.EMPLOYMENT_SERVICE,),
        ),
        Figure(
            "served_on_file", _("其中困难职工及家庭成员（人次）"), EmploymentService, Sum("on_file"),
        ),
        Figure(
            "exported", _("跨地区劳务输出（人）"), LabourExport, Sum("persons"), (Measure.LABOUR_EXPORT,)
        ),
        Figure("exported_on_file", _("其中困难职工及家庭成员（人）"), LabourExport, Sum("on_file")),
    ]
    return by_union.table(
        8, SPRING, _("“春送岗位”活动情况表"), _("单位：场次、家次、个、人次、人"), figures, unit, period,
        remarks=[_("场次、人次和人是不同的计量单位，不能相加；历史汇总没有参会企业、求职和意向人数")],
    )


def cooling(unit, period):
    """Return table 9, “夏送清凉”活动情况表."""
    at = CoolingTarget
    figures = [
        Figure(
            "visits", _("企业和工地（家次）"), CoolingVisit, Count("pk"), (Measure.COOLING_EMPLOYERS,)
        ),
        Figure(
            "sites", _("其中工地（家次）"), CoolingVisit, Count("pk", filter=Q(target=at.SITE)),
        ),
        Figure(
            "workers", _("慰问职工（人次）"), CoolingVisit, Sum("workers"), (Measure.COOLING_WORKERS,)
        ),
        Figure("migrants", _("其中农民工（人次）"), CoolingVisit, Sum("migrant_workers")),
        Figure("new_form", _("新就业形态劳动者（人次）"), CoolingVisit, Sum("new_form_workers")),
        *_spent(CoolingVisit, Measure.COOLING_AMOUNT),
    ]
    return by_union.table(
        9, COOLING, _("“夏送清凉”活动情况表"), _("单位：家次、人次、万元"), figures, unit, period,
        equations=[_money_adds_up(COOLING)], remarks=[_summaries()],
    )


def warmth(unit, period):
    """Return table 11, 送温暖活动情况表."""
    to = WarmthTarget
    figures = [
        Figure(
            key, label, WarmthVisit, Sum("occasions", filter=Q(target=target)), (measure,), _("慰问对象")
        )
        for key, label, target, measure in (
            ("employers", _("走访企业（家次）"), to.EMPLOYER, Measure.WARMTH_EMPLOYERS),
            ("households", _("困难职工家庭（户次）"), to.HOUSEHOLD, Measure.WARMTH_HOUSEHOLDS),
            ("migrants", _("困难农民工家庭（户次）"), to.MIGRANT, Measure.WARMTH_MIGRANTS),
            ("models", _("困难劳模（户次）"), to.MODEL_WORKER, Measure.WARMTH_MODEL_WORKERS),
            ("front_line", _("一线职工（户次）"), to.FRONT_LINE, Measure.WARMTH_FRONT_LINE),
        )
    ]
    special = Sum(AMOUNT, output_field=MoneyField())
    figures += [
        Figure(
            "special", _("特殊群体（人）"), SpecialVisit, Count("pk"), (Measure.SPECIAL_PERSONS,),
            _("慰问对象"),
        ),
        *_spent(WarmthVisit, Measure.WARMTH_AMOUNT),
        Figure(
            "special_amount", _("另：特殊群体慰问款"), SpecialVisit, special, (Measure.SPECIAL_AMOUNT,),
            kind=Kind.MONEY,
        ),
    ]
    return by_union.table(
        11, WARMTH, _("送温暖活动情况表"), _("单位：家次、户次、人、万元"), figures, unit, period,
        equations=[_money_adds_up(WARMTH)],
        remarks=[_summaries(), _("特殊群体的人数和款额单列，不计入慰问款物合计")],
    )


def _spent(model, measure):
    """The columns of money and goods, apart and together; summaries know only both together."""
    amount = Sum(AMOUNT, output_field=MoneyField())
    money, group = Kind.MONEY, _("慰问款物")
    return [
        Figure("cash", _("慰问款"), model, Sum("cash"), (), group, money),
        Figure("goods", _("物资折价"), model, Sum("goods_value"), (), group, money),
        Figure("earlier", _("历史汇总（未分款物）"), None, None, (measure,), group, money),
        Figure("amount", _("合计"), model, amount, (measure,), group, money),
    ]


def _money_adds_up(key):
    return Equation(
        _("慰问款 + 物资折价 + 历史汇总 = 合计"),
        (Term(key, "cash"), Term(key, "goods"), Term(key, "earlier"), Term(key, "amount", -1)),
        every_line=True,
    )


def _summaries():
    return _("历史汇总为系统启用前按月汇总的数字，只有总数，不分款物、工地和人群")
