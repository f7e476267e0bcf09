"""What can be wrong with papers and signatures of a household."""

from django.utils.translation import gettext as _

from households.errors import FileError


class PapersMissing(FileError):
    """A required paper is missing, or a pledge replaces one that must be there."""

    code = "papers_missing"

    def __init__(self, *, kinds):
        super().__init__(kinds)
        self.kinds = kinds

    def sentence(self):
        labels = _("、").join(str(kind.label) for kind in self.kinds)
        return _("还缺必备材料：%(labels)s。请在“材料与承诺”中登记或上传后再提交") % {"labels": labels}


class ConsentsMissing(FileError):
    code = "consents_missing"

    def __init__(self, *, needs):
        super().__init__(needs)
        self.needs = needs

    def sentence(self):
        labels = _("、").join(
            _("%(name)s的%(title)s（%(state)s）")
            % {"name": need.person.name, "title": need.text.title, "state": need.state.label}
            for need in self.needs
        )
        return _("还缺授权：%(labels)s。请签字后在“授权”中登记再提交") % {"labels": labels}


class SignedAhead(FileError):
    code = "signed_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("签字日期不能晚于今天（%(day)s）") % {"day": self.day.isoformat()}


class NoTextThen(FileError):
    code = "no_text_then"

    def __init__(self, *, purpose, day):
        super().__init__(purpose, day)
        self.purpose, self.day = purpose, day

    def sentence(self):
        return _("%(day)s 还没有“%(purpose)s”的授权文本，请核对签字日期，或请省总工会发布文本") % {
            "day": self.day.isoformat(),
            "purpose": self.purpose.label,
        }


class GuardianMissing(FileError):
    code = "guardian_missing"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("%(name)s未满规定年龄，由监护人签字，请写明监护人姓名") % {"name": self.name}


class NotAskedToSign(FileError):
    code = "not_asked_to_sign"

    def __init__(self, *, name, title):
        super().__init__(name, title)
        self.name, self.title = name, title

    def sentence(self):
        return _("“%(title)s”不需要%(name)s签字，请核对人员和用途") % {"name": self.name, "title": self.title}


class ConsentEnded(FileError):
    code = "consent_ended"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("这份授权已于 %(day)s 撤回") % {"day": self.day.isoformat()}


class PaperKnown(FileError):
    code = "paper_known"

    def __init__(self, *, kind, day):
        super().__init__(kind, day)
        self.kind, self.day = kind, day

    def sentence(self):
        return _("%(kind)s已于 %(day)s 登记收到；更换扫描件请直接上传") % {
            "kind": self.kind.label,
            "day": self.day.isoformat(),
        }


class MendingNow(FileError):
    code = "mending_now"

    def sentence(self):
        return _("这份档案正在修改，请在修改页的“材料与承诺”中登记")


class ChecklistWrong(FileError):
    code = "checklist_wrong"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.text = sentence

    def sentence(self):
        return self.text
