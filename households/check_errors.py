"""What can go wrong with re-checks, spot checks, surveys, warnings and likely duplicates."""

from django.utils.translation import gettext as _

from households.errors import FileError


class NotInsideOwnUnion(FileError):
    code = "not_inside_own_union"

    def sentence(self):
        return _("只能对本单位和下属单位下达，请重新选择单位")


class NotThisYear(FileError):
    code = "not_this_year"

    def __init__(self, *, year):
        super().__init__(year)
        self.year = year

    def sentence(self):
        return _("期限须在今天和 %(year)d 年 12 月 31 日之间，请重新填写") % {"year": self.year}


class RecheckAlreadyOrdered(FileError):
    code = "recheck_already_ordered"

    def __init__(self, *, unit, year):
        super().__init__(unit, year)
        self.unit, self.year = unit, year

    def sentence(self):
        return _("%(unit)s %(year)d 年度的年审已经下达，请在进度表中查看") % {
            "unit": self.unit, "year": self.year,
        }


class NothingToCheck(FileError):
    code = "nothing_to_check"

    def sentence(self):
        return _("所选范围内没有需要核查的在档档案，请换一个单位或年度")


class CheckNoteMissing(FileError):
    code = "check_note_missing"

    def sentence(self):
        return _("请写明核查发现的情况和理由")


class CheckByUpperUnion(FileError):
    code = "check_by_upper_union"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("抽查结果由下达抽查的%(unit)s登记，请联系该工会") % {"unit": self.unit}


class ShareTooSmall(FileError):
    code = "share_too_small"

    def __init__(self, *, least):
        super().__init__(least)
        self.least = least

    def sentence(self):
        return _("抽查比例不能低于认定标准规定的 %(n)d%%") % {"n": self.least}


class SpotCheckAlreadyDrawn(FileError):
    code = "spot_check_already_drawn"

    def __init__(self, *, unit, year):
        super().__init__(unit, year)
        self.unit, self.year = unit, year

    def sentence(self):
        return _("%(unit)s %(year)d 年度的名单已经抽取，不能重抽；原名单可以随时重新验证") % {
            "unit": self.unit, "year": self.year,
        }


class WrongResult(FileError):
    code = "wrong_result"

    def sentence(self):
        return _("请选择办理结果")


class SurveySpanWrong(FileError):
    code = "survey_span_wrong"

    def sentence(self):
        return _("完成期限不能早于开始日期，也不能早于今天，请重新填写")


class SurveyNameTaken(FileError):
    code = "survey_name_taken"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("本单位已有名为“%(name)s”的排查，请换一个名称") % {"name": self.name}


class NobodyBelow(FileError):
    code = "nobody_below"

    def sentence(self):
        return _("本单位没有下属单位，不能下达排查")


class NotThisUnion(FileError):
    code = "not_this_union"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("排查情况由%(unit)s自己上报，请联系该工会") % {"unit": self.unit}


class SurveyEnded(FileError):
    code = "survey_ended"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("本单位已在 %(day)s 报告完成；需要更正的，请下达单位退回") % {"day": self.day.isoformat()}


class SurveyNumbersWrong(FileError):
    code = "survey_numbers_wrong"

    def __init__(self, *, is_through):
        super().__init__(is_through)
        self.is_through = is_through

    def sentence(self):
        if self.is_through:
            return _("报告完成时已排查户数须等于应排查户数，发现和建档户数依次不能更多")
        return _("户数须依次不增加：应排查、已排查、发现困难、已建档，请核对")


class ChangedElsewhere(FileError):
    code = "edit_conflict"

    def sentence(self):
        return _("您打开页面后别人已经保存过，请核对最新数字后重新填写")


class NobodyToRemind(FileError):
    code = "nobody_to_remind"

    def sentence(self):
        return _("没有需要催报的单位：都已完成，或今天已经催过")


class NotAtTheEdge(FileError):
    code = "not_at_the_edge"

    def sentence(self):
        return _("核算结果不是“边缘困难”，不列入名单；请先填完收入和支出")


class AlreadyWatched(FileError):
    code = "already_watched"

    def sentence(self):
        return _("这户家庭已在本单位的边缘名单中，请在名单里查看")


class NotWatched(FileError):
    code = "not_watched"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("这户家庭已在 %(day)s 移出名单") % {"day": self.day.isoformat()}


class NotGone(FileError):
    code = "not_gone"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("只有渐退期和退档的家庭才登记返困预警，这份档案现在是“%(status)s”") % {
            "status": self.status.label
        }


class WarnedAlready(FileError):
    code = "warned_already"

    def __init__(self, *, cause):
        super().__init__(cause)
        self.cause = cause

    def sentence(self):
        return _("这户家庭已有一项“%(cause)s”的预警等待核实，请在任务清单中办理") % {
            "cause": self.cause.label
        }


class NothingChosen(FileError):
    code = "nothing_chosen"

    def sentence(self):
        return _("没有选中可以办理的档案对")


class PairDecided(FileError):
    code = "pair_decided"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("其中一对已有结论“%(status)s”，请刷新页面后重新选择") % {"status": self.status.label}


class PairChanged(FileError):
    code = "edit_conflict"

    def sentence(self):
        return _("您打开页面后，比对的信息已经变化，请刷新页面重新核对")


class DecisionGone(FileError):
    code = "decision_gone"

    def sentence(self):
        return _("没有可以撤销的结论：已经撤销，或由其他单位登记")
