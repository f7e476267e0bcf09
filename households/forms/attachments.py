"""Uploading scans and photos of a file or draft, and removing one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import DocumentKind
from unionaid import clock
from unionaid.attachments.forms import UploadField
from unionaid.web.fields import DayField

MOST = 5  # files of one upload


class AttachmentForm(forms.Form):
    """What the files show, whom they are about, and the files."""

    kind = forms.ChoiceField(label=_("材料"), choices=[("", _("请选择")), *DocumentKind.choices])
    person = forms.ChoiceField(label=_("所属人员"), required=False)
    received_on = DayField(label=_("收到日期"))
    pages = forms.IntegerField(
        label=_("页数"), min_value=1, max_value=999, initial=1, required=False,
        help_text=_("没有扫描件、只登记纸质材料时填写"),
    )
    files = UploadField(
        label=_("扫描件或照片"),
        most=MOST,
        required=False,
        help_text=_("JPEG、PNG 照片或 PDF，一次最多 5 个；照片中的拍摄地点等信息会自动去掉"),
    )

    def __init__(self, *args, people, takes_paper, **kwargs):
        """`people` are pairs (hex of the blind index, name); `takes_paper`: no scan is needed."""
        super().__init__(*args, **kwargs)
        if not takes_paper:
            del self.fields["pages"]
            self.fields["files"].required = True
        self.fields["person"].choices = [("", _("全家")), *people]
        self.fields["received_on"].initial = clock.today

    def clean_person(self):
        return bytes.fromhex(self.cleaned_data["person"])


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label=_("移除理由"), max_length=200, error_messages={"required": _("请写明移除的理由")}
    )
