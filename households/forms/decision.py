"""Step 6, 核对并提交: the tier the clerk proposes and the declaration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import Tier
from households.forms.fields import TickField
from households.forms.sections import SectionForm
from households.models import Assessment


class DecisionForm(SectionForm):
    """As recommended, or another tier with a reason; nothing is submitted without the declaration.

    `recommended` is "" where the rule recommends no tier, None while it cannot tell.
    """

    model = Assessment
    layout = (("tier", 12), ("tier_reason", 12), ("declared", 12))
    optional = frozenset({"tier_reason"})
    asked = {"tier_reason": _("与核算建议不同时填写，须由另一人确认")}
    tiers = (Tier.DEEP, Tier.RELATIVE, Tier.ACCIDENTAL)
    labels = {"tier_reason": _("理由")}

    def __init__(self, data, *, recommended, **context):
        self.recommended = recommended
        super().__init__(data, **context)

    @classmethod
    def make(cls, name, today):
        match name:
            case "tier":
                return forms.ChoiceField(
                    label=_("困难类别"),
                    choices=[(tier.value, tier.label) for tier in cls.tiers],
                    widget=forms.RadioSelect,
                    error_messages={"required": _("请选择困难类别")},
                )
            case "declared":
                return TickField(
                    label=_("我已核对以上内容与申请材料一致，职工本人已签署承诺书"),
                    error_messages={"required": _("请勾选核对声明后再提交")},
                )
            case _:
                return super().make(name, today)

    def clean(self):
        cleaned = super().clean()
        tier = self.cleaned_data.get("tier")
        if tier and self.recommended is not None and tier != self.recommended:
            self.need("tier_reason", _("所选困难类别与核算建议不同，请写明理由"))
        return cleaned

    def decision(self):
        """Return the decision of the content; empty where the clerk follows the recommendation."""
        tier, reason = self.given("tier", "tier_reason")
        return {} if tier == self.recommended else {"tier": tier, "tier_reason": reason or ""}
