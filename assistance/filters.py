"""What the ledger is narrowed by; every part of it is in the address."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assistance.enums import UNION_MONEY_LEVELS, FundScheme, FundSource


class LedgerFilter(forms.Form):
    """Year, source, level of union money, scheme. A value that cannot be counts as not asked."""

    year = forms.TypedChoiceField(label=_("年度"), required=False, coerce=int, empty_value=None)
    source = forms.ChoiceField(label=_("资金来源"), required=False)
    union_level = forms.ChoiceField(label=_("经费级别"), required=False)
    scheme = forms.ChoiceField(label=_("资金办法"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(year, _t("%(year)d 年度") % {"year": year}) for year in years]
        self.fields["year"].choices = [("", _("全部年度")), *named]
        self.fields["source"].choices = [("", _("全部来源")), *FundSource.choices]
        self.fields["union_level"].choices = [("", _("全部经费级别")), *UNION_MONEY_LEVELS]
        self.fields["scheme"].choices = [("", _("全部办法")), *FundScheme.choices]
        for field in self.fields.values():
            field.widget.attrs |= {"class": "fsel", "aria-label": field.label}

    def asked(self):
        """Return the filters in use, as `queries.ledger.vouchers_of` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def in_words(self):
        """Return the filters in use as one text, "" for none."""
        asked = self.asked()
        choices = {name: dict(field.choices) for name, field in self.fields.items()}
        return " · ".join(str(choices[name][value]) for name, value in asked.items())
