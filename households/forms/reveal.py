from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from households.revealing import Reason


class RevealForm(forms.Form):
    """Why a person asks for a masked value."""

    field = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("查看事由"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择查看事由")},
    )
    other = forms.CharField(label=_("其他事由"), max_length=100, required=False)

    def clean(self):
        values = super().clean()
        if values.get("reason") == Reason.OTHER and not values.get("other", "").strip():
            self.add_error("other", _("请写明查看事由"))
        return values

    @property
    def purpose(self):
        """The reason as the log keeps it, in the language of the log whoever asks."""
        other = self.cleaned_data["other"].strip()
        with translation.override(settings.LANGUAGE_CODE):
            reason = str(Reason(self.cleaned_data["reason"]).label)
        return f"{reason}：{other}" if other else reason
