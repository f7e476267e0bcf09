"""Inputs beyond those of Django; each works as plain text without script."""

from django import forms
from django.utils.translation import gettext_lazy as _

YUAN = _("元")


class DayInput(forms.DateInput):
    """A text field for a day; with script a calendar button stands beside it."""

    template_name = "components/widgets/day.html"

    def __init__(self, attrs=None):
        usual = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "2022-01-26"}
        super().__init__(usual | (attrs or {}), format="%Y-%m-%d")


class AmountInput(forms.TextInput):
    """Plain digits with the unit behind them; with script grouped on leaving the field."""

    template_name = "components/widgets/amount.html"

    def __init__(self, attrs=None, *, unit=YUAN):
        self.unit = unit
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "data-amount": True} | (attrs or {}))

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"unit": self.unit}


class SearchSelect(forms.Select):
    """One of many choices: typed and narrowed down in a text field with suggestions.

    The field shows and takes the words of a choice, and takes its code as well. What fits no
    choice stays as it was typed, so that the form can show it again with its error.
    """

    template_name = "components/widgets/search_select.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = value[0] if isinstance(value, (list, tuple)) and value else value
        words = {str(code): str(label) for code, label in self._options()}
        context["widget"]["type"] = "text"
        context["widget"]["value"] = words.get(str(chosen), "" if chosen is None else chosen)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_options"
        context["options"] = [label for code, label in words.items() if code]
        return context

    def value_from_datadict(self, data, files, name):
        typed = (data.get(name) or "").strip()
        return next((code for code, label in self._options() if str(label) == typed), typed)

    def _options(self):
        """The pairs of all choices, groups opened."""
        for code, label in self.choices:
            if isinstance(label, (list, tuple)):
                yield from label
            else:
                yield code, label
