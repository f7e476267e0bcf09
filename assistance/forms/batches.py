"""Opening a batch, choosing its households, and setting amounts."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.forms.aid import campaigns
from assistance.forms.funds import fund_words
from assistance.kinds import AidType
from assistance.proposals import periods_of
from households.enums import EventTag, Tier
from unionaid.web.fields import AmountField

CENT = Decimal("0.01")


class BatchForm(forms.Form):
    """What a batch is: its money, its kind, its period. `funds` are those of the union and this year."""

    fund = forms.ModelChoiceField(
        label=_("资金"), queryset=None, empty_label=_("请选择"),
        error_messages={"required": _("请选择资金")},
    )
    aid_type = forms.ChoiceField(label=_("帮扶项目"), choices=AidType.choices)
    period = forms.ChoiceField(label=_("时段"), help_text=_("同一项目、同一来源、同一时段每户只能有一次"))
    campaign = forms.ChoiceField(label=_("四送活动"), required=False)
    event_tag = forms.ChoiceField(label=_("事件标签"), choices=EventTag.choices, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, funds, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = funds
        self.fields["fund"].label_from_instance = fund_words
        self.fields["period"].choices = list(periods_of(day.year))
        self.fields["period"].initial = f"{day:%Y-%m}"
        self.fields["campaign"].choices = [("", _now("不属于活动")), *campaigns(day)]

    def values(self):
        return self.cleaned_data | {"event_tag": self.cleaned_data["event_tag"] or EventTag.NONE}


class PasteForm(forms.Form):
    lines = forms.CharField(
        label=_("档案号或职工姓名"), max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text=_("一行一户，可以从 Excel 里复制一列粘贴"),
        error_messages={"required": _("请粘贴档案号或姓名")},
    )


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Excel 文件"), widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("第一张工作表须有“档案号”列或“姓名”列，可以有“金额”列"),
        error_messages={"required": _("请选择文件")},
    )


class TierAmountsForm(forms.Form):
    """One amount for each tier; empty leaves the rows of the tier as they are."""

    to_the_cap = forms.BooleanField(label=_("超过本年上限的，减到上限以内"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for tier in (Tier.DEEP, Tier.RELATIVE, Tier.ACCIDENTAL):
            self.fields[tier.value] = AmountField(label=tier.label, required=False, min_value=CENT)

    @property
    def amounts(self):
        return [self[tier] for tier in ("DEEP", "RELATIVE", "ACCIDENTAL")]

    def clean(self):
        values = super().clean()
        if not self.errors and not self.by_tier():
            raise forms.ValidationError(_now("请至少填写一类的金额"))
        return values

    def by_tier(self):
        tiers = ("DEEP", "RELATIVE", "ACCIDENTAL")
        return {tier: amount for tier in tiers if (amount := self.cleaned_data.get(tier))}


class RowForm(forms.Form):
    """The amount of one row; what the household paid itself where a cap is a share of it."""

    amount = AmountField(label=_("金额"), min_value=CENT, error_messages={"required": _("请填写金额")})
    gross_cost = AmountField(label=_("本年费用总额"))
    reimbursed = AmountField(label=_("其中已报销、补偿"))

    def __init__(self, *args, asks_cost, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_cost:
            del self.fields["gross_cost"], self.fields["reimbursed"]

    def clean(self):
        values = super().clean()
        gross, back = values.get("gross_cost"), values.get("reimbursed")
        if gross is not None and back is not None and back > gross:
            self.add_error("reimbursed", _now("已报销不能多于费用总额"))
        return values


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"), max_length=200, error_messages={"required": _("请写明原因")}
    )


class ReturnForm(forms.Form):
    file = forms.FileField(
        label=_("银行回盘文件"), error_messages={"required": _("请选择文件"), "empty": _("文件是空的")}
    )
