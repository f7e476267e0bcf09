"""The fixed words of an aid: what is given, to whom a cap applies, and the states of its life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AidType(models.TextChoices):
    """帮扶项目: the codes of the list `aid_type` that aid is given under; the others are campaigns."""

    LIVING = "A1", _("生活救助")
    MEDICAL = "A2", _("医疗救助")
    EDUCATION = "A3", _("助学救助")
    EMPLOYMENT = "A4", _("就业扶持")
    TEMPORARY = "A5", _("临时救助")
    TRAINING = "C1", _("就业技能培训")
    PLACEMENT = "C2", _("职业介绍")
    LEGAL = "C3", _("法律援助")
    STARTUP = "C4", _("创业扶持")
    WARMTH = "D1", _("送温暖走访慰问")


class AidForm(models.TextChoices):
    """发放形式. Goods count in the cap with quantity × unit price."""

    MONEY = "MONEY", _("资金")
    GOODS = "GOODS", _("实物")


class Stage(models.TextChoices):
    """学段 as caps tell them apart. Values are the groups of the code list `education_stage`."""

    KINDERGARTEN = "compulsory_before", _("学前教育")
    COMPULSORY = "compulsory", _("义务教育")
    SENIOR = "senior", _("高中阶段（含中职）")
    HIGHER = "higher", _("高等教育")
    SPECIAL = "special", _("特殊教育")


class CapForm(models.TextChoices):
    """How a cap is measured (DOMAIN 5.1)."""

    LINE_MONTHS = "LINE_MONTHS", _("当地低保标准的若干个月")
    COST_SHARE = "COST_SHARE", _("自付费用的比例")
    FIXED = "FIXED", _("固定金额")


class CapSubject(models.TextChoices):
    """Whose year a cap is for."""

    HOUSEHOLD = "HOUSEHOLD", _("每户每年")
    PERSON = "PERSON", _("每人每年")
    STUDENT = "STUDENT", _("每名学生每年")


class AidStatus(models.TextChoices):
    PROPOSED = "PROPOSED", _("待审批")
    RETURNED = "RETURNED", _("已退回")
    APPROVED = "APPROVED", _("已批准")
    SENT = "SENT", _("发放中")
    PAID = "PAID", _("已发放")
    BOUNCED = "BOUNCED", _("银行退票")
    REFUNDED = "REFUNDED", _("已退款")
    WITHDRAWN = "WITHDRAWN", _("已撤回")


class AidStep(models.TextChoices):
    """What happens to an aid. The moves they allow stand in `lifecycle.MOVES`."""

    PROPOSE = "PROPOSE", _("提出帮扶")
    AMEND = "AMEND", _("修改后重报")
    APPROVE = "APPROVE", _("批准")
    RETURN = "RETURN", _("退回")
    WITHDRAW = "WITHDRAW", _("撤回")
    SEND = "SEND", _("送银行发放")
    PAY = "PAY", _("确认到账")
    BOUNCE = "BOUNCE", _("登记退票")
    REISSUE = "REISSUE", _("重新发放")
    REFUND = "REFUND", _("登记退款")


# Aid that takes room under its cap and blocks another of the same kind: pending and paid.
# What was returned, withdrawn, bounced or refunded leaves the room free.
# Aid that somebody has still to decide on or to pay.
UNDER_WAY = (
    AidStatus.PROPOSED, AidStatus.RETURNED, AidStatus.APPROVED, AidStatus.SENT, AidStatus.BOUNCED,
)
COUNTED = (AidStatus.PROPOSED, AidStatus.APPROVED, AidStatus.SENT, AidStatus.PAID)

# For whom an aid is meant by its type: it then names a person of the household.
PERSONAL = (AidType.EDUCATION, AidType.TRAINING, AidType.PLACEMENT, AidType.TEMPORARY)
