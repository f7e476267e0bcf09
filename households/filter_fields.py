"""The kinds of filter a list of files is made of, and the form that judges their values."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households import profiles
from households.profiles import UNKNOWN, UNKNOWN_LABEL
from unionaid import clock
from unionaid.organizations import codes
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import unit_by_code

YES_NO = (("1", _("是")), ("0", _("否")))


class Several(filters.MultipleChoiceFilter):
    """Some of a list of values, ticked one by one."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)


class OneOf(Several):
    """Any of the chosen values; 未记录 is the empty value."""

    def filter(self, rows, chosen):
        if not chosen:
            return rows
        values = ["" if value == UNKNOWN else value for value in chosen]
        return rows.filter(**{f"{self.field_name}__in": values})


class OneOfCodes(OneOf):
    """Any of the codes of a list, former ones too, or 未记录. `main_only` leaves sub-codes out."""

    def __init__(self, list_name, *, main_only=False, **kwargs):
        super().__init__(choices=lambda: code_choices(list_name, main_only), **kwargs)


class AnyBand(Several):
    """Any of the bands of a profile; `rule` turns a band's value and a day into a Q."""

    def __init__(self, bands, rule, **kwargs):
        super().__init__(choices=lambda: profiles.choices(bands), **kwargs)
        self.rule = rule

    def filter(self, rows, chosen):
        found = Q()
        for value in chosen:
            found |= self.rule(value, self.parent.day)
        return rows.filter(found)


class Statuses(Several):
    """Any of the chosen states; the default without a choice, everything with `everything`."""

    def __init__(self, *, default, everything, **kwargs):
        super().__init__(**kwargs)
        self.default, self.everything = default, everything

    def filter(self, rows, chosen):
        if self.everything in chosen:
            return rows
        return rows.filter(status__in=chosen or self.default)


class YesNo(filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(choices=YES_NO, empty_label=_("不限"), **kwargs)

    def filter(self, rows, value):
        return rows.filter(**{self.field_name: value == "1"}) if value else rows


class Day(filters.DateFilter):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class DayForAll(Day):
    """A day that other filters read; alone it leaves the rows as they are."""

    def filter(self, rows, _value):
        return rows


def code_choices(list_name, main_only=False):
    """Return (code, name) of a list, former codes last but for 未记录."""
    named = {item.code: item.label for item in codes.items(list_name)}
    for code in codes.codes_having(list_name):
        named.setdefault(code, codes.label(list_name, code))
    return [
        (code, label) for code, label in named.items() if not (main_only and codes.parent(list_name, code))
    ] + [(UNKNOWN, UNKNOWN_LABEL)]


class FilterForm(forms.Form):
    """Judges the values of all filters together. `posting` is set by the filter set."""

    posting = None

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > clock.today():
            raise forms.ValidationError(_("截至日期不能晚于今天"))
        return day

    def clean_unit(self):
        """Turn a unit's code into the unit; one outside the scope is as unknown as one that never was."""
        code = self.cleaned_data["unit"]
        if not code:
            return None
        try:
            unit = unit_by_code(code)
        except UnitNotFound:
            unit = None
        if unit is None or self.posting is None or not self.posting.sees(unit.path):
            raise forms.ValidationError(_("没有代码为 %(code)s 的单位"), params={"code": code})
        return unit

    def clean(self):
        for low in [name for name in self.fields if name.endswith("_from")]:
            high = low.removesuffix("_from") + "_to"
            first, last = self.cleaned_data.get(low), self.cleaned_data.get(high)
            if first is not None and last is not None and first > last:
                self.add_error(high, _("“至”不能早于或小于“从”"))
        return self.cleaned_data
