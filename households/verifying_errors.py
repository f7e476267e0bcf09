"""What can go wrong with a visit, a match or a meeting, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from households.errors import FileError


class VisitMissing(FileError):
    code = "visit_missing"

    def sentence(self):
        return _("本轮还没有入户核实记录，请先登记至少两人参加的入户核实")


class VisitAhead(FileError):
    code = "visit_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("走访日期不能晚于今天（%(day)s），请改为实际走访的日期") % {"day": self.day.isoformat()}


class VisitTooEarly(FileError):
    code = "visit_too_early"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("走访日期早于申请日期（%(day)s），请填写申请之后的入户核实") % {"day": self.day.isoformat()}


class VisitorsMissing(FileError):
    code = "visitors_missing"

    def sentence(self):
        return _("入户核实须由至少两人参加，请填写两位走访人的姓名")


class FindingsMissing(FileError):
    code = "findings_missing"

    def sentence(self):
        return _("请写明入户了解到的情况")


class MatchMissing(FileError):
    code = "match_missing"

    def sentence(self):
        return _("本轮还没有比对结果，请先登记核对单位的回函")


class MatchAhead(FileError):
    code = "match_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("回函日期不能晚于今天（%(day)s），请改为回函上的日期") % {"day": self.day.isoformat()}


class MatchDetailMissing(FileError):
    code = "match_detail_missing"

    def sentence(self):
        return _("比对结果为“不符”，请写明哪些内容不符和如何处理")


class MinutesMissing(FileError):
    code = "minutes_missing"

    def sentence(self):
        return _("这份档案的审批流程要求集体研究，请选择或登记审核会议纪要")


class MinutesOfAnother(FileError):
    code = "minutes_of_another"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("请选择%(unit)s自己的会议纪要") % {"unit": self.unit}


class MeetingAhead(FileError):
    code = "meeting_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("会议日期不能晚于今天（%(day)s），请改为实际开会的日期") % {"day": self.day.isoformat()}


class MeetingTooEarly(FileError):
    code = "meeting_too_early"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("会议早于档案进入县级审核的日期（%(day)s），请登记之后召开的会议") % {
            "day": self.day.isoformat()
        }


class AttendeesMissing(FileError):
    code = "attendees_missing"

    def sentence(self):
        return _("集体研究须有至少两人参加，请填写参会人员的姓名")


class MinutesNumberTaken(FileError):
    code = "minutes_number_taken"

    def __init__(self, *, number):
        super().__init__(number)
        self.number = number

    def sentence(self):
        return _("已有编号为“%(number)s”的会议纪要，请直接选择它或换一个编号") % {"number": self.number}
