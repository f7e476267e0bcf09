"""Table 12, 技能培训情况表: classes, certificates and work found, by union (DOMAIN 7)."""

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from campaigns.enums import Measure
from campaigns.models import TrainingClass
from reports.annual import by_union
from reports.annual.by_union import Figure
from reports.statistics import Kind, Share

KEY = "training"


def compute(unit, period):
    """Return table 12. The rate is certificates over participants; the plan of 2016 aimed at 90 %."""
    figures = [
        Figure("classes", _("班次（期）"), TrainingClass, Count("pk")),
        Figure("planned", _("计划人数"), TrainingClass, Sum("planned")),
        Figure(
            "participants", _("参训人数"), TrainingClass, Sum("participants"),
            (Measure.TRAINING_PARTICIPANTS,),
        ),
        Figure("workers", _("困难职工"), TrainingClass, Sum("hardship_workers"), group=_("其中")),
        Figure("migrants", _("困难农民工"), TrainingClass, Sum("migrant_workers"), group=_("其中")),
        Figure("completed", _("结业"), TrainingClass, Sum("completed")),
        Figure(
            "certificates", _("取得证书（本）"), TrainingClass, Sum("certificates"),
            (Measure.TRAINING_CERTIFICATES,),
        ),
        Figure("junior", _("其中初级及以上"), TrainingClass, Sum("junior_or_above")),
        Figure("rate", _("取证率（%）"), kind=Kind.PERCENT, share=Share("certificates", "participants")),
        Figure("employed", _("实现就业（人）"), TrainingClass, Sum("employed")),
        Figure(
            "amount", _("资金"), TrainingClass, Sum("amount"), (Measure.TRAINING_AMOUNT,), kind=Kind.MONEY
        ),
    ]
    return by_union.table(
        12, KEY, _("技能培训情况表"), _("单位：期、人、本、万元"), figures, unit, period,
        remarks=[_("取证率 = 取得证书 ÷ 参训人数，目标 90%；按结业日期统计")],
    )
