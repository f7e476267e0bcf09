"""What can go wrong with public notices and objections, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.errors import FileError


class NothingToPublish(FileError):
    code = "nothing_to_publish"

    def sentence(self):
        return _("请至少选择一户等待公示的档案")


class NotAwaitingNotice(FileError):
    """A file that does not wait for a notice, or hangs on another one already."""

    code = "not_awaiting_notice"

    def __init__(self, *, file_no):
        super().__init__(file_no)
        self.file_no = file_no

    def sentence(self):
        return _("%(file_no)s没有在等待公示，或已在另一个进行中的公示里。请刷新名单后重新选择") % {
            "file_no": self.file_no
        }


class PlaceMissing(FileError):
    code = "place_missing"

    def sentence(self):
        return _("请写明公示张贴的地点")


class TelephoneMissing(FileError):
    code = "telephone_missing"

    def sentence(self):
        return _("请写明监督电话")


class NoticeStartWrong(FileError):
    code = "notice_start_wrong"

    def __init__(self, *, earliest, today):
        super().__init__(earliest, today)
        self.earliest, self.today = earliest, today

    def sentence(self):
        return _(
            "公示开始日期应在 %(earliest)s 至 %(today)s 之间：不能早于档案进入公示的日期，也不能晚于今天"
        ) % {
            "earliest": self.earliest.isoformat(),
            "today": self.today.isoformat(),
        }


class NoticeRunning(FileError):
    """The step waits for the last day of the notice."""

    code = "notice_running"

    def __init__(self, *, ends_on):
        super().__init__(ends_on)
        self.ends_on = ends_on

    def sentence(self):
        return _("公示到 %(day)s 为止，期满后（次日起）才能进入下一步") % {"day": self.ends_on.isoformat()}


class NoticeMissing(FileError):
    code = "notice_missing"

    def sentence(self):
        return _("这份档案还没有公示，请先在“公示”中发布并等公示期满")


class ObjectionOpen(FileError):
    code = "objection_open"

    def __init__(self, *, count):
        super().__init__(count)
        self.count = count

    def sentence(self):
        return ngettext(
            "还有 %(n)d 件异议没有答复，请先由审核人答复",
            "还有 %(n)d 件异议没有答复，请先由审核人答复",
            self.count,
        ) % {"n": self.count}


class NoticeOver(FileError):
    code = "notice_over"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("这个公示已是“%(status)s”，不能再办理。请刷新页面") % {"status": self.status.label}


class ObjectionTooLate(FileError):
    code = "objection_too_late"

    def __init__(self, *, ends_on):
        super().__init__(ends_on)
        self.ends_on = ends_on

    def sentence(self):
        return _("公示已于 %(day)s 期满，期满后收到的意见不作为公示异议，请按信访或动态管理办理") % {
            "day": self.ends_on.isoformat()
        }


class ObjectionDateWrong(FileError):
    code = "objection_date_wrong"

    def __init__(self, *, starts_on):
        super().__init__(starts_on)
        self.starts_on = starts_on

    def sentence(self):
        return _("收到日期不能早于公示开始日 %(day)s，也不能晚于今天") % {"day": self.starts_on.isoformat()}


class ObjectorMissing(FileError):
    code = "objector_missing"

    def sentence(self):
        return _("请填写提出人，或勾选“匿名”")


class ObjectionEmpty(FileError):
    code = "objection_empty"

    def sentence(self):
        return _("请写明异议内容")


class EntryNotStanding(FileError):
    code = "entry_not_standing"

    def sentence(self):
        return _("这户已不在公示中，请核对公示名单")


class AnswerMissing(FileError):
    code = "answer_missing"

    def sentence(self):
        return _("请写明核查情况和答复")


class ObjectionAnswered(FileError):
    code = "objection_answered"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("这件异议已是“%(status)s”，不能再答复。请刷新页面") % {"status": self.status.label}


class AnswererRecordedIt(FileError):
    code = "answerer_recorded_it"

    def sentence(self):
        return _("您登记了这件异议，须由另一人答复")


class DayIsOrdinary(FileError):
    """A rest day on a weekend, or a working day in the week, is nothing to write down."""

    code = "day_is_ordinary"

    def sentence(self):
        return _("上班日只能是周六或周日，这一天本来就上班")


class DayKnown(FileError):
    code = "day_known"

    def __init__(self, *, day, name):
        super().__init__(day, name)
        self.day, self.name = day, name

    def sentence(self):
        return _("%(day)s 已登记为“%(name)s”，要改请先删除") % {
            "day": self.day.isoformat(),
            "name": self.name,
        }


class PhotoDayWrong(FileError):
    code = "photo_day_wrong"

    def __init__(self, *, first, last):
        super().__init__(first, last)
        self.first, self.last = first, last

    def sentence(self):
        return _("拍摄日期应在公示期内（%(first)s 至 %(last)s）") % {
            "first": self.first.isoformat(), "last": self.last.isoformat(),
        }
