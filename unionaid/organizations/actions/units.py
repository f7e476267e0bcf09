"""Loading a tree of units at once: the demo province, or a real installation's own list."""

from django.db import transaction

from unionaid.organizations.actions import tree
from unionaid.organizations.models import UnionUnit


@transaction.atomic
def load_units(rows):
    """Create the units of `rows` (`unit_rows.UnitRow`) that are not there yet, and return how many.

    Units keep the order of the table under their parent. Units already there stay as they are,
    since names are kept on the pages of 机构与用户; running it twice changes nothing.
    """
    tree.lock_tree()
    known = {unit.code: unit for unit in UnionUnit.objects.all()}
    made = 0
    for row in rows:
        if row.code in known:
            continue
        known[row.code] = tree.create(
            parent=known.get(row.parent_code),
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            level=row.level,
            kind=row.kind,
            region_code=row.region_code,
            telephone=row.telephone,
        )
        made += 1
    return made
