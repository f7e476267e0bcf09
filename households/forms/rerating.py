"""The form of 类别调整."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from households import wording
from households.actions.rerating import TIERS, recommendation
from households.enums import RequestKind, Tier
from households.forms.requests import RequestForm, form_of
from households.models import Assessment


@form_of(RequestKind.RERATE)
class RerateForm(RequestForm):
    icon = "scale"
    intro = _("按今天的认定标准和低保标准重新核算；与建议不同须写理由，并由另一人审批确认。")

    tier = forms.ChoiceField(label=_("调整为"), error_messages={"required": _("请选择困难类别")})
    tier_reason = forms.CharField(
        label=_("与建议不同的理由"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"class": "in"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        *_standards, result = recommendation(self.archive)
        self.recommended = result.outcome.value
        told = {
            "outcome": Assessment.Outcome(self.recommended).label,
            "sum": wording.amount(result.chronic_per_capita),
            "now": self.archive.get_tier_display(),
        }
        self.fields["tier"].choices = [("", _("请选择")), *((tier, tier.label) for tier in TIERS)]
        self.fields["tier"].help_text = (
            _now("现为%(now)s；今天核算人均月纯收入 %(sum)s 元，建议：%(outcome)s") % told
        )
        if self.recommended in TIERS and self.recommended != self.archive.tier:
            self.initial.setdefault("tier", self.recommended)

    def clean(self):
        given = super().clean()
        tier = given.get("tier")
        if tier and tier == self.archive.tier:
            self.add_error("tier", _("与现在的困难类别相同，不需要调整"))
        elif tier and tier != self.recommended and not given.get("tier_reason", "").strip():
            self.add_error("tier_reason", _("所选梯度与核算建议不同，须写明理由"))
        return given

    def detail(self):
        return {
            "tier_before": self.archive.tier,
            "tier": self.cleaned_data["tier"],
            "recommended": self.recommended,
            "tier_reason": self.cleaned_data["tier_reason"],
        }

    @classmethod
    def shown(cls, asked, posting):
        detail = asked.detail
        return {
            "facts": [
                (_now("现困难类别"), Tier(detail["tier_before"]).label),
                (_now("调整为"), Tier(detail["tier"]).label),
                (_now("提出时的核算建议"), Assessment.Outcome(detail["recommended"]).label),
                (_now("与建议不同的理由"), detail["tier_reason"] or "—"),
            ]
        }
