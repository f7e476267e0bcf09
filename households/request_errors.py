"""What can go wrong with requests about files on record and with tasks."""

from django.utils.translation import gettext as _

from households.errors import FileError


class RequestStepNotOpen(FileError):
    code = "request_step_not_open"

    def __init__(self, *, step, status):
        super().__init__(step, status)
        self.step, self.status = step, status

    def sentence(self):
        return _("这项申请现在是“%(status)s”，不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "status": self.status.label,
            "step": self.step.label,
        }


class RequestAlreadyOpen(FileError):
    code = "request_already_open"

    def __init__(self, *, kind):
        super().__init__(kind)
        self.kind = kind

    def sentence(self):
        return _("这份档案有一项未办结的“%(kind)s”申请，请先办结或撤回") % {"kind": self.kind.label}


class RequestNotOpenFor(FileError):
    code = "request_not_open_for"

    def __init__(self, *, kind, status):
        super().__init__(kind, status)
        self.kind, self.status = kind, status

    def sentence(self):
        return _("档案现在是“%(status)s”，不能申请“%(kind)s”") % {
            "status": self.status.label,
            "kind": self.kind.label,
        }


class FileHeld(FileError):
    """Something under way with the file stands against the step; the sentence says what."""

    code = "file_held"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.said = sentence

    def sentence(self):
        return self.said


class TaskEnded(FileError):
    code = "task_ended"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("这项任务已是“%(status)s”，不能再办理。请刷新页面") % {"status": self.status.label}
