"""What is filled in about watched households and warnings. Checks shape; the actions check the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.check_enums import RelapseCause, WatchLeft

WORDS = {"rows": 3, "class": "in"}


class LeaveForm(forms.Form):
    """Taking a household off the watch list; 已建档 is written down by the file itself."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("移出原因"), widget=forms.RadioSelect,
        choices=[choice for choice in WatchLeft.choices if choice[0] != WatchLeft.FILED],
        error_messages={"required": _("请选择移出原因"), "invalid_choice": _("请选择移出原因")},
    )
    note = forms.CharField(
        label=_("说明"), max_length=500, widget=forms.Textarea(attrs=WORDS),
        error_messages={"required": _("请写明核查发现的情况和理由")},
    )


class WarningForm(forms.Form):
    """A sign that a household that has left may be in hardship again."""

    use_required_attribute = False
    cause = forms.ChoiceField(
        label=_("预警原因"), widget=forms.RadioSelect, choices=RelapseCause.choices,
        error_messages={"required": _("请选择预警原因"), "invalid_choice": _("请选择预警原因")},
    )
    note = forms.CharField(
        label=_("了解到的情况"), max_length=500, help_text=_("何时、由谁、怎样了解到的"),
        widget=forms.Textarea(attrs=WORDS),
        error_messages={"required": _("请写明核查发现的情况和理由")},
    )
