"""What can go wrong when a file on record is changed."""

from django.utils.translation import gettext as _

from households.errors import FileError


class ChangedMeanwhile(FileError):
    """Somebody changed the same part after the page was made. Carries who and when, where known."""

    code = "edit_conflict"

    def __init__(self, *, by="", at=None):
        super().__init__(by, at)
        self.by, self.at = by, at

    def sentence(self):
        if not self.by:
            return _("这部分内容在您填写时已经改动，请核对两边的内容后再保存")
        return _("%(by)s 在 %(at)s 也改动了这部分内容，请核对两边的内容后再保存") % {
            "by": self.by,
            "at": self.at.strftime("%m-%d %H:%M"),
        }


class NothingChanged(FileError):
    code = "nothing_changed"

    def sentence(self):
        return _("内容没有变化，不需要保存")


class FieldUnderRequest(FileError):
    """An open request asks for another value of the same field."""

    code = "field_under_request"

    def __init__(self, *, label, kind):
        super().__init__(label, kind)
        self.label, self.kind = label, kind

    def sentence(self):
        return _("“%(label)s”正在一项未办结的“%(kind)s”申请中改动，请先办结或撤回那项申请") % {
            "label": self.label,
            "kind": self.kind.label,
        }


class NotUndoable(FileError):
    """A change that was undone, or whose fields have been changed again."""

    code = "not_undoable"

    def sentence(self):
        return _("这项变更已经撤销，或者之后又有改动，不能撤销。请直接填写新的内容")


class ChangedOnFile(FileError):
    """The file has changed the same fields since the proposal was begun. Carries the clashes."""

    code = "edit_conflict"

    def __init__(self, *, clashes):
        super().__init__(clashes)
        self.clashes = clashes

    def sentence(self):
        return _("填写期间档案的 %(n)d 项内容已被别人改动，请核对两边的内容后再提交") % {
            "n": len(self.clashes)
        }


class LevelStays(FileError):
    code = "level_stays"

    def sentence(self):
        return _("变更申请不能改动档案级别，请改回原来的级别")


class DraftStands(FileError):
    """Somebody is already filling in a request of another kind about the file."""

    code = "draft_stands"

    def __init__(self, *, kind, by):
        super().__init__(kind, by)
        self.kind, self.by = kind, by

    def sentence(self):
        return _("%(by)s 正在填写这份档案的“%(kind)s”申请，请先提交或删除那份草稿") % {
            "by": self.by,
            "kind": self.kind.label,
        }


class NobodyLeaves(FileError):
    code = "nobody_leaves"

    def sentence(self):
        return _("请选择分出去的家庭成员，并从中选定一位作为新档案的职工本人")


class OtherFileUnfit(FileError):
    """A file that cannot be merged with this one; the sentence says why and what to do."""

    code = "other_file_unfit"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.said = sentence

    def sentence(self):
        return self.said
