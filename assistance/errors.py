"""What can go wrong with aid funds, each with a sentence that says what is wrong and what to do."""

from django.utils.translation import gettext as _

from unionaid.money import CENT
from unionaid.organizations.errors import UnitError


class FundError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "refused"

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


def yuan_text(amount):
    """Return an amount as sentences say it: 12,345.00."""
    return f"{amount.quantize(CENT):,}"


class Overspent(FundError):
    """An account would fall below zero. `balance` is what there is, `short` what is missing."""

    code = "overspent"

    def __init__(self, *, balance, short, of, fund=""):
        super().__init__(balance, short, of, fund)
        self.balance, self.short, self.of, self.fund = balance, short, of, fund

    def sentence(self):
        return _("%(fund)s%(account)s只有 %(balance)s 元，还差 %(short)s 元。请减少金额，或者先补充资金") % {
            "fund": self.fund,
            "account": self.of.label,
            "balance": yuan_text(self.balance),
            "short": yuan_text(self.short),
        }


class WrongFund(FundError):
    code = "wrong_fund"
    SCHEME, YEAR, LEVEL, INTEREST = "scheme", "year", "level", "interest"

    def __init__(self, *, reason):
        super().__init__(reason)
        self.reason = reason

    def sentence(self):
        if self.reason == self.SCHEME:
            return _("中央财政资金须选择中央财政的资金办法，其他来源选择“自有帮扶资金”")
        if self.reason == self.YEAR:
            return _("“职工困难帮扶资金”自 2022 年起才有，请改选资金办法或年度")
        if self.reason == self.INTEREST:
            return _("利息收入的资金来源须为“利息及其他”")
        return _("工会经费须选择经费级别，其他来源不选")


class KeepersOnly(FundError):
    code = "not_allowed"

    def sentence(self):
        return _("帮扶资金由本级工会有权限的人员办理，您的岗位没有这项权限")


class YearClosed(FundError):
    code = "year_closed"

    def __init__(self, *, unit, year):
        super().__init__(unit, year)
        self.unit, self.year = unit, year

    def sentence(self):
        return _("%(unit)s %(year)d 年度已年终结转，不能再记账。请记入下一年度") % {
            "unit": self.unit,
            "year": self.year,
        }


class SamePersonSigns(FundError):
    code = "same_person_twice"

    def sentence(self):
        return _("经办和复核须是两个人，请由另一人签发")


class AlreadySigned(FundError):
    code = "step_not_open"

    def sentence(self):
        return _("这份文件已经签发。请刷新页面查看最新情况")


class NotOneLevelDown(FundError):
    code = "not_one_level_down"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("资金只能逐级下拨，%(unit)s不是本级的直接下级或不管理资金。请选择直接下级工会") % {
            "unit": self.unit
        }


class RowsMissing(FundError):
    code = "rows_missing"

    def sentence(self):
        return _("请至少填写一个下级工会的金额")


class DocumentTaken(FundError):
    code = "document_taken"

    def __init__(self, *, document_no):
        super().__init__(document_no)
        self.document_no = document_no

    def sentence(self):
        return _("文号“%(document_no)s”的同一笔资金已经登记。确有第二笔的，请在文号后注明批次") % {
            "document_no": self.document_no
        }


class NotTheTop(FundError):
    code = "not_the_top"

    def sentence(self):
        return _("上级下达的资金由上级工会下拨、本级签收，不自行登记。请在“待签收”中办理")


class NotWaiting(FundError):
    code = "step_not_open"

    def sentence(self):
        return _("这笔资金已签收或已被上级收回。请刷新页面查看最新情况")


class NotReversible(FundError):
    """`why` is one of the reasons below."""

    code = "not_reversible"
    KIND, TWICE, RECEIVED = "kind", "twice", "received"

    def __init__(self, *, why):
        super().__init__(why)
        self.why = why

    def sentence(self):
        if self.why == self.TWICE:
            return _("这张凭证已经冲销，或者已有待签发的冲销申请")
        if self.why == self.RECEIVED:
            return _("下级工会已经签收这笔资金。请先由下级冲销签收凭证，再冲销下拨")
        return _("这类凭证不能冲销：支出用“支出退回”更正，年终结转不能更改")


class ReasonMissing(FundError):
    code = "reason_missing"

    def sentence(self):
        return _("请写明原因")


class NotReadyToClose(FundError):
    """`left` are sentences about what has to be done first."""

    code = "not_ready_to_close"

    def __init__(self, *, left):
        super().__init__(left)
        self.left = left

    def sentence(self):
        return _("年终结转前还须办理：%(left)s") % {"left": _("；").join(self.left)}


class CarryOverChanged(FundError):
    code = "edit_conflict"

    def sentence(self):
        return _("结转说明写好以后资金又有变动，请重新核对并填写")


class RefundTooLarge(FundError):
    code = "refund_too_large"

    def __init__(self, *, left):
        super().__init__(left)
        self.left = left

    def sentence(self):
        return _("这笔支出最多还能退回 %(left)s 元") % {"left": yuan_text(self.left)}


class FundMissing(FundError):
    code = "fund_missing"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s没有这笔资金，请先登记下达或本级安排") % {"unit": self.unit}


class MoneyLeftAtUnit(UnitError):
    """A unit that still keeps aid funds is to be merged or closed."""

    code = "money_left"

    def __init__(self, *, unit, amount):
        super().__init__(unit, amount)
        self.unit, self.amount = unit, amount

    def sentence(self):
        return _("%(unit)s还有帮扶资金 %(amount)s 元或待签收的下拨，请先用完、冲销签收或下拨后再撤并") % {
            "unit": self.unit,
            "amount": yuan_text(self.amount),
        }
