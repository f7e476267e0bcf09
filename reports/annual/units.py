"""Rows by union: the unions right under the reporting one in printed order, and what it holds itself."""

from django.utils.translation import gettext as _

from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import in_printed_order, reporting_rows
from unionaid.organizations.scope import STEP


def rows_about(unit, day, used):
    """Return [(path, name, unit)] of the rows of a table about `unit`, what it holds itself last.

    The unions open on the day always have a row; `used` are the paths with figures, so that a
    union closed since then keeps its row as well.
    """
    shown = {child.path: child for child in reporting_rows(unit, day)}
    closed = set(used) - shown.keys() - {unit.path}
    below = [*shown.values(), *UnionUnit.objects.filter(path__in=closed)] if closed else shown.values()
    rows = [(child.path, child.short_name, child) for child in in_printed_order(below)]
    if unit.path in used or not rows:
        rows.append((unit.path, _("%(unit)s本级") % {"unit": unit.short_name}, unit))
    return rows


def place_of(unit, path):
    """Return the path of the row that counts what lies at `path`."""
    return path[: len(unit.path) + STEP]
