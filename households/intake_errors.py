"""What can go wrong at the counter and with the paper file, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from households.errors import FileError


class IntakeEnded(FileError):
    code = "intake_ended"

    def __init__(self, *, result):
        super().__init__(result)
        self.result = result

    def sentence(self):
        return _("这条登记已是“%(result)s”，不能再办理") % {"result": self.result.label}


class IntakeChanged(FileError):
    code = "intake_changed"

    def sentence(self):
        return _("这条登记刚被他人修改，请核对现在的内容后重新保存")


class ReferralOfficeMissing(FileError):
    code = "referral_office_missing"

    def sentence(self):
        return _("请写明转介到哪个单位")


class RefusalReasonMissing(FileError):
    code = "refusal_reason_missing"

    def sentence(self):
        return _("不予受理须写明理由")


class ShelvedAhead(FileError):
    code = "shelved_ahead"

    def sentence(self):
        return _("归档日期不能晚于今天")


class ShelfNoMissing(FileError):
    code = "shelf_no_missing"

    def sentence(self):
        return _("请填写纸质档案柜号")
