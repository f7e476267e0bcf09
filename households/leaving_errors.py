"""What stands against a file's leaving, returning or moving, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from households.errors import FileError
from households.leaving import MONTHS_ABOVE


class LeavingFactsMissing(FileError):
    """The request does not say what its kind must say; the sentence names it."""

    code = "leaving_facts_missing"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.said = sentence

    def sentence(self):
        return self.said


class IncomeNotAbove(FileError):
    code = "income_not_above"

    def __init__(self, *, line):
        super().__init__(line)
        self.line = line

    def sentence(self):
        return _(
            "脱困须连续 %(n)d 个月家庭人均月收入高于 %(line)s 元。请核对各月收入，或继续在档"
        ) % {"n": MONTHS_ABOVE, "line": self.line}


class HouseholdGoesOn(FileError):
    code = "household_goes_on"

    def sentence(self):
        return _("家中还有其他成员，可以改为“更换职工本人”。确需注销的，请勾选其他成员不再在档")


class TransferUnitClosed(FileError):
    code = "transfer_unit_closed"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s已撤销，不能转入。请选择现在的工会") % {"unit": self.unit}


class TransferToItself(FileError):
    code = "transfer_to_itself"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("档案已在%(unit)s，请选择另一个工会") % {"unit": self.unit}


class TransferUnitHoldsNone(FileError):
    code = "transfer_unit_holds_none"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s不直接保管档案，请选择它下面的工会") % {"unit": self.unit}


class NotInGrace(FileError):
    code = "not_in_grace"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("档案现在是“%(status)s”，只有渐退期内的档案可以恢复在档") % {
            "status": self.status.label
        }


class GraceIsOver(FileError):
    code = "grace_is_over"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("渐退期已于 %(day)s 届满，不能恢复在档。请重新建档，新档案会与这份档案关联，记为返困") % {
            "day": self.day.isoformat()
        }


class NoLongerEligible(FileError):
    code = "no_longer_eligible"

    def __init__(self, *, limit):
        super().__init__(limit)
        self.limit = limit

    def sentence(self):
        return _("家庭人均月收入高于上限 %(limit)s 元。仍要恢复的，请写明特殊情况") % {"limit": self.limit}


class DayInFuture(FileError):
    code = "day_in_future"

    def sentence(self):
        return _("日期不能晚于今天")


class ReferralPending(FileError):
    code = "referral_pending"

    def __init__(self, *, to):
        super().__init__(to)
        self.to = to

    def sentence(self):
        return _("已转介“%(to)s”，还没有结果。请先登记结果") % {"to": self.to.label}


class ReferralEnded(FileError):
    code = "referral_ended"

    def __init__(self, *, result):
        super().__init__(result)
        self.result = result

    def sentence(self):
        return _("这次转介已登记结果“%(result)s”，不能再登记") % {"result": self.result.label}


class ReferralBeforeItself(FileError):
    code = "referral_before_itself"

    def sentence(self):
        return _("结果日期不能早于转介日期")


class ReferralRefusedForClosed(FileError):
    code = "referral_refused_for_closed"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("档案现在是“%(status)s”，不能转介。请在新档案中办理") % {"status": self.status.label}
