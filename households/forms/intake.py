from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import IntakeChannel, IntakeResult
from unionaid import clock
from unionaid.privacy import identity_number

BOX = {"class": "in"}
DAY = {"type": "date"} | BOX
RESULTS = [(r.value, r.label) for r in IntakeResult if r != IntakeResult.FILED]


class IntakeForm(forms.Form):
    """A line of the intake register."""

    received_on = forms.DateField(label=_("登记日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    channel = forms.ChoiceField(label=_("申请途径"), choices=IntakeChannel, widget=forms.Select(BOX))
    applicant = forms.CharField(label=_("申请人"), max_length=60, widget=forms.TextInput(BOX))
    phone = forms.CharField(
        label=_("联系电话"), max_length=30, required=False, widget=forms.TextInput(BOX)
    )
    id_number = forms.CharField(
        label=_("身份证号码"), max_length=40, required=False, widget=forms.TextInput(BOX),
        help_text=_("只用来核对是否登记过，不保存号码"),
    )
    employer = forms.CharField(
        label=_("工作单位"), max_length=120, required=False, widget=forms.TextInput(BOX)
    )
    result = forms.ChoiceField(label=_("办理结果"), choices=RESULTS, widget=forms.Select(BOX))
    refusal_reason = forms.CharField(
        label=_("不予受理理由"), max_length=300, required=False, widget=forms.TextInput(BOX)
    )
    referred_to = forms.CharField(
        label=_("转介单位"), max_length=80, required=False, widget=forms.TextInput(BOX)
    )
    shelf_no = forms.CharField(
        label=_("纸质材料柜号"), max_length=40, required=False, widget=forms.TextInput(BOX)
    )
    note = forms.CharField(
        label=_("备注"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3} | BOX)
    )

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError(_("登记日期不能晚于今天"))
        return day

    def clean_id_number(self):
        number = identity_number.normalise(self.cleaned_data["id_number"])
        if number and not identity_number.check(number, clock.today()).valid:
            raise forms.ValidationError(_("身份证号码有误，请核对"))
        return number


class ShelfForm(forms.Form):
    """Where the paper file stands."""

    shelf_no = forms.CharField(label=_("纸质档案柜号"), max_length=40, widget=forms.TextInput(BOX))
    shelved_on = forms.DateField(label=_("归档日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
