"""Two pages saved one step: both values laid side by side, and one made of what is chosen. Pure.

A single field is chosen by itself, a row (a member, an income) as a whole.
"""

from households.payloads import row_keys

ROW_KINDS = ("members", "incomes", "expenses", "exclusions", "needs", "papers")


def unit_of(name):
    """Return what a field is chosen together with: its row, else itself."""
    kind, dash, rest = name.partition("-")
    if dash and kind in ROW_KINDS and "-" in rest:
        return f"{kind}-{rest.partition('-')[0]}"
    return name


def differences(mine, theirs):
    """Return [(unit, mine, theirs)] of the units that differ, each side a dict of its filled fields."""
    sides = [_units(mine), _units(theirs)]
    names = list(dict.fromkeys([*sides[0], *sides[1]]))
    return [
        (name, sides[0].get(name, {}), sides[1].get(name, {}))
        for name in names
        if sides[0].get(name, {}) != sides[1].get(name, {})
    ]


def merged(mine, theirs, chosen):
    """Return one step's fields: mine, but theirs for the chosen units."""
    sides = [_units(mine), _units(theirs)]
    fields = {}
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        fields |= sides[1 if name in chosen else 0].get(name, {})
    for kind in ROW_KINDS:
        if f"{kind}-rows" in mine or f"{kind}-rows" in theirs:
            keys = dict.fromkeys([*row_keys(mine, kind), *row_keys(theirs, kind)])
            fields[f"{kind}-rows"] = [
                key for key in keys if key in row_keys((theirs if f"{kind}-{key}" in chosen else mine), kind)
            ]
    return fields


def _units(fields):
    units = {}
    for name, values in (fields or {}).items():
        filled = [value for value in values if value.strip()]
        if filled and not name.endswith("-rows"):
            units.setdefault(unit_of(name), {})[name] = filled
    return units
