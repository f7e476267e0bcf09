"""How quotations and the figures beside them are shown: `{% load published_words %}`."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from reports.published import Qualifier

register = template.Library()


@register.filter
def printed(quotation):
    """The number of a quotation, with its qualifier: never a lower bound without 余."""
    value = quotation.value
    if value is None:
        return "—"
    if isinstance(value, list):
        return "–".join(map(str, value))
    if not isinstance(value, int | float):
        return str(value)
    text = f"{value:.0%}" if quotation.unit == "share" else _whole(value, quotation.unit)
    return _("%(number)s 余") % {"number": text} if quotation.qualifier == Qualifier.MORE_THAN else text


@register.filter
def figure(value):
    """A computed figure: whole numbers with separators, others with two decimals."""
    if value is None:
        return "—"
    value = Decimal(value)
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


@register.filter
def period(text):
    """The period of a quotation in words."""
    return _("近 5 年（起止未注明）") if text == "last_5_years" else text


def _whole(value, unit):
    return str(value) if unit == "year" else f"{value:,}"
