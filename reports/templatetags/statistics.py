"""Statistical tables on pages."""

from django import template

from reports.statistics import Kind, in_ten_thousands
from unionaid.web import charts
from unionaid.web.words import whole_number

register = template.Library()


@register.filter
def cells(table, line):
    """Return (text, address) of each cell of a line; money in 万元."""
    keys = [column.key for column in table.columns]
    texts = [_text(column, line.values.get(column.key)) for column in table.columns]
    return [(text, line.urls.get(key)) for key, text in zip(keys, texts, strict=True)]


@register.filter
def at(mapping, key):
    """The value of a key, None without it."""
    return mapping.get(key)


@register.filter
def ten_thousands(amount):
    """元 as 万元 with two decimals, rounded once."""
    return f"{in_ten_thousands(amount):,}"


@register.inclusion_tag("components/sbar.html")
def sourcebar(groups, whole):
    """A stacked bar of amounts by group of sources, against the longest bar's whole."""
    return {"parts": charts.stacked([(f"f-{css}", amount) for css, amount in groups.items()], whole)}


def _text(column, value):
    if value is None or value == "":
        return "—"
    match column.kind:
        case Kind.MONEY:
            return f"{in_ten_thousands(value):,}"
        case Kind.COUNT:
            return whole_number(value)
        case _:
            return str(value)
