"""Forms of aid funds: they check shape; the actions check rules."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assistance.enums import UNION_MONEY_LEVELS, AllocationKind, FundScheme, FundSource
from assistance.models import Allocation
from unionaid import clock
from unionaid.money import CENT
from unionaid.web.fields import AmountField, DayField


def money_choices():
    """Return every money there is as one choice: source, union level and scheme, which belong together."""
    found = []
    for source in FundSource:
        if source == FundSource.CENTRAL:
            for scheme in (FundScheme.CENTRAL_2022, FundScheme.CENTRAL_2015):
                label = _t("%(source)s：%(scheme)s") % {"source": source.label, "scheme": scheme.label}
                found.append((f"{source}..{scheme}", label))
        elif source == FundSource.UNION:
            for level, words in UNION_MONEY_LEVELS:
                label = _t("%(source)s（%(level)s）") % {"source": source.label, "level": words}
                found.append((f"{source}.{level}.{FundScheme.OWN}", label))
        else:
            found.append((f"{source}..{FundScheme.OWN}", source.label))
    return found


class PaperForm(forms.ModelForm):
    """What every allocation document says about itself."""

    dated = DayField(label=_("文件日期"))

    class Meta:
        model = Allocation
        fields = ["document_no", "dated", "tilt", "tilt_reason", "note"]
        error_messages = {"document_no": {"required": _("请填写文号")}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("tilt") not in (None, "NONE") and not cleaned.get("tilt_reason"):
            self.add_error("tilt_reason", _t("向事件倾斜的资金须写明理由"))
        return cleaned

    def _post_clean(self):
        """The document is built by the action; the model's own checks would ask for what is not typed."""


class IncomeForm(PaperForm):
    """Money that comes into the unit: from above (the province only), own budget, interest, opening."""

    kind = forms.ChoiceField(label=_("类型"))
    money = forms.ChoiceField(label=_("资金"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    amount = AmountField(
        label=_("金额（元）"),
        min_value=CENT,
        error_messages={"required": _("请填写金额"), "min_value": _("金额须大于 0")},
    )

    field_order = ["kind", "money", "year", "amount", "document_no", "dated", "tilt", "tilt_reason", "note"]

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [AllocationKind.OWN_BUDGET, AllocationKind.INTEREST, AllocationKind.OPENING]
        if unit.depth == 1:
            kinds.insert(0, AllocationKind.FROM_ABOVE)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["money"].choices = money_choices()
        self.fields["year"].initial = clock.today().year

    def values(self):
        """Return what the action takes."""
        given = dict(self.cleaned_data)
        source, level, scheme = given.pop("money").split(".")
        return given | {"source": source, "union_level": level, "scheme": scheme}


class PassDownForm(PaperForm):
    """Money passed down: one fund of the unit, and an amount for each union right below; empty is none."""

    fund = forms.ModelChoiceField(label=_("资金"), queryset=None, empty_label=None)

    field_order = ["fund", "document_no", "dated", "tilt", "tilt_reason", "note"]

    def __init__(self, *args, funds, below, **kwargs):
        super().__init__(*args, **kwargs)
        self.below = below
        self.fields["fund"].queryset = funds
        self.fields["fund"].label_from_instance = fund_words
        for unit in below:
            self.fields[f"amount_{unit.pk}"] = AmountField(
                label=unit.short_name, required=False, min_value=0
            )

    @property
    def paper_fields(self):
        return [self[name] for name in self.field_order]

    @property
    def amount_fields(self):
        return [self[f"amount_{unit.pk}"] for unit in self.below]

    def values(self):
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        fund = self.cleaned_data["fund"]
        source, level, scheme, year = fund.fund_key
        return given | {
            "kind": AllocationKind.PASS_DOWN,
            "source": source,
            "union_level": level,
            "scheme": scheme,
            "year": year,
        }

    def rows(self):
        """Return (unit, amount) of those that get something."""
        amounts = ((unit, self.cleaned_data.get(f"amount_{unit.pk}")) for unit in self.below)
        return [(unit, amount) for unit, amount in amounts if amount]


class ReversalForm(forms.Form):
    reason = forms.CharField(
        label=_("冲销原因"), max_length=200, error_messages={"required": _("请写明原因")}
    )


class ClosingForm(forms.Form):
    """One reason for each fund with money left."""

    def __init__(self, *args, funds, **kwargs):
        super().__init__(*args, **kwargs)
        self.funds = funds
        for fund in funds:
            self.fields[f"reason_{fund.pk}"] = forms.CharField(
                label=_t("%(fund)s的结转原因") % {"fund": fund.source_label},
                max_length=200,
                error_messages={"required": _("请写明原因")},
            )

    @property
    def rows(self):
        return [(fund, self[f"reason_{fund.pk}"]) for fund in self.funds]

    def reasons(self):
        return {fund.pk: self.cleaned_data[f"reason_{fund.pk}"] for fund in self.funds}


def fund_words(fund):
    """A fund in a list of choices: 2022 年中央财政：中央财政专项帮扶资金，可用 12,000.00 元."""
    return _t("%(year)d 年%(source)s：%(scheme)s，可用 %(amount)s 元") % {
        "year": fund.year,
        "source": fund.source_label,
        "scheme": fund.get_scheme_display(),
        "amount": f"{fund.available:,.2f}",
    }
