"""Forms of a campaign: opening it, handing its plan down, closing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CampaignKind
from unionaid.web.fields import AmountField, DayField

LONGEST_SEASON = 184


class CampaignForm(forms.Form):
    kind = forms.ChoiceField(label=_("活动"), choices=CampaignKind)
    season_from = DayField(label=_("开始日期"))
    season_to = DayField(label=_("结束日期"))
    document_no = forms.CharField(label=_("文号"), max_length=80, required=False)

    def clean(self):
        values = super().clean()
        first, last = values.get("season_from"), values.get("season_to")
        if first and last and not first <= last:
            self.add_error("season_to", _("结束日期不能早于开始日期"))
        elif first and last and (last - first).days > LONGEST_SEASON:
            self.add_error("season_to", _("活动时间超过半年，请核对日期"))
        return values


class QuotaForm(forms.Form):
    """A number for each union and measure; empty means no plan."""

    def __init__(self, *args, units, measures, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.units, self.measures = units, measures
        for unit in units:
            for measure in measures:
                name = self.name(unit, measure)
                label = f"{unit.short_name} {measure.label}"
                self.fields[name] = (
                    AmountField(label=label, required=False)
                    if measure.is_money
                    else forms.IntegerField(
                        label=label, required=False, min_value=0, max_value=99_999_999,
                        widget=forms.TextInput({"inputmode": "numeric"}),
                    )
                )
                self.initial[name] = known.get((unit.path, measure))

    @staticmethod
    def name(unit, measure):
        return f"q{unit.pk}_{measure.value.lower()}"

    def asked(self):
        return {
            (unit, measure): self.cleaned_data[self.name(unit, measure)]
            for unit in self.units
            for measure in self.measures
        }

    def row(self, unit):
        """The inputs of a union, in the order of the measures."""
        return [self[self.name(unit, measure)] for measure in self.measures]


class ClosingForm(forms.Form):
    text = forms.CharField(
        label=_("总结"), max_length=4000, widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("请写明做法、成效和不足")},
    )


class FamiliesForm(forms.Form):
    """One visit given to several families: when, by whom, what each of them gets."""

    held_on = DayField(label=_("慰问日期"))
    visitor = forms.CharField(label=_("慰问人"), max_length=60, required=False)
    cash = AmountField(label=_("每户慰问款（元）"), required=False)
    goods = forms.CharField(label=_("每户物资名称"), max_length=60, required=False)
    quantity = forms.IntegerField(
        label=_("每户数量"), required=False, min_value=0, max_value=1000,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    unit_price = AmountField(label=_("物资单价（元）"), required=False)
    fund_source = forms.ChoiceField(label=_("资金来源"))

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund_source"].choices = [("", _("请选择")), *sources]

    def clean(self):
        values = super().clean()
        for name in ("cash", "quantity", "unit_price"):
            values[name] = values.get(name) or 0
        return values
