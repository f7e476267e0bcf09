"""What can be wrong with an upload, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _


class UploadRefused(Exception):
    """Base of every refusal. `str(error)` is the sentence shown; `code` is stable for the API."""

    code = "upload_refused"

    def __str__(self):
        return self.sentence()


class Empty(UploadRefused):
    code = "empty_file"

    def sentence(self):
        return _("文件是空的，请重新选择")


class TooLarge(UploadRefused):
    code = "file_too_large"

    def __init__(self, *, limit):
        super().__init__(limit)
        self.limit = limit

    def sentence(self):
        return _("文件超过 %(limit)d MB。请用较低的分辨率重新扫描或拍照，或分成几个文件上传") % {
            "limit": self.limit // (1 << 20)
        }


class WrongFormat(UploadRefused):
    code = "wrong_format"

    def sentence(self):
        return _("只能上传 JPEG、PNG 照片或 PDF 文件（按内容判断，不看扩展名）")


class Heic(UploadRefused):
    code = "heic"

    def sentence(self):
        return _(
            "这是苹果手机的 HEIC 照片，多数电脑打不开。请在手机“设置→相机→格式”中选“兼容性最佳”后重拍，"
            "或把照片转存为 JPEG 再上传"
        )


class Damaged(UploadRefused):
    code = "damaged_file"

    def sentence(self):
        return _("文件不完整或已损坏，打不开。请重新扫描或拍照后上传")


class TooManyPixels(UploadRefused):
    code = "too_many_pixels"

    def sentence(self):
        return _("照片的尺寸过大，请用较低的分辨率重新扫描或拍照")


class RemovalReasonMissing(UploadRefused):
    code = "removal_reason_missing"

    def sentence(self):
        return _("请写明移除的理由")


class FileGone(UploadRefused):
    code = "file_gone"

    def __init__(self, *, reason=""):
        super().__init__(reason)
        self.reason = reason

    def sentence(self):
        if self.reason:
            return _("文件已移除，内容已销毁。理由：%(reason)s") % {"reason": self.reason}
        return _("文件的内容找不到了，请联系系统管理员从备份恢复")
