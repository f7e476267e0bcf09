"""How long until a day: 逾期 3 天, 今天到期, 剩 6 天."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def days_left(days):
    """Say how many days are left of a deadline; what is overdue stands out."""
    if days < 0:
        words = ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", -days) % {"n": -days}
        return format_html('<span class="late">{}</span>', words)
    return _("今天到期") if days == 0 else ngettext("剩 %(n)d 天", "剩 %(n)d 天", days) % {"n": days}
