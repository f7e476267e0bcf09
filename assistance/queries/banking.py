"""Bank templates a union may use: its own, those of the unions above it, and the packaged ones."""

from assistance.bank_layouts import PACKAGED, Layout
from assistance.models import BankTemplate
from unionaid.organizations.queries import lineage


def templates_for(unit):
    """Return the templates a unit may use, its own last."""
    above = [each.pk for each in lineage(unit)]
    return BankTemplate.objects.filter(unit__in=above).select_related("unit").order_by("unit_path", "name")


def layouts_for(unit):
    """Return [(key, name)] of everything a payment file can be made by."""
    kept = [(str(row.pk), f"{row.name}（{row.unit.short_name}）") for row in templates_for(unit)]
    return kept + [(key, layout.name) for key, layout in PACKAGED.items()]


def layout_of(unit, key):
    """Return the Layout of a key. Raises KeyError."""
    if key in PACKAGED:
        return PACKAGED[key]
    row = templates_for(unit).filter(pk=key).first() if key.isascii() and key.isdecimal() else None
    if row is None:
        raise KeyError(key)
    return as_layout(row)


def as_layout(row):
    return Layout.of(row.layout | {"name": row.name, "format": row.format})
