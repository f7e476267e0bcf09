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
    """A DRAFT is a row of a batch that has not been handed in: it counts for nothing yet."""

    DRAFT = "DRAFT", _("拟发放")
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
    RECALL = "RECALL", _("退回编制")
    TAKE_OUT = "TAKE_OUT", _("发放前撤下")
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


class BatchStatus(models.TextChoices):
    DRAFT = "DRAFT", _("编制中")
    SUBMITTED = "SUBMITTED", _("待审批")
    RETURNED = "RETURNED", _("已退回")
    APPROVED = "APPROVED", _("待发放")
    SENT = "SENT", _("发放中")
    SETTLED = "SETTLED", _("已对账")
    CANCELLED = "CANCELLED", _("已撤销")


class BatchStep(models.TextChoices):
    """What happens to a batch. The moves they allow stand in `batch_lifecycle.MOVES`."""

    OPEN = "OPEN", _("新建批次")
    SUBMIT = "SUBMIT", _("提交审批")
    RECALL = "RECALL", _("收回修改")
    APPROVE = "APPROVE", _("批准")
    RETURN = "RETURN", _("退回")
    CANCEL = "CANCEL", _("撤销批次")
    SEND = "SEND", _("生成银行文件")
    SETTLE = "SETTLE", _("回盘对账")


class RowStatus(models.TextChoices):
    """One payment of one aid. A bounced aid is paid again by another row of another batch."""

    PENDING = "PENDING", _("待发放")
    SENT = "SENT", _("发放中")
    PAID = "PAID", _("已到账")
    BOUNCED = "BOUNCED", _("银行退票")
    REFUNDED = "REFUNDED", _("已退款")
    WITHDRAWN = "WITHDRAWN", _("已撤下")


# Payments that may still take money or have taken it: an aid has one of them at most.
LIVE_ROWS = (RowStatus.PENDING, RowStatus.SENT, RowStatus.PAID)
EDITABLE = (BatchStatus.DRAFT, BatchStatus.RETURNED)
# Before its number a batch carries one character of what it gives: 医-2203-02.
NUMBER_WORDS = {
    AidType.LIVING: "生", AidType.MEDICAL: "医", AidType.EDUCATION: "学", AidType.EMPLOYMENT: "业",
    AidType.TEMPORARY: "临", AidType.TRAINING: "训", AidType.PLACEMENT: "介", AidType.LEGAL: "法",
    AidType.STARTUP: "创", AidType.WARMTH: "暖",
}  # fmt: skip


class BankFormat(models.TextChoices):
    XLSX = "XLSX", _("Excel 工作簿")
    CSV = "CSV", _("逗号分隔文本")
    FIXED = "FIXED", _("定长文本")
