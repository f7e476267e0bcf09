"""The short check before a file in grace comes back, and referrals to civil affairs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import ReferralResult, SafetyNet
from unionaid import clock
from unionaid.web.fields import AmountField, DayField


class RestoreForm(forms.Form):
    per_capita_income = AmountField(
        label=_("核查后的家庭人均月收入"),
        error_messages={"required": _("请填写家庭人均月收入，没有收入填 0")},
    )
    note = forms.CharField(
        label=_("返困情况"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
        error_messages={"required": _("请写明返困情况")},
    )
    exception = forms.CharField(
        label=_("高于上限仍恢复的特殊情况"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"class": "in"}),
    )


class ReferralForm(forms.Form):
    to = forms.ChoiceField(
        label=_("转介事项"), choices=[("", _("请选择")), *SafetyNet.choices],
        error_messages={"required": _("请选择转介事项")},
    )
    referred_on = DayField(label=_("转介日期"), initial=clock.today)
    note = forms.CharField(
        label=_("情况说明"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )


class ReferralAnswerForm(forms.Form):
    result = forms.ChoiceField(
        label=_("结果"), error_messages={"required": _("请选择结果")},
        choices=[
            ("", _("请选择")),
            *((r.value, r.label) for r in (ReferralResult.ACCEPTED, ReferralResult.REFUSED)),
        ],
    )
    result_on = DayField(label=_("结果日期"), initial=clock.today)
    amount = AmountField(label=_("救助金额（元）"), required=False, help_text=_("已纳入时填写"))
    note = forms.CharField(
        label=_("情况说明"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
