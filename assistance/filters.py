"""What the ledger and the register of aid are narrowed by; every part of it is in the address."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assistance.enums import UNION_MONEY_LEVELS, FundScheme, FundSource
from assistance.kinds import AidForm, AidStatus, AidType
from assistance.models import AidRecord
from households.enums import EventTag, Tier
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import unit_by_code


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


class AidFilter(filters.FilterSet):
    """Filters over the aid of a scope, for the register, its workbook and the figures that open it."""

    q = filters.CharFilter(label=_("姓名或档案号"), method="by_text")
    unit = filters.CharFilter(label=_("单位"), method="by_unit")
    year = filters.NumberFilter(label=_("年度"), min_value=2000, max_value=2999)
    aid_type = filters.MultipleChoiceFilter(label=_("帮扶项目"), choices=AidType.choices)
    source = filters.ChoiceFilter(label=_("资金来源"), choices=FundSource.choices)
    status = filters.MultipleChoiceFilter(
        label=_("状态"), choices=[each for each in AidStatus.choices if each[0] != AidStatus.DRAFT]
    )
    tier = filters.ChoiceFilter(label=_("困难类别"), choices=Tier.choices)
    form = filters.ChoiceFilter(label=_("发放形式"), choices=AidForm.choices)
    event_tag = filters.ChoiceFilter(label=_("事件标签"), choices=EventTag.choices)
    paid_from = filters.DateFilter(label=_("发放日期，从"), field_name="paid_on", lookup_expr="gte")
    paid_to = filters.DateFilter(label=_("发放日期，至"), field_name="paid_on", lookup_expr="lte")

    class Meta:
        model = AidRecord
        fields = []

    def by_text(self, rows, _name, text):
        text = text.strip()
        return rows.filter(
            Q(archive__file_no__icontains=text)
            | Q(archive__worker_name__icontains=text)
            | Q(archive__name_initials__startswith=text.upper())
        )

    def by_unit(self, rows, _name, code):
        try:
            return rows.within(unit_by_code(code).path)
        except UnitNotFound:
            return rows.none()
