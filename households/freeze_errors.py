"""Why a step waits for the end of a freeze, and why a freeze cannot be set as asked."""

from datetime import timedelta

from django.utils.translation import gettext as _

from households.errors import FileError


class WorkFrozen(FileError):
    """Says until when, from when on again, and whom to ask."""

    code = "work_frozen"

    def __init__(self, *, freeze, work):
        super().__init__(freeze, work)
        self.freeze, self.work = freeze, work

    def sentence(self):
        freeze, keeper = self.freeze, self.freeze.set_at_unit
        return _(
            "%(first)s 至 %(last)s 为冻结期（%(reason)s），暂停%(work)s，请在 %(again)s 起办理；"
            "急需办理的，请与%(keeper)s（%(telephone)s）联系列为例外"
        ) % {
            "first": freeze.first_day.isoformat(),
            "last": freeze.last_day.isoformat(),
            "reason": freeze.reason,
            "work": self.work.label,
            "again": (freeze.last_day + timedelta(days=1)).isoformat(),
            "keeper": keeper.name,
            "telephone": keeper.telephone or "—",
        }


class FreezeStopsNothing(FileError):
    code = "freeze_stops_nothing"

    def sentence(self):
        return _("请至少选择一项暂停的工作")


class FreezeDaysWrong(FileError):
    code = "freeze_days_wrong"

    def __init__(self, *, today):
        super().__init__(today)
        self.today = today

    def sentence(self):
        return _("冻结期不能早于今天（%(today)s）开始，也不能在开始之前结束") % {
            "today": self.today.isoformat()
        }


class FreezeOver(FileError):
    code = "freeze_over"

    def sentence(self):
        return _("这个冻结期已经结束或解除")


class FreezeOfAnother(FileError):
    code = "freeze_of_another"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("这个冻结期由%(unit)s设定，请与其联系") % {"unit": self.unit}


class AlreadyExcepted(FileError):
    code = "already_excepted"

    def sentence(self):
        return _("这个人已经列为例外")


class ExceptedElsewhere(FileError):
    code = "excepted_elsewhere"

    def sentence(self):
        return _("只能把冻结范围内任职的人列为例外")
