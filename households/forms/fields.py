"""Form fields of the entry: what clerks may type, and sentences that name the field and the remedy.

`field_for` builds the field of a model's field: its label, its length, its code list.
"""

import unicodedata
from datetime import date
from decimal import Decimal
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from households.payloads import NO, TICKS, YES
from households.wording import CODE_LISTS, REGIONS
from unionaid.money import MoneyField
from unionaid.organizations import codes
from unionaid.organizations.models import Region
from unionaid.organizations.reference import region_name
from unionaid.privacy import contact_numbers
from unionaid.web.fields import AmountField, DayField
from unionaid.web.widgets import AmountInput

EARLIEST = date(1900, 1, 1)
MOST_A_MONTH = Decimal(10_000_000)
MOST_A_YEAR = 12 * MOST_A_MONTH
CENT = Decimal("0.01")
LONGEST = 200
# The values a list offers first; any other value of the list in force is accepted too.
OFFERED = {
    "education": {"common_in_union_files": "yes"},
    "relationship": {"common_in_union_files": "yes"},
}


class TextField(forms.CharField):
    """A line of text without full-width letters and digits or stray spaces."""

    def to_python(self, value):
        text = super().to_python(value)
        return "".join(_half_width(character) for character in text)


class EntryDayField(DayField):
    """A day in any usual form, not before 1900 nor after `latest`."""

    def __init__(self, *, latest=None, **kwargs):
        super().__init__(**kwargs)
        self.latest = latest
        self.error_messages["invalid"] = _("%(label)s不是日期，请写成 2022-01-26 或 20220126") % {
            "label": self.label
        }

    def to_python(self, value):
        day = super().to_python(value)
        if day and day < EARLIEST:
            raise ValidationError(_("%(label)s早于 1900 年，请核对年份"), params={"label": self.label})
        if day and self.latest and day > self.latest:
            raise ValidationError(
                _("%(label)s晚于今天（%(today)s），请核对"),
                params={"label": self.label, "today": self.latest.isoformat()},
            )
        return day


class EntryAmountField(AmountField):
    """An amount in 元 that names itself when it is negative or absurd, and says what to do."""

    def __init__(self, *, label, most=MOST_A_YEAR, **kwargs):
        named = {
            "invalid": _("%(label)s只写数字，例如 1650.00"),
            "min_value": _("%(label)s不能是负数，请填写 0 或以上的金额"),
            "max_value": _("%(label)s超过 %(most)s 元，请核对单位是否为元"),
            "max_decimal_places": _("%(label)s最多写到分，即两位小数"),
        }
        named |= dict.fromkeys(("max_digits", "max_whole_digits"), named["max_value"])
        words = {"label": label, "most": f"{most:,.0f}"}
        super().__init__(
            label=label,
            max_value=most,
            error_messages={code: text % words for code, text in named.items()},
            **kwargs,
        )

    def to_python(self, value):
        amount = super().to_python(value)
        if amount is None or not amount.is_finite():
            return amount
        return amount.quantize(CENT) if -amount.as_tuple().exponent < 2 else amount


class NumberField(forms.Field):
    """A plain number between two limits, whole unless places are given."""

    def __init__(self, *, least, most, places=0, unit="", **kwargs):
        super().__init__(widget=AmountInput(unit=unit) if unit else forms.TextInput(), **kwargs)
        self.widget.attrs |= {"inputmode": "decimal" if places else "numeric", "autocomplete": "off"}
        self.widget.attrs.pop("data-amount", None)
        self.least, self.most, self.places = least, most, places

    def to_python(self, value):
        text = _plain(value)
        if not text:
            return None
        try:
            number = Decimal(text)
            wrong = not self.least <= number <= self.most or round(number, self.places) != number
        except ArithmeticError:
            wrong = True
        if wrong:
            raise ValidationError(
                _("%(label)s应为 %(least)s 至 %(most)s 之间的数字"),
                params={"label": self.label, "least": self.least, "most": self.most},
            )
        return number if self.places else int(number)


class CodeField(forms.ChoiceField):
    """A value of a code list. Offers the usual ones; any value of the list in force is valid."""

    def __init__(self, list_name, *, on, allowed=None, **kwargs):
        offered = codes.choices(list_name, on, **OFFERED.get(list_name, {}))
        self.valid = codes_of(list_name, on)
        if allowed is not None:
            offered = [choice for choice in offered if choice[0] in allowed]
            self.valid &= set(allowed)
        self.list_name = list_name
        super().__init__(choices=offered, **kwargs)

    def valid_value(self, value):
        return str(value) in self.valid

    def offer(self, value):
        """Offer a value that is valid but not among the usual ones, because it was chosen before."""
        if value in self.valid and value not in dict(self.choices):
            self.choices = [*self.choices, (value, codes.label(self.list_name, value))]


