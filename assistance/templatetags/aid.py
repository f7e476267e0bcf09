"""Components of aid: `{% load aid %}`."""

from django import template
from django.utils.html import format_html

from assistance.kinds import AidStatus, BatchStatus, RowStatus
from assistance.proposals import period_label
from assistance.queries.batch_checks import NEAR_CAP, WARNING_WORDS
from unionaid.money import plain
from unionaid.web import charts
from unionaid.web.templatetags.unionaid import icon

register = template.Library()

MARKS = {
    AidStatus.DRAFT: ("mut", "pencil"),
    AidStatus.PROPOSED: ("info", "clock"),
    AidStatus.RETURNED: ("bad", "arrow-back-up"),
    AidStatus.APPROVED: ("ok", "circle-check"),
    AidStatus.SENT: ("info", "building-bank"),
    AidStatus.PAID: ("ok", "circle-check"),
    AidStatus.BOUNCED: ("bad", "alert-circle"),
    AidStatus.REFUNDED: ("mut", "arrow-back-up"),
    AidStatus.WITHDRAWN: ("mut", "circle-x"),
}
BATCH_MARKS = {
    BatchStatus.DRAFT: ("mut", "pencil"),
    BatchStatus.SUBMITTED: ("info", "clock"),
    BatchStatus.RETURNED: ("bad", "arrow-back-up"),
    BatchStatus.APPROVED: ("info", "circle-check"),
    BatchStatus.SENT: ("info", "building-bank"),
    BatchStatus.SETTLED: ("ok", "circle-check"),
    BatchStatus.CANCELLED: ("mut", "circle-x"),
}
ROW_MARKS = {
    RowStatus.PENDING: ("mut", "clock"),
    RowStatus.SENT: ("info", "building-bank"),
    RowStatus.PAID: ("ok", "circle-check"),
    RowStatus.BOUNCED: ("bad", "alert-circle"),
    RowStatus.REFUNDED: ("mut", "arrow-back-up"),
    RowStatus.WITHDRAWN: ("mut", "circle-x"),
}


def _state(kind, marks, value):
    css, name = marks[value]
    return format_html('<span class="st {}">{}{}</span>', css, icon(name), kind(value).label)


@register.simple_tag
def aid_status(value):
    """The state of an aid: icon and word."""
    return _state(AidStatus, MARKS, value)


@register.simple_tag
def batch_status(value):
    """The state of a batch: icon and word."""
    return _state(BatchStatus, BATCH_MARKS, value)


@register.simple_tag
def row_status(value):
    """The state of one payment: icon and word."""
    return _state(RowStatus, ROW_MARKS, value)


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


@register.filter
def plain_money(value):
    """An amount without empty decimals: 3000, 12,000.50."""
    return "—" if value is None else plain(value)


@register.inclusion_tag("assistance/batches/_cap_bar.html")
def cap_bar(check):
    """What a household has of the aid in the year, this payment included, against its cap."""
    result = check.result
    if result is None or result.limit is None:
        return {"total": result and result.used + result.amount, "limit": None}
    total = result.used + result.amount
    near = NEAR_CAP in check.warnings
    return {
        "total": total,
        "limit": result.limit,
        "width": f"{min(charts.share(total, result.limit), 100) if result.limit else 100:.1f}",
        "css": "f-bad" if result.is_over else "f-warn" if near else "f-4",
    }


@register.simple_tag
def warning_words(code):
    """A warning of the checks of a batch in words."""
    return WARNING_WORDS[code]


@register.inclusion_tag("assistance/batches/_budget_bar.html")
def budget_bar(budget):
    """A fund: what is used or held, what this batch takes, what is left."""
    pairs = [("f-5", budget.used), ("f-warn", min(budget.this, budget.free))]
    return {"parts": charts.stacked(pairs, budget.income)}
