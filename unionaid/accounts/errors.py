"""What can go wrong with accounts and postings, each with a sentence the administrator can act on."""

from django.utils.translation import gettext as _


class AccountError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "refused"

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


class NotAllowed(AccountError):
    """The acting posting has no right to do this, or not there."""

    code = "not_allowed"

    def sentence(self):
        return _("您的岗位不能办理这件事，请联系上级系统管理员")


class OwnAccount(AccountError):
    code = "own_account"

    def sentence(self):
        return _("不能给自己授权、停用或重置，请由另一位系统管理员办理")


class LastAdministrator(AccountError):
    code = "last_administrator"

    def sentence(self):
        return _("这是最后一位系统管理员。请先给另一人授予不限期的系统管理员岗位")


class UsernameTaken(AccountError):
    code = "username_taken"

    def __init__(self, *, username):
        super().__init__(username)
        self.username = username

    def sentence(self):
        return _("用户名 %(username)s 已被使用，请换一个") % {"username": self.username}


class PostingOverlaps(AccountError):
    code = "posting_overlaps"

    def __init__(self, *, posting):
        super().__init__(posting)
        self.posting = posting

    def sentence(self):
        return _("%(name)s在%(unit)s已有“%(role)s”岗位，期间重叠") % {
            "name": self.posting.user.display_name,
            "unit": self.posting.unit.name,
            "role": self.posting.role_label,
        }


class AdministratorStaysApart(AccountError):
    code = "administrator_stays_apart"

    def sentence(self):
        return _("系统管理员不兼任业务岗位：管理账号的人不办理档案，办理档案的人不管理账号")


class WrongDates(AccountError):
    code = "wrong_dates"

    def sentence(self):
        return _("结束日期不能早于开始日期，也不能早于今天")


class NotInForce(AccountError):
    code = "not_in_force"

    def sentence(self):
        return _("这个岗位已经结束，请刷新页面查看最新情况")


class DeputyRefused(AccountError):
    code = "deputy_refused"

    def sentence(self):
        return _("代理人须是另一位启用的用户，被代理的岗位须是正式岗位，代理须写明结束日期")


class HandoverRefused(AccountError):
    code = "handover_refused"

    def sentence(self):
        return _("移交给另一位经办业务的人，由第三人拟办；系统管理员岗位不移交，请直接授予和结束岗位")


class ReceiverWithoutOffice(AccountError):
    code = "receiver_without_office"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("%(name)s没有在任的业务岗位，无法登录签收，请先授予岗位") % {"name": self.name}


class HandoverWaiting(AccountError):
    code = "handover_waiting"

    def sentence(self):
        return _("这个岗位已有一份移交等待签收，请先签收或撤销")


class HandoverClosed(AccountError):
    code = "handover_closed"

    def sentence(self):
        return _("这份移交已经签收或撤销")


class PartRefused(AccountError):
    """A part of a handover that an upper app keeps could not go over."""

    code = "part_refused"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self._sentence = sentence

    def sentence(self):
        return self._sentence
