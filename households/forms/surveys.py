"""What is filled in about surveys. Checks shape; the actions check the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unionaid.web.fields import DayField

COUNT = {
    "required": _("请填写户数，没有就填 0"), "invalid": _("户数只写整数"), "min_value": _("户数不能是负数"),
    "max_value": _("户数太大，请核对是否多写了位数"),
}
MOST = 9_999_999


def count_field(label, help_text=""):
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=MOST, error_messages=COUNT
    )


class SurveyForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=_("名称"), max_length=80, help_text=_("例如 2022 年困难职工排查摸底"),
        error_messages={"required": _("请填写名称")},
    )
    starts_on = DayField(label=_("开始日期"))
    due_on = DayField(label=_("完成期限"))
    scope_note = forms.CharField(
        label=_("排查对象和要求"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )


class ReportForm(forms.Form):
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    planned = count_field(_("应排查户数"), _("需要逐户了解的职工家庭"))
    surveyed = count_field(_("已排查户数"), _("其中已经了解的"))
    found = count_field(_("发现困难户数"), _("其中生活困难的"))
    filed = count_field(_("已建档户数"), _("其中已提交建档的"))
    note = forms.CharField(
        label=_("情况说明"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
    is_through = forms.BooleanField(label=_("全部排查完毕，报告完成"), required=False)
