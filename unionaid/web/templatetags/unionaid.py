"""The components of every page as tags: `{% load unionaid %}`."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionaid.organizations import codes
from unionaid.web import charts

register = template.Library()

TIERS = {
    "DEEP": ("deep", _("深度困难"), "深", "D"),
    "RELATIVE": ("rel", _("相对困难"), "相", "R"),
    "ACCIDENTAL": ("acc", _("意外致困"), "意", "A"),
    "UNRATED": ("none", _("未记录"), "未", "?"),
}
STATUSES = {
    "DRAFT": ("mut", "pencil"),
    "SUBMITTED": ("info", "clock"),
    "VERIFYING": ("info", "clock"),
    "MATCHING": ("info", "clock"),
    "PUBLICISED": ("info", "clock"),
    "COUNTY_REVIEW": ("info", "clock"),
    "CITY_APPROVAL": ("info", "clock"),
    "PROVINCE_FILING": ("info", "clock"),
    "RETURNED": ("bad", "arrow-back-up"),
    "REJECTED": ("bad", "circle-x"),
    "ACTIVE": ("ok", "circle-check"),
    "GRACE": ("warn", "hourglass"),
    "EXITED": ("mut", "archive"),
    "CANCELLED": ("mut", "archive"),
}


@register.simple_tag
def icon(name, css=""):
    """An icon of the sprite, hidden from screen readers: the words stand beside it."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def tier(value):
    """The tier badge: letter, colour and word, never colour alone."""
    css, label, chinese, english = TIERS[value or "UNRATED"]
    letter = chinese if (get_language() or "").startswith("zh") else english
    return format_html('<span class="tier {}" data-l="{}">{}</span>', css, letter, label)


@register.simple_tag
def status(value, label):
    """A status: icon and word in grey, the icon coloured."""
    css, name = STATUSES[value]
    return format_html('<span class="st {}">{}{}</span>', css, icon(name), label)


@register.simple_tag
def code(list_name, value):
    """The words of a code."""
    return codes.label(list_name, value) if value else ""


@register.inclusion_tag("components/bar.html")
def bar(value, whole, css="f-4"):
    """One bar against the longest of its list."""
    return {"width": f"{charts.share(value, whole):.2f}", "css": css}


@register.inclusion_tag("components/sbar.html")
def sbar(parts, whole):
    """A stacked bar of the four tiers: `parts` maps tier → number."""
    pairs = [(css, parts.get(tier, 0)) for tier, css in charts.TIER_CLASSES.items()]
    return {"parts": charts.stacked(pairs, whole)}


@register.inclusion_tag("components/prog.html")
def prog(value, whole):
    """A progress bar; more than planned shows as full."""
    return {"width": f"{min(charts.share(value, whole), 100):.1f}"}


@register.inclusion_tag("components/scale.html")
def scale(value, line, limit):
    """The income scale: the line, its multiple and where the household stands."""
    return charts.scale(value, line, limit) | {"value": value, "line": line, "limit": limit}


@register.inclusion_tag("components/masked.html")
def masked(text, url="", field="", label=""):
    """A masked value and, where the person may ask, the way to see it whole."""
    return {"text": text, "url": url, "field": field, "label": label}


@register.filter
def money(value):
    """元 with two places, grouped from five digits on; nothing for None."""
    if value is None or value == "":
        return "—"
    return f"{value:,.2f}" if abs(value) >= 10000 else f"{value:.2f}"


@register.filter
def whole(value):
    """A whole number, grouped from five digits on."""
    if value is None or value == "":
        return "—"
    return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:.0f}"


@register.filter
def percent(value, of):
    """A share with one decimal."""
    return f"{charts.share(value, of):.1f}%"


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The address's query with some parameters replaced, None or "" removing one."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            params.pop(name, None)
        elif isinstance(value, (list, tuple)):
            params.setlist(name, value)
        else:
            params[name] = value
    return "?" + params.urlencode()


@register.filter
def phone_entries(menu):
    """The first four entries of the menu that have a short name, for the phone's bottom bar."""
    return [entry for entry in menu if entry.short][:4]
