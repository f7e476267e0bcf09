"""The components of every page as tags: `{% load unionaid %}`. /dev/components/ shows them all."""

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from unionaid import clock
from unionaid.organizations import codes
from unionaid.web import charts, tile_map
from unionaid.web import trend as trends
from unionaid.web.words import STATUSES, TIERS, amount, short_day, whole_number

register = template.Library()

NOTE_ICONS = {
    "": "info-circle",
    "warn": "alert-triangle",
    "bad": "alert-circle",
    "ok": "circle-check",
}


@register.simple_tag
def icon(name, css=""):
    """An icon of the sprite, hidden from screen readers: the words stand beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"i {css}".rstrip(),
        static("icons.svg"),
        name,
    )


@register.simple_tag
def tier(value):
    """The tier badge: letter, colour and word, never colour alone."""
    mark = TIERS[value or "UNRATED"]
    letter = mark.letter if (get_language() or "").startswith("zh") else mark.letter_en
    return format_html('<span class="tier {}" data-l="{}">{}</span>', mark.css, letter, mark.label)


@register.simple_tag
def status(value, label=""):
    """A status: icon and word in grey, the icon coloured."""
    mark = STATUSES[value]
    return format_html('<span class="st {}">{}{}</span>', mark.css, icon(mark.icon), label or mark.label)


@register.simple_tag
def code(list_name, value):
    """The words of a code."""
    return codes.label(list_name, value) if value else ""


@register.inclusion_tag("components/field.html")
def field(field, css="", note=""):
    """A form field with label, hint and message; `css` is its width (c3 … c12), `note` a word like 自动."""
    return {"field": field, "css": css, "note": note}


@register.inclusion_tag("components/bar.html")
def bar(value, whole, css="f-4"):
    """One bar against the longest of its list."""
    return {"width": f"{charts.share(value, whole):.2f}", "css": css}


@register.inclusion_tag("components/sbar.html")
def sbar(parts, whole, css=""):
    """A stacked bar of the four tiers: `parts` maps tier → number."""
    pairs = [(fill, parts.get(tier, 0)) for tier, fill in charts.TIER_FILLS.items()]
    return {"parts": charts.stacked(pairs, whole), "css": css}


@register.inclusion_tag("components/prog.html")
def prog(value, whole, label=""):
    """A progress bar, with a label and "a / b" where one is given; more than planned shows as full."""
    percent = charts.share(value, whole)
    return {
        "value": value,
        "whole": whole,
        "label": label,
        "width": f"{min(percent, 100):.1f}",
        "over": percent > 100,
    }


@register.inclusion_tag("components/scale.html")
def scale(value, line, limit):
    """The income scale: the line, its multiple and where the household stands; None draws no marker."""
    return charts.scale(value, line, limit) | {"value": value, "line": line, "limit": limit}


@register.inclusion_tag("components/tile_map.html")
def tilemap(tiles, label):
    """The tile grid of `tile_map.Tile`s, in the size of desks and in that of phones."""
    return {
        "label": label,
        "wide": tile_map.drawn(tiles, tile_map.DESKTOP),
        "narrow": tile_map.drawn(tiles, tile_map.PHONE),
    }


@register.inclusion_tag("components/trend.html")
def trend(months, opened, closed, stock, label):
    """Bars of what came and went each month, and the stock at its end as a line."""
    return trends.drawn(months, opened, closed, stock) | {"label": label}


@register.inclusion_tag("components/masked.html")
def masked(text, url="", field="", label=""):
    """A masked value and, where the person may ask, the way to see it whole."""
    return {"text": text, "url": url, "field": field, "label": label}


@register.simple_block_tag
def note(content, kind="", role=""):
    """A note with its icon: `{% note "warn" %}…{% endnote %}`. `role` only when it answers an action."""
    return render_to_string(
        "components/note.html",
        {"content": content, "kind": kind, "icon_name": NOTE_ICONS[kind], "role": role},
    )


@register.simple_block_tag
def dialog(content, id, title):
    """A dialog opened by `data-dialog="id"`: `{% dialog "approve" title %}…{% enddialog %}`."""
    return render_to_string("components/dialog.html", {"content": content, "id": id, "title": title})


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
def money(value):
    """元 with two places, grouped from five digits on; a dash for nothing."""
    return amount(value)


@register.filter
def whole(value):
    """A whole number, grouped from five digits on; a dash for nothing."""
    return whole_number(value)


@register.filter
def percent(value, of):
    """A share with one decimal."""
    return f"{charts.share(value, of):.1f}%"


@register.filter
def day(value):
    """03-31 in the current year, 2021-03-31 in others."""
    return short_day(value, clock.today())


@register.filter
def phone_entries(menu):
    """The first four entries of the menu that have a short name, for the phone's bottom bar."""
    return [entry for entry in menu if entry.short][:4]
