"""Form fields that take what people type: days in every usual form, amounts with or without commas."""

import re
import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionaid.web.widgets import AmountInput, DayInput

DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
AMOUNT = re.compile(r"-?(\d+\.?\d*|\.\d+)")
LARGEST = 99_999_999_999


class DayField(forms.DateField):
    """A day: 2022-01-26, 20220126, 2022.1.26, 2022/1/26 or 2022年1月26日."""

    widget = DayInput
    default_error_messages = {
        "required": _("请填写日期，例如 2022-01-26"),
        "invalid": _("没有这一天，请按 2022-01-26 的样子填写"),
    }

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return super().to_python(value)
        found = DAY.fullmatch(_plain(value))
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return date(*(int(part) for part in found.groups() if part))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class AmountField(forms.DecimalField):
    """An amount in 元 with at most two decimals: 1234.5, 1,234.50 or ￥1234.50. Negative ones are refused."""

    widget = AmountInput
    default_error_messages = {
        "required": _("请填写金额，没有就填 0"),
        "invalid": _("金额只写数字，例如 1234.50"),
        "min_value": _("金额不能是负数"),
        "max_value": _("金额太大，请核对是否多写了位数"),
        "max_decimal_places": _("金额最多写到分，即两位小数"),
    }

    def __init__(self, *, max_value=LARGEST, min_value=0, **kwargs):
        super().__init__(max_value=max_value, min_value=min_value, decimal_places=2, **kwargs)
        for validator in self.validators:
            message = self.error_messages.get(getattr(validator, "code", ""))
            if message:
                validator.message = message

    def to_python(self, value):
        if isinstance(value, str):
            value = _plain(value).lstrip("¥").removesuffix("元").replace(",", "")
            if value and not AMOUNT.fullmatch(value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def _plain(text):
    """Full-width characters made plain, spaces away."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))
