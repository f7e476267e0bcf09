"""Money: exact integer 分 in the database, `Decimal` 元 with two places in Python."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
LARGEST = Decimal("99999999999.99")


def yuan(fen: int) -> Decimal:
    """Return 分 as 元: 12345 → Decimal('123.45')."""
    return Decimal(fen).scaleb(-2)


def fen(amount: Decimal) -> int:
    """Return 元 as 分. Raises ValueError when the amount has parts of a 分."""
    cents = Decimal(amount).scaleb(2)
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} has more than two decimal places")
    return int(cents)


def rounded(amount: Decimal) -> Decimal:
    """Round half up to 0.01 元, the only rounding used for money."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """Return a figure as sentences say it: 3000, 12.5, 20,000.50."""
    text = f"{number:,.2f}" if abs(number) >= 10_000 else f"{number:.2f}"
    return text.rstrip("0").rstrip(".")


class MoneyField(models.BigIntegerField):
    """An amount in 元, stored as 分, so that both databases add and compare exactly.

    Filters and `F()` arithmetic between money fields work in 分 underneath;
    aggregates such as `Sum` come back as `Decimal` 元 too.
    """

    description = _("金额（元）")

    def from_db_value(self, value, expression, connection):
        return None if value is None else yuan(int(value))

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except ArithmeticError as error:
            raise ValidationError(_("请填写金额，例如 1234.50")) from error

    def get_prep_value(self, value):
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return fen(self.to_python(value))

    def formfield(self, **kwargs):
        from django.forms import DecimalField

        return DecimalField(
            **{"max_digits": 13, "decimal_places": 2, "min_value": 0, "required": not self.blank}
            | kwargs
        )

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return "" if value is None else str(value)
