"""What can go wrong with a file, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _


class FileError(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "refused"

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _("不能办理")


class StepNotOpen(FileError):
    code = "step_not_open"

    def __init__(self, *, step, status):
        super().__init__(step, status)
        self.step, self.status = step, status

    def sentence(self):
        return _("档案现在是“%(status)s”，不能办理“%(step)s”。请刷新页面查看最新情况") % {
            "status": self.status.label,
            "step": self.step.label,
        }


class ChainMissing(FileError):
    code = "chain_missing"

    def __init__(self, *, unit, day):
        super().__init__(unit, day)
        self.unit, self.day = unit, day

    def sentence(self):
        return _("%(unit)s在 %(day)s 没有审批流程，请省总工会先设定") % {
            "unit": self.unit,
            "day": self.day.isoformat(),
        }


class SamePersonTwice(FileError):
    code = "same_person_twice"

    def sentence(self):
        return _("您已录入或审核过这份档案，须由另一人办理")


class NoteMissing(FileError):
    code = "note_missing"

    def __init__(self, *, step):
        super().__init__(step)
        self.step = step

    def sentence(self):
        return _("“%(step)s”须写明意见") % {"step": self.step.label}


class NotWaitingHere(FileError):
    code = "not_waiting_here"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("这份档案正等待%(unit)s办理") % {"unit": self.unit}


class PersonAlreadyOnFile(FileError):
    """A person of the file is in another living file. Tells the office and its telephone, nothing else."""

    code = "person_already_on_file"

    def __init__(self, *, member, office, telephone):
        super().__init__(member, office, telephone)
        self.member, self.office, self.telephone = member, office, telephone

    def sentence(self):
        return _("%(member)s的证件号码已在%(office)s的档案中（电话 %(telephone)s），请联系该工会核对") % {
            "member": self.member,
            "office": self.office,
            "telephone": self.telephone or _("未登记"),
        }


class PersonHasHistory(FileError):
    """Rows beside the file hold on to a person who is no longer in its content."""

    code = "person_has_history"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("%(name)s名下有帮扶记录，不能从家庭成员中删去。请保留此人，并填写不计入家庭人口的原因") % {
            "name": self.name
        }


class UnitClosed(FileError):
    code = "unit_closed"

    def __init__(self, *, unit):
        super().__init__(unit)
        self.unit = unit

    def sentence(self):
        return _("%(unit)s已撤销，不能新建档案，已存的草稿仍在。请联系上级工会，由接管的工会办理") % {
            "unit": self.unit
        }


class TierReasonMissing(FileError):
    code = "tier_reason_missing"

    def sentence(self):
        return _("所选梯度与核算建议不同，须写明理由")


class TierMissing(FileError):
    code = "tier_missing"

    def sentence(self):
        return _("请选择困难类别")


class TierNotConfirmed(FileError):
    code = "tier_not_confirmed"

    def sentence(self):
        return _("所选梯度与核算建议不同，须勾选“同意改定梯度”后通过，或者退回")


class NobodyConfirms(FileError):
    code = "nobody_confirms"

    def sentence(self):
        return _("这份档案的流程到县级审核为止，没有下一级确认另选的类别。请退回，由经办人改选并写明理由")


class LineMissing(FileError):
    code = "line_missing"

    def __init__(self, *, unit, day):
        super().__init__(unit, day)
        self.unit, self.day = unit, day

    def sentence(self):
        return _("%(unit)s在 %(day)s 没有低保标准，请省总工会在“认定标准”中补录") % {
            "unit": self.unit,
            "day": self.day.isoformat(),
        }


class EditConflict(FileError):
    """Somebody saved first. Carries who and when; both values are shown side by side."""

    code = "edit_conflict"

    def __init__(self, *, by, at, version):
        super().__init__(by, at, version)
        self.by, self.at, self.version = by, at, version

    def sentence(self):
        return _("%(by)s 在 %(at)s 也修改了这份档案") % {
            "by": self.by,
            "at": self.at.strftime("%H:%M:%S"),
        }


class Incomplete(FileError):
    """The content has errors. `errors` maps a step name to its list of (field id, message)."""

    code = "incomplete"

    def __init__(self, *, errors):
        super().__init__(errors)
        self.errors = errors

    def sentence(self):
        return _("有 %(count)d 处需要修改") % {"count": sum(len(e) for e in self.errors.values())}


class NotAllowed(FileError):
    code = "not_allowed"

    def sentence(self):
        return _("您的岗位没有这项权限")


class RevealLimitReached(FileError):
    code = "reveal_limit"

    def __init__(self, *, limit):
        super().__init__(limit)
        self.limit = limit

    def sentence(self):
        return _("一小时内最多查看 %(limit)d 项完整信息，请稍后再试") % {"limit": self.limit}


class ViewNameTaken(FileError):
    code = "view_name_taken"

    def __init__(self, *, name):
        super().__init__(name)
        self.name = name

    def sentence(self):
        return _("您已有名为“%(name)s”的视图，请换一个名称") % {"name": self.name}


class StandardOverlaps(FileError):
    code = "standard_overlaps"

    def __init__(self, *, start):
        super().__init__(start)
        self.start = start

    def sentence(self):
        return _("生效日期须晚于现行标准的生效日期 %(start)s") % {"start": self.start.isoformat()}


class NeedsCloseLook(FileError):
    code = "needs_close_look"

    def sentence(self):
        return _("标有“需细看”，请打开后单独办理")


class ReasonMissing(FileError):
    code = "reason_missing"

    def sentence(self):
        return _("请写明理由")


class ReviewBegun(FileError):
    code = "review_begun"

    def sentence(self):
        return _("县级已开始审核，不能撤回。需要修改的，请联系审核人退回")


class ChainWrong(FileError):
    """A chain that cannot be walked; the sentence says which rule it breaks."""

    code = "chain_wrong"

    def __init__(self, *, sentence):
        super().__init__(sentence)
        self.said = sentence

    def sentence(self):
        return self.said
