"""What can go wrong with a union unit, each with a sentence the administrator can act on."""

from django.utils.translation import gettext as _


class UnitError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "refused"

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


class UnitNotFound(UnitError, LookupError):
    code = "unit_not_found"

    def __init__(self, *, given):
        super().__init__(given)
        self.given = given

    def sentence(self):
        return _("没有代码为 %(code)s 的机构") % {"code": self.given}


class UnitIsClosed(UnitError):
    code = "unit_closed"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s已撤销，请选择现在的机构") % {"unit": self.unit}


class CodeTaken(UnitError):
    code = "code_taken"

    def __init__(self, *, taken_by):
        super().__init__(taken_by)
        self.taken_by = taken_by

    def sentence(self):
        return _("机构代码 %(code)s 已由%(unit)s使用，请换一个") % {
            "code": self.taken_by.code,
            "unit": self.taken_by,
        }


class NameTaken(UnitError):
    code = "name_taken"

    def __init__(self, *, taken_by):
        super().__init__(taken_by)
        self.taken_by = taken_by

    def sentence(self):
        return _("同一上级下已有%(unit)s（%(code)s），请核对名称") % {
            "unit": self.taken_by,
            "code": self.taken_by.code,
        }


class LevelTooHigh(UnitError):
    code = "level_too_high"

    def __init__(self, *, level, parent):
        super().__init__(level, parent)
        self.level, self.parent = level, parent

    def sentence(self):
        return _("%(parent)s是%(above)s，其下不能设%(level)s机构") % {
            "parent": self.parent,
            "above": self.parent.get_level_display(),
            "level": self.level.label,
        }


class IntoItself(UnitError):
    code = "into_itself"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("不能把%(unit)s移到或并入它自己或它的下级") % {"unit": self.unit}


class TopUnit(UnitError):
    code = "top_unit"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s是最上级机构，不能移动、合并或撤销") % {"unit": self.unit}


class NotEmpty(UnitError):
    """A unit to be closed still holds something. `left` lists (what, how many)."""

    code = "not_empty"

    def __init__(self, *, unit, left):
        super().__init__(unit, left)
        self.unit, self.left = unit, left

    def sentence(self):
        return _("%(unit)s还有%(left)s，不能撤销。请先办结、移走或合并到其他机构") % {
            "unit": self.unit,
            "left": _("、").join(f"{what} {count}" for what, count in self.left),
        }


class EditedMeanwhile(UnitError):
    code = "edited_meanwhile"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s刚被别人修改过，请刷新页面核对后再保存") % {"unit": self.unit}
