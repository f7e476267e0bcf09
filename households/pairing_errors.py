"""What can go wrong with responsible contacts and visits, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from households.errors import FileError


class AlreadyPaired(FileError):
    """A second current contact. The sentence names the first."""

    code = "already_paired"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("这户的责任联系人是%(name)s，一户只有一位。要换人请办理移交") % {"name": self.name}


class NotPaired(FileError):
    code = "not_paired"

    def sentence(self):
        return _("这户现在没有责任联系人，请先结对")


class PairingNotOpenFor(FileError):
    code = "pairing_not_open_for"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("档案现在是“%(status)s”，只有在档和渐退期的家庭才结对") % {"status": self.status.label}


class ContactMissing(FileError):
    code = "contact_missing"

    def sentence(self):
        return _("请选择本单位人员，或者填写联系人的姓名、单位职务和联系电话")


class ContactNotHere(FileError):
    """The chosen account holds no office that sees the file."""

    code = "contact_not_here"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("%(name)s现在没有能查看这份档案的岗位，请选择本单位或上级单位的在岗人员") % {
            "name": self.name
        }


class ContactPhoneWrong(FileError):
    code = "contact_phone_wrong"

    def sentence(self):
        return _("联系电话应为 11 位手机号码或带区号的座机")


class SameContact(FileError):
    code = "same_contact"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("责任联系人已经是%(name)s，请选择另一个人") % {"name": self.name}


class PairingAhead(FileError):
    code = "pairing_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("结对日期不能晚于今天（%(day)s），也不能早于上一次结对") % {"day": self.day.isoformat()}


class NothingChosen(FileError):
    code = "nothing_chosen"

    def sentence(self):
        return _("请先选择家庭")


class VisitorMissing(FileError):
    code = "visitor_missing"

    def sentence(self):
        return _("请填写走访人的姓名")


class VisitNotOpenFor(FileError):
    code = "visit_not_open_for"

    def __init__(self, *, status, purpose):
        super().__init__(status, purpose)
        self.status, self.purpose = status, purpose

    def sentence(self):
        return _("档案现在是“%(status)s”，不能登记“%(purpose)s”") % {
            "status": self.status.label,
            "purpose": self.purpose.label,
        }


class NextVisitTooEarly(FileError):
    code = "next_visit_too_early"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("下次走访应晚于今天（%(day)s）") % {"day": self.day.isoformat()}
