"""Splitting whole numbers by weight, and how many households a unit has beside its neighbours. Pure."""

from random import Random

from unionaid.organizations.enums import UnionKind

# A district is larger than a county; the seats of the large cities are larger still.
WEIGHTS = {"区": 2.6, "市": 2.0, "县": 1.0}
LARGE = {
    "620102": 2.6, "620103": 1.3, "620104": 0.9, "620402": 1.3, "620502": 1.2, "620602": 1.4,
    "620702": 1.2,
}
ZONE = 0.22


def apportion(total, weights):
    """Split a whole number by weight with the largest remainders, so that the parts add up to it."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def spread(total, weights, rng):
    """Split a whole number by weights that vary a little from one time to the next."""
    return apportion(total, [weight * rng.uniform(0.8, 1.2) for weight in weights])


def units_of(units, prefecture):
    """Units of a prefecture that hold files: its counties and zones, itself where it has none."""
    top = next(unit for unit in units if unit.region_code == prefecture and unit.depth == 2)
    own = [unit for unit in units if unit.path.startswith(top.path) and unit.depth == 3]
    return own or [top]


def weight(unit):
    """How many households a unit has, relative to a plain county."""
    if unit.kind != UnionKind.TERRITORIAL:
        return ZONE
    lively = Random(f"weight {unit.code}").uniform(0.75, 1.3)
    size = WEIGHTS.get(unit.short_name[-1], 1.0)
    return lively * LARGE.get(unit.region_code, 1.0) * (0.7 if "自治" in unit.name else size)


def holds_files(unit):
    """Tell whether a unit may hold files on file: a county, a zone of a prefecture, 嘉峪关 itself."""
    if unit.depth == 3:
        return True
    return unit.depth == 2 and unit.kind == UnionKind.TERRITORIAL and unit.region_code == "620200"
