from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import Step, Tier
from households.models import MeetingMinutes

TICKS = (
    ("amounts", _("票据金额与填报一致")),
    ("people", _("户口簿人口与共同生活人口一致")),
    ("visit", _("入户情况与申报一致")),
    ("match", _("民政、社保比对无冲突")),
)
PINNABLE = (
    ("worker", _("职工本人")),
    ("members", _("家庭成员")),
    ("economy", _("收入与支出")),
    ("hardship", _("困难与诉求")),
    ("papers", _("材料与承诺")),
)


class DecisionForm(forms.Form):
    """A decision on one file: the step, the tick list, the comment, the notes pinned to sections."""

    step = forms.ChoiceField(
        choices=[(s.value, s.label) for s in (Step.CHECK, Step.APPROVE, Step.RETURN, Step.REJECT)],
        widget=forms.HiddenInput,
    )
    ticks = forms.MultipleChoiceField(
        label=_("核对清单"), choices=TICKS, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("审核意见"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
    tier = forms.ChoiceField(
        label=_("改定梯度"), required=False,
        choices=[("", _("按申报"))] + [c for c in Tier.choices if c[0] != Tier.UNRATED],
        widget=forms.Select(attrs={"class": "in"}),
    )
    tier_reason = forms.CharField(
        label=_("改定理由"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"class": "in"}),
    )
    confirm_tier = forms.BooleanField(label=_("同意改定梯度"), required=False)
    minutes = forms.ModelChoiceField(
        label=_("会议纪要"), queryset=MeetingMinutes.objects.none(), required=False,
        empty_label=_("请选择"), widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].queryset = MeetingMinutes.objects.filter(unit=unit)
        for name, label in PINNABLE:
            self.fields[f"pin_{name}"] = forms.CharField(
                label=label, required=False, max_length=200,
                widget=forms.TextInput(attrs={"class": "in"}),
            )

    def pins(self):
        """Return the notes pinned to sections as (field, text) pairs."""
        return [
            (name, self.cleaned_data[f"pin_{name}"])
            for name, _label in PINNABLE
            if self.cleaned_data.get(f"pin_{name}")
        ]

    def pin_fields(self):
        return [self[f"pin_{name}"] for name, _label in PINNABLE]
