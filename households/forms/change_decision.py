"""The last step of a request that was filled in: why, the tier it leads to, the declaration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.decision import DecisionForm
from households.forms.fields import TickField


class ChangeDecisionForm(DecisionForm):
    """As the last step of the entry, with the reason of the request."""

    layout = (("reason", 12), *DecisionForm.layout)

    @classmethod
    def make(cls, name, today):
        match name:
            case "reason":
                return forms.CharField(
                    label=_("申请理由"),
                    max_length=500,
                    widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
                    error_messages={"required": _("请写明申请理由")},
                )
            case "declared":
                return TickField(
                    label=_("我已核对以上内容，证明材料已收齐"),
                    error_messages={"required": _("请勾选核对声明后再提交")},
                )
            case _:
                return super().make(name, today)
