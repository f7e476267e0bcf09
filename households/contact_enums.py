"""The vocabulary of responsible contacts and of what households ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PairingEnd(models.TextChoices):
    """Why a person is no longer the responsible contact of a household."""

    HANDED_OVER = "HANDED_OVER", _("移交他人")
    MOVED = "MOVED", _("档案转移")
    LEFT = "LEFT", _("档案退出")


class DemandSource(models.TextChoices):
    """Where a demand (诉求) became known."""

    ENTRY = "ENTRY", _("建档申请")
    VISIT = "VISIT", _("走访")
    COUNTER = "COUNTER", _("来访")
    CALL = "CALL", _("来电")
    OTHER = "OTHER", _("其他")


class DemandStatus(models.TextChoices):
    OPEN = "OPEN", _("待办理")
    IN_HAND = "IN_HAND", _("办理中")
    REFERRED = "REFERRED", _("已转交")
    CLOSED = "CLOSED", _("已办结")


class DemandStep(models.TextChoices):
    RAISE = "RAISE", _("提出")
    ANSWER = "ANSWER", _("答复")
    REFER = "REFER", _("转交")
    CLOSE = "CLOSE", _("办结")


class DemandOutcome(models.TextChoices):
    SOLVED = "SOLVED", _("已解决")
    PARTLY = "PARTLY", _("部分解决")
    EXPLAINED = "EXPLAINED", _("已说明政策")
    UNSOLVED = "UNSOLVED", _("暂不能解决")
    WITHDRAWN = "WITHDRAWN", _("职工撤回")
    LAPSED = "LAPSED", _("档案已退出")
