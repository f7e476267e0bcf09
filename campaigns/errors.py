"""What can go wrong with the programmes, each with a sentence that says what to do."""

from django.utils.translation import gettext as _


class CampaignError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "refused"

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


class NotAllowed(CampaignError):
    code = "not_allowed"

    def sentence(self):
        return _("您的岗位没有这项权限")


class NotYours(CampaignError):
    code = "not_yours"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("这条记录由%(unit)s登记，请由它修改") % {"unit": self.unit}


class RecordWrong(CampaignError):
    """`faults` are (field, sentence) pairs, field "" for the whole record."""

    code = "record_wrong"

    def __init__(self, *, faults):
        super().__init__(faults)
        self.faults = faults

    @property
    def errors(self):
        return {"record": self.faults}

    def sentence(self):
        return "；".join(str(sentence) for _field, sentence in self.faults)


class RecordDoubtful(CampaignError):
    """The record may be right: it is taken when the same is sent again with the doubts confirmed."""

    code = "record_doubtful"

    def __init__(self, *, doubts):
        super().__init__(doubts)
        self.doubts = doubts

    def sentence(self):
        return "；".join(str(doubt) for doubt in self.doubts)


class RecordChanged(CampaignError):
    code = "edit_conflict"

    def sentence(self):
        return _("这条记录刚被别人修改过。请刷新页面，看过最新内容后再改")


class ActivityStepNotOpen(CampaignError):
    code = "step_not_open"

    def __init__(self, *, step, status):
        super().__init__(step, status)
        self.step, self.status = step, status

    def sentence(self):
        return _("记录现在是“%(status)s”，不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "status": self.status.label,
            "step": self.step.label,
        }


class ReasonMissing(CampaignError):
    code = "reason_missing"

    def sentence(self):
        return _("请写明原因")


class NotHeldYet(CampaignError):
    code = "not_held_yet"

    def sentence(self):
        return _("日期还没有到，活动举办以后再标记")


class PaidAlready(CampaignError):
    code = "paid_already"

    def __init__(self, *, number):
        super().__init__(number)
        self.number = number

    def sentence(self):
        return _("这笔支出已记入 %(number)s 号凭证。要修改或作废，请先在资金台账冲销这张凭证") % {
            "number": self.number
        }


class NothingToPay(CampaignError):
    code = "nothing_to_pay"

    def sentence(self):
        return _("这条记录没有要入账的支出。按名发放给家庭和学生的款物经“资金发放”支付")


class OtherSource(CampaignError):
    code = "other_source"

    def __init__(self, *, source):
        super().__init__(source)
        self.source = source

    def sentence(self):
        return _("记录上的资金来源是“%(source)s”，请选择同一来源的资金") % {"source": self.source}


class SamePersonPays(CampaignError):
    code = "same_person_twice"

    def sentence(self):
        return _("登记人不能自己入账，请由另一人办理")


class CampaignClosed(CampaignError):
    code = "campaign_closed"

    def __init__(self, *, unit, campaign, day):
        super().__init__(unit, campaign, day)
        self.unit, self.campaign, self.day = unit, campaign, day

    def sentence(self):
        return _("%(unit)s已于 %(day)s 总结“%(campaign)s”，不再登记。需要补记请先撤回总结") % {
            "unit": self.unit,
            "campaign": self.campaign,
            "day": self.day.isoformat(),
        }


class QuotaWrong(CampaignError):
    """`faults` are (unit, measure, sentence)."""

    code = "quota_wrong"

    def __init__(self, *, faults):
        super().__init__(faults)
        self.faults = faults

    def sentence(self):
        return "；".join(str(sentence) for _unit, _measure, sentence in self.faults)


class CampaignThere(CampaignError):
    code = "campaign_there"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("“%(name)s”已经发布，不能重复发布") % {"name": self.name}


class ReportThere(CampaignError):
    code = "report_there"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("本单位已于 %(day)s 总结这个活动") % {"day": self.day.isoformat()}


class ReportGone(CampaignError):
    code = "report_gone"

    def sentence(self):
        return _("总结已经撤回，请刷新页面")


class SheetWrong(CampaignError):
    """An uploaded workbook that cannot be taken; `rows` are (row number, column, sentence)."""

    code = "sheet_wrong"

    def __init__(self, *, rows):
        super().__init__(rows)
        self.rows = rows

    def sentence(self):
        return _("表格里有 %(n)d 处要改，一行也没有登记。改好后重新上传") % {"n": len(self.rows)}
