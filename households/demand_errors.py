"""What can go wrong with the demands of households."""

from django.utils.translation import gettext as _

from households.errors import FileError


class DemandStepNotOpen(FileError):
    code = "demand_step_not_open"

    def __init__(self, *, step, status):
        super().__init__(step, status)
        self.step, self.status = step, status

    def sentence(self):
        return _("这项诉求现在是“%(status)s”，不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "status": self.status.label,
            "step": self.step.label,
        }


class DemandNotOpenFor(FileError):
    code = "demand_not_open_for"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("档案现在是“%(status)s”，不能再登记诉求") % {"status": self.status.label}


class DemandFactsMissing(FileError):
    """Something a demand or its step needs is not there; the sentence says what."""

    code = "demand_facts_missing"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.said = sentence

    def sentence(self):
        return self.said


class DemandDueTooEarly(FileError):
    code = "demand_due_too_early"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("办理期限不能早于今天（%(day)s）") % {"day": self.day.isoformat()}
