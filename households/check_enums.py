"""The vocabulary of looking at files again: re-checks, spot checks, warnings, the border, duplicates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from households.enums import RequestKind


class CheckResult(models.TextChoices):
    """What a re-check or spot check found. All but the first ask for a request about the file."""

    QUALIFIES = "QUALIFIES", _("仍符合，类别不变")
    RERATE = "RERATE", _("需要调整类别")
    CHANGE = "CHANGE", _("需要变更信息")
    EXIT = "EXIT", _("应当退档")
    CANCEL = "CANCEL", _("应当注销")


REQUEST_OF = {
    CheckResult.RERATE: RequestKind.RERATE,
    CheckResult.CHANGE: RequestKind.CHANGE,
    CheckResult.EXIT: RequestKind.EXIT,
    CheckResult.CANCEL: RequestKind.CANCEL,
}


class RelapseCause(models.TextChoices):
    """Why a household that has left may be in hardship again."""

    INCOME = "INCOME", _("收入下降")
    EVENT = "EVENT", _("发生意外或灾害")
    ILLNESS = "ILLNESS", _("家庭成员患病")
    LINE = "LINE", _("标准调整")
    MATCH = "MATCH", _("比对结果")
    OTHER = "OTHER", _("其他情况")


class RelapseResult(models.TextChoices):
    """What came of a warning."""

    NOT_BACK = "NOT_BACK", _("核实后未返困")
    RESTORED = "RESTORED", _("已恢复在档")
    REENTRY = "REENTRY", _("重新申请建档")
    REFERRED = "REFERRED", _("已转介")


class EdgeResult(models.TextChoices):
    """What came of a border household that qualifies by now."""

    FILED = "FILED", _("已起草建档")
    NOT_IN_NEED = "NOT_IN_NEED", _("核实后不符合")


class AskedResult(models.TextChoices):
    """What came of a request a check has asked for."""

    ASKED = "ASKED", _("已提出申请")
    NOT_NEEDED = "NOT_NEEDED", _("复核后不需要")


class WatchStatus(models.TextChoices):
    """Where a household of the border watch list stands."""

    WATCHED = "WATCHED", _("关注中")
    QUALIFIES = "QUALIFIES", _("现已符合")
    LEFT = "LEFT", _("已移出")


class WatchLeft(models.TextChoices):
    """Why a household left the border watch list."""

    FILED = "FILED", _("已提交建档")
    IMPROVED = "IMPROVED", _("收入提高")
    GAVE_UP = "GAVE_UP", _("本人放弃")
    MOVED = "MOVED", _("迁出或离开单位")
    DIED = "DIED", _("死亡")
    OTHER = "OTHER", _("其他原因")


class PairStatus(models.TextChoices):
    """Where two files that may be one stand; the verdicts are two of these."""

    OPEN = "OPEN", _("待查")
    SAME = "SAME", _("重复")
    DIFFERENT = "DIFFERENT", _("不是同一户")
    GONE = "GONE", _("已无相同之处")


class Verdict(models.TextChoices):
    """What somebody decides about two files that may be one."""

    SAME = "SAME", _("重复")
    DIFFERENT = "DIFFERENT", _("不是同一户")
