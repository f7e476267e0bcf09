"""Components of aid: `{% load aid %}`."""

from django import template
from django.utils.html import format_html

from assistance.kinds import AidStatus
from assistance.proposals import period_label
from unionaid.web import charts
from unionaid.web.templatetags.unionaid import icon

register = template.Library()

MARKS = {
    AidStatus.PROPOSED: ("info", "clock"),
    AidStatus.RETURNED: ("bad", "arrow-back-up"),
    AidStatus.APPROVED: ("ok", "circle-check"),
    AidStatus.SENT: ("info", "building-bank"),
    AidStatus.PAID: ("ok", "circle-check"),
    AidStatus.BOUNCED: ("bad", "alert-circle"),
    AidStatus.REFUNDED: ("mut", "arrow-back-up"),
    AidStatus.WITHDRAWN: ("mut", "circle-x"),
}


@register.simple_tag
def aid_status(value):
    """The state of an aid: icon and word."""
    css, name = MARKS[value]
    return format_html('<span class="st {}">{}{}</span>', css, icon(name), AidStatus(value).label)


@register.filter
def period(value):
    """A period in words: 2022 年上半年."""
    return period_label(value)


@register.inclusion_tag("assistance/_meter.html")
def cap_meter(result, label="", steps=True):
    """The cap meter: what is used, what this amount takes, what is left, the rule and its basis.

    `result` is a CapResult; `steps` shows how the limit comes about.
    """
    if result.limit is None:
        return {"result": result, "label": label, "steps": steps}
    used = min(result.used, result.limit)
    this = min(result.amount, result.limit - used)
    share = charts.share
    return {
        "result": result,
        "label": label,
        "steps": steps,
        "used_width": f"{share(used, result.limit):.2f}",
        "this_width": f"{share(this, result.limit):.2f}",
        "this_css": "f-bad" if result.is_over else "f-warn",
        "full": result.limit == 0 or result.used > result.limit,
    }