class YesNoField(forms.TypedChoiceField):
    """A question answered with 是 or 否."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[(YES, _("是")), (NO, _("否"))],
            coerce=lambda value: value == YES,
            empty_value=None,
            **kwargs,
        )


class TickField(forms.BooleanField):
    """A box to tick."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.CheckboxInput(attrs={"value": YES}), **kwargs)


class RegionField(forms.CharField):
    """A division typed as its name (甘肃省兰州市城关区, 城关区) or its six-digit code."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.TextInput(attrs={"list": "divisions", "autocomplete": "off"}), **kwargs
        )

    def prepare_value(self, value):
        return region_name(value) or value if value else value

    def clean(self, value):
        text = _plain(super().clean(value))
        if not text:
            return ""
        if text.isdigit() and region_name(text):
            return text
        found = {
            region.code: region.full_name
            for region in Region.objects.in_force().filter(full_name__endswith=text)[:20]
        }
        exact = [code for code, name in found.items() if name == text] or list(found)
        if len(exact) == 1:
            return exact[0]
        raise ValidationError(
            _("%(label)s“%(value)s”有多个同名地方，请写全称，例如 甘肃省兰州市城关区")
            if found
            else _("没有找到%(label)s“%(value)s”，请从列表中选择区县"),
            params={"label": self.label, "value": text},
        )


class MobileField(TextField):
    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        if contact_numbers.mobile(text) is None:
            raise ValidationError(_("手机号码应为 11 位数字"))
        return contact_numbers.mobile(text)


class IdentityField(TextField):
    """An identity number shown in groups of 6, 8 and 4; judged by the form, which knows the document."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "class": "in mono"}

    def prepare_value(self, value):
        bare = "".join((value or "").split())
        return f"{bare[:6]} {bare[6:14]} {bare[14:]}" if len(bare) == 18 else value


BY_NAME = {"mobile": MobileField, "id_number": IdentityField}


def field_for(model, name, *, today, required=True, chips_up_to=7, **kwargs):
    """Return the form field of a model's field, named by the model, with the choices of its code list."""
    source = model._meta.get_field(name)
    label = kwargs.pop("label", source.verbose_name)
    make = partial(_kind(source), required=required, label=label, **_limits(source, today) | kwargs)
    field = make()
    field.error_messages["required"] = _required(field) % {"label": label}
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = _("%(label)s最多 %(most)d 个字") % {
                "label": label,
                "most": validator.limit_value,
            }
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = _("%(label)s没有这个选项，请重新选择") % {"label": label}
        _draw_choices(field, chips_up_to)
    return field


def _required(field):
    if isinstance(field, YesNoField):
        return _("请选择“%(label)s”：是或否")
    return _("请选择%(label)s") if isinstance(field, forms.ChoiceField) else _("请填写%(label)s")


def _kind(source):
    if source.name in BY_NAME:
        return BY_NAME[source.name]
    if source.name in REGIONS:
        return RegionField
    if source.name in CODE_LISTS:
        return partial(CodeField, CODE_LISTS[source.name])
    match source:
        case models.BooleanField():
            return TickField if source.name in TICKS else YesNoField
        case models.DateField():
            return EntryDayField
        case MoneyField():
            return EntryAmountField
        case models.PositiveSmallIntegerField():
            return NumberField
        case models.DecimalField():
            return partial(NumberField, places=source.decimal_places)
        case _ if source.choices:
            return partial(forms.ChoiceField, choices=source.flatchoices)
        case models.TextField():
            return partial(forms.CharField, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
        case _:
            return partial(TextField, max_length=source.max_length or LONGEST)


def _limits(source, today):
    """Return the keyword arguments only some kinds of fields take."""
    limits = {
        "months": {"least": 1, "most": 12, "unit": _("个月")},
        "pages": {"least": 1, "most": 999, "unit": _("页")},
        "papers": {"least": 0, "most": 999, "unit": _("张")},
        "school_years": {"least": 1, "most": 10, "unit": _("年")},
        "floor_area": {"least": 1, "most": 9999},
        "monthly_amount": {"most": MOST_A_MONTH},
        "dibao_amount": {"most": MOST_A_MONTH},
    }
    if source.name in CODE_LISTS:
        return {"on": today}
    if source.name in BY_NAME or source.name in REGIONS:
        return {}
    if isinstance(source, models.DateField):
        return {"latest": today}
    return limits.get(source.name, {})


def _draw_choices(field, chips_up_to):
    """Show a few choices as chips, more as a list; what may stay open has an empty line."""
    if len(field.choices) <= chips_up_to and field.required:
        widget = forms.RadioSelect(choices=field.choices)
    else:
        field.choices = [("", _("请选择")), *field.choices]
        widget = forms.Select(choices=field.choices)
    field.widget = widget
    widget.is_required = field.required


def codes_of(list_name, today):
    """Return the codes of a list in force on a day."""
    return {item.code for item in codes.items(list_name, today)}


def _plain(value):
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split())


def _half_width(character):
    """Full-width letters, digits and spaces become plain ones; every other character stays as typed."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and (plain.isalnum() or plain == " ") else character
