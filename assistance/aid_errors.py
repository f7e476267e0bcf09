"""Why an aid or its standards are refused, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from unionaid.money import plain


class AidError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API.

    `field` names the field of the form that the sentence belongs to, "" for the whole form.
    """

    code = "refused"
    field = ""

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


class AidNotAllowed(AidError):
    code = "not_allowed"

    def sentence(self):
        return _("您的岗位没有这项权限")


class AidStepNotOpen(AidError):
    code = "step_not_open"

    def __init__(self, *, step, status):
        super().__init__(step, status)
        self.step, self.status = step, status

    def sentence(self):
        return _("这项帮扶现在是“%(status)s”，不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "status": self.status.label,
            "step": self.step.label,
        }


class SamePersonTwice(AidError):
    code = "same_person_twice"

    def sentence(self):
        return _("这项帮扶由您提出，须由另一人审批")


class AidNoteMissing(AidError):
    code = "note_missing"
    field = "note"

    def __init__(self, *, step):
        super().__init__(step)
        self.step = step

    def sentence(self):
        return _("“%(step)s”须写明原因") % {"step": self.step.label}


class NotApprovedHere(AidError):
    code = "not_approved_here"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("这项帮扶由%(unit)s审批") % {"unit": self.unit}


class NotOnFile(AidError):
    """Aid follows the file (依档帮扶): first the file, then the aid."""

    code = "not_on_file"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("档案现在是“%(status)s”，先建档、后帮扶：请在档案批准后再提出") % {
            "status": self.status.label
        }


class StandardsMissing(AidError):
    code = "standards_missing"

    def __init__(self, *, unit, day):
        super().__init__(unit, day)
        self.unit, self.day = unit, day

    def sentence(self):
        return _("%(unit)s在 %(day)s 没有帮扶标准，请省总工会先发布") % {
            "unit": self.unit,
            "day": self.day.isoformat(),
        }


class NoCapForTier(AidError):
    code = "no_cap_for_tier"
    field = "aid_type"

    def __init__(self, *, aid_type, tier):
        super().__init__(aid_type, tier)
        self.aid_type, self.tier = aid_type, tier

    def sentence(self):
        return _("帮扶标准没有为“%(tier)s”规定%(type)s的上限，请先认定困难类别或者补充学段") % {
            "tier": self.tier,
            "type": self.aid_type,
        }


class OverCap(AidError):
    code = "over_cap"
    field = "amount"

    def __init__(self, *, result):
        super().__init__(result)
        self.result = result

    def sentence(self):
        return _("超过本年上限 %(over)s 元：还可以帮扶 %(left)s 元。请减少金额，或者写明超限的批文和理由") % {
            "over": plain(self.result.over_by),
            "left": plain(self.result.left),
        }


class ExceptionIncomplete(AidError):
    code = "exception_incomplete"
    field = "over_cap_document"

    def sentence(self):
        return _("超过上限须同时写明批文文号和理由")


class SameAidInPeriod(AidError):
    """The household has the same aid from the same source in the period already."""

    code = "same_aid_in_period"
    field = "period"

    def __init__(self, *, aid_type, period, record):
        super().__init__(aid_type, period, record)
        self.aid_type, self.period, self.record = aid_type, period, record

    def sentence(self):
        return _(
            "这户在“%(period)s”已有同一资金来源的%(type)s（%(status)s，%(amount)s 元），"
            "同一项目同一时段不能重复。请更换时段或者先撤回那一项"
        ) % {
            "period": self.period,
            "type": self.aid_type,
            "status": self.record.get_status_display(),
            "amount": plain(self.record.amount),
        }


class SameStudentTwice(AidError):
    """The student is aided in the year already, here or at another union. Tells where, nothing else."""

    code = "same_student_twice"
    field = "member"

    def __init__(self, *, student, year, office, telephone):
        super().__init__(student, year, office, telephone)
        self.student, self.year, self.office, self.telephone = student, year, office, telephone

    def sentence(self):
        return _("%(student)s %(year)d 年已由%(office)s助学（电话 %(telephone)s），一名学生一年一次") % {
            "student": self.student,
            "year": self.year,
            "office": self.office,
            "telephone": self.telephone or _("未登记"),
        }


class AccountMissing(AidError):
    code = "account_missing"

    def sentence(self):
        return _("档案没有银行账户，资金只发到本人银行卡。请先在档案中补录账户")


class CentralForNationalOnly(AidError):
    code = "central_for_national_only"
    field = "source"

    def __init__(self, *, scheme):
        super().__init__(scheme)
        self.scheme = scheme

    def sentence(self):
        return _("%(scheme)s只能用于全国级档案，请选择其他资金来源") % {"scheme": self.scheme}


class StandardsOverlap(AidError):
    code = "standards_overlap"
    field = "valid_from"

    def __init__(self, *, start):
        super().__init__(start)
        self.start = start

    def sentence(self):
        return _("生效日期须晚于现行标准的生效日期 %(start)s") % {"start": self.start.isoformat()}


class VersionTaken(AidError):
    code = "version_taken"
    field = "version"

    def __init__(self, *, version):
        super().__init__(version)
        self.version = version

    def sentence(self):
        return _("已有版本“%(version)s”，请换一个版本号") % {"version": self.version}


class StandardsEmpty(AidError):
    code = "standards_empty"

    def sentence(self):
        return _("新版标准没有任何上限，请至少填写一项")
