"""What a person asks about the data held on them, and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import PersonRequestKind, PersonRequestStatus, Requester
from unionaid import clock
from unionaid.web.fields import DayField

ANSWERS = [pair for pair in PersonRequestStatus.choices if pair[0] != PersonRequestStatus.OPEN]


class PersonRequestForm(forms.Form):
    kind = forms.ChoiceField(label=_("事项"), choices=PersonRequestKind.choices)
    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("要查的人，与证件一致"))
    number = forms.CharField(
        label=_("身份证号码"), max_length=24, help_text=_("18 位全号，对照证件原件输入"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"}),
    )
    document = forms.CharField(
        label=_("核对的证件"), max_length=80, help_text=_("例如：居民身份证原件；受委托的还有委托书")
    )
    requester = forms.ChoiceField(label=_("提出人"), choices=Requester.choices)
    requester_name = forms.CharField(
        label=_("提出人姓名"), max_length=60, required=False, help_text=_("不是本人时填写")
    )
    received_on = DayField(label=_("提出日期"))
    reason = forms.CharField(
        label=_("事由"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("更正的写明哪一项应改成什么，异议的写明对什么有异议"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today()


class AnswerForm(forms.Form):
    status = forms.ChoiceField(label=_("办理结果"), choices=ANSWERS)
    answer = forms.CharField(label=_("答复"), max_length=1000, widget=forms.Textarea({"rows": 3}))
