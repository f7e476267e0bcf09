"""What staff type about notices, objections and holidays. Checks shape; the actions check the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import NoticeKind, NoticePlace, ObjectionChannel
from unionaid.attachments.forms import UploadField
from unionaid.web.fields import DayField

WORDS = {"rows": 3, "class": "in"}


class NoticeForm(forms.Form):
    """A new notice; the files are ticked beside it."""

    use_required_attribute = False
    title = forms.CharField(label=_("标题"), max_length=80, required=False)
    place_kind = forms.ChoiceField(
        label=_("公示范围"), choices=NoticePlace, initial=NoticePlace.BOARD, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("公示地点"), max_length=120, help_text=_("例如 厂区大门公示栏"),
        error_messages={"required": _("请写明公示张贴的地点")},
    )
    telephone = forms.CharField(
        label=_("监督电话"), max_length=40, error_messages={"required": _("请写明监督电话")}
    )
    starts_on = DayField(label=_("开始日期"), help_text=_("张贴的那一天，当天不计入公示期"))


class PhotoForm(forms.Form):
    """Photos of the posted notice."""

    use_required_attribute = False
    taken_on = DayField(label=_("拍摄日期"))
    files = UploadField(
        label=_("照片"), most=3, help_text=_("JPEG、PNG 照片，一次最多 3 张；拍摄地点等信息会自动去掉")
    )


class ObjectionForm(forms.Form):
    use_required_attribute = False
    entry = forms.ModelChoiceField(
        label=_("对哪一户"), queryset=None, error_messages={"required": _("请选择对哪一户的异议")}
    )
    received_on = DayField(label=_("收到日期"))
    channel = forms.ChoiceField(label=_("提出途径"), choices=ObjectionChannel)
    is_anonymous = forms.BooleanField(label=_("匿名"), required=False)
    objector = forms.CharField(label=_("提出人"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=60, required=False)
    content = forms.CharField(
        label=_("异议内容"), max_length=2000, widget=forms.Textarea(attrs=WORDS),
        error_messages={"required": _("请写明异议内容")},
    )

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = notice.entries.filter(is_running=True).order_by("position")
        self.fields["entry"].label_from_instance = lambda entry: f"{entry.position}. {entry.shown_name}"


class AnswerForm(forms.Form):
    use_required_attribute = False
    result = forms.ChoiceField(
        label=_("核查结果"),
        choices=[("dismissed", _("异议不成立，继续公示")), ("upheld", _("异议成立，撤出公示"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择核查结果")},
    )
    answer = forms.CharField(
        label=_("核查情况和答复"), max_length=2000, widget=forms.Textarea(attrs=WORDS),
        error_messages={"required": _("请写明核查情况和答复")},
    )


class HolidayForm(forms.Form):
    use_required_attribute = False
    day = DayField(label=_("日期"))
    name = forms.CharField(
        label=_("名称"), max_length=40, error_messages={"required": _("请填写名称，例如 国庆节")}
    )
    is_working = forms.BooleanField(label=_("周末调休上班"), required=False)
    source = forms.CharField(
        label=_("文号"), max_length=80, error_messages={"required": _("请填写放假通知的文号")}
    )


def kind_of(text):
    """Return the kind a query names, 建档公示 by default."""
    return NoticeKind(text) if text in NoticeKind else NoticeKind.ENTRY
