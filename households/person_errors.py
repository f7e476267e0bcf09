"""What can be wrong with what somebody asks about the data held on them."""

from django.utils.translation import gettext as _

from households.errors import FileError


class IdentityWrong(FileError):
    code = "identity_wrong"

    def sentence(self):
        return _("身份证号码不正确，请对照证件逐位核对")


class RequesterMissing(FileError):
    code = "requester_missing"

    def sentence(self):
        return _("不是本人提出的，请写明提出人姓名")


class RequestedAhead(FileError):
    code = "requested_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("提出日期不能晚于今天（%(day)s）") % {"day": self.day.isoformat()}


class AnswerMissing(FileError):
    code = "answer_missing"

    def sentence(self):
        return _("请写明答复的内容；不予办理的写明理由和救济途径")


class AlreadyAnswered(FileError):
    code = "already_answered"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("这项请求已于 %(day)s 答复") % {"day": self.day.isoformat()}


class NotAnAccess(FileError):
    code = "not_an_access"

    def sentence(self):
        return _("只有“查询本人信息”可以打印本人信息，请另行登记一项查询")
