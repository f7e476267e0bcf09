"""Why a batch or a payment is refused, each with a sentence that says what is wrong and what to do."""

from django.utils.translation import gettext as _

from assistance.aid_errors import AidError
from unionaid.money import plain


class BatchError(AidError):
    """Base of every refusal about batches."""


class BatchStepNotOpen(BatchError):
    code = "step_not_open"

    def __init__(self, *, batch, step):
        super().__init__(batch, step)
        self.batch, self.step = batch, step

    def sentence(self):
        return _("批次 %(number)s 现在是“%(status)s”，您不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "number": self.batch.number,
            "status": self.batch.get_status_display(),
            "step": self.step.label,
        }


class SamePersonTwice(BatchError):
    code = "same_person_twice"

    def __init__(self, *, batch):
        super().__init__(batch)
        self.batch = batch

    def sentence(self):
        return _("批次 %(number)s 的编制、审批、发放须由不同的人办理") % {"number": self.batch.number}


class BatchNoteMissing(BatchError):
    code = "note_missing"
    field = "note"

    def __init__(self, *, step):
        super().__init__(step)
        self.step = step

    def sentence(self):
        return _("“%(step)s”须写明原因") % {"step": self.step.label}


class BatchNotEditable(BatchError):
    code = "not_editable"

    def __init__(self, *, batch):
        super().__init__(batch)
        self.batch = batch

    def sentence(self):
        return _("批次 %(number)s 现在是“%(status)s”，名单和金额不能再改") % {
            "number": self.batch.number,
            "status": self.batch.get_status_display(),
        }


class FundNotYours(BatchError):
    code = "fund_not_yours"
    field = "fund"

    def sentence(self):
        return _("发放批次只能用本级工会本年度的资金，请重新选择")


class BatchEmpty(BatchError):
    code = "batch_empty"

    def sentence(self):
        return _("名单里还没有家庭，请先添加")


class RowsBlocked(BatchError):
    """`blocked` is how many rows cannot be paid as they are."""

    code = "rows_blocked"

    def __init__(self, *, blocked):
        super().__init__(blocked)
        self.blocked = blocked

    def sentence(self):
        return _("%(n)d 户不能发放，处理后才能继续") % {"n": self.blocked}


class AccountUnreadable(BatchError):
    code = "account_unreadable"

    def sentence(self):
        return _("银行账号不是 13 到 20 位数字，请在档案中更正")


class AmountMissing(BatchError):
    code = "amount_missing"
    field = "amount"

    def sentence(self):
        return _("还没有填写金额")


class CarriedByBatch(BatchError):
    """A single step on an aid that a batch carries."""

    code = "carried_by_batch"

    def __init__(self, *, number):
        super().__init__(number)
        self.number = number

    def sentence(self):
        return _("这项帮扶在发放批次 %(number)s 中，请在批次里办理") % {"number": self.number}


class NotTakeable(BatchError):
    code = "not_takeable"

    def sentence(self):
        return _("只能加入同一资金、同一项目、已批准或退票、还没有进入其他批次的帮扶")


class AccountChanged(BatchError):
    code = "account_changed"

    def sentence(self):
        return _("批准以后银行账户有变动，请撤下这一户，核实后另行发放")


class ContentChanged(BatchError):
    code = "content_changed"

    def __init__(self, *, number):
        super().__init__(number)
        self.number = number

    def sentence(self):
        return _("批次 %(number)s 的内容与批准时不一致，已停止发放。请联系系统管理员核查操作记录") % {
            "number": self.number
        }


class NothingToPay(BatchError):
    code = "nothing_to_pay"

    def sentence(self):
        return _("这个批次没有待发放的家庭")


class RowNotOpen(BatchError):
    code = "row_not_open"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("这一户现在是“%(status)s”，不能这样办理。请刷新页面查看最新情况") % {"status": self.status}


class ReasonMissing(BatchError):
    code = "reason_missing"
    field = "reason"

    def sentence(self):
        return _("请写明原因")


class FileUnreadable(BatchError):
    """A file that cannot be read at all. `why` is a sentence."""

    code = "file_unreadable"
    field = "file"

    def __init__(self, *, why):
        super().__init__(why)
        self.why = why

    def sentence(self):
        return self.why


class ReturnRefused(BatchError):
    """A return file with faults: nothing of it is written. `faults` are (row, column, sentence) triples."""

    code = "return_refused"
    field = "file"

    def __init__(self, *, faults):
        super().__init__(faults)
        self.faults = faults

    def sentence(self):
        return _("回盘文件有 %(n)d 处问题，没有写入任何结果。请按标出的单元格更正后重新上传") % {
            "n": len(self.faults)
        }


class SameReturnTwice(BatchError):
    code = "same_return_twice"
    field = "file"

    def __init__(self, *, on):
        super().__init__(on)
        self.on = on

    def sentence(self):
        return _("这份回盘文件已于 %(day)s 导入，不能重复导入") % {"day": self.on.isoformat()}


class LayoutFault(BatchError):
    """A bank template that cannot be used. `why` is a sentence."""

    code = "layout_fault"
    field = "columns"

    def __init__(self, *, why):
        super().__init__(why)
        self.why = why

    def sentence(self):
        return self.why


class BatchOverspent(BatchError):
    code = "overspent"

    def __init__(self, *, short):
        super().__init__(short)
        self.short = short

    def sentence(self):
        return _("资金余额不足，还差 %(short)s 元") % {"short": plain(self.short)}
