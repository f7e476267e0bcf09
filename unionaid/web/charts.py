"""Charts as plain shapes: widths and places computed here, drawn by templates, no script needed."""

from dataclasses import dataclass
from math import floor, log10

GAP = 0.25
SMALLEST = 0.25
TIER_FILLS = {"DEEP": "f-deep", "RELATIVE": "f-rel", "ACCIDENTAL": "f-acc", "UNRATED": "f-none-flat"}
# Where the blues begin, as parts of the largest number: 150, 300, 450, 600, 1000 of 1734.
STEPS = (0.0865, 0.173, 0.2595, 0.346, 0.577)


@dataclass(frozen=True)
class Part:
    css: str
    x: str
    width: str


def share(value, whole):
    """Return value ÷ whole in percent, 0 for an empty whole."""
    return 100 * float(value) / float(whole) if whole else 0.0


def stacked(parts, whole):
    """Return the parts of a bar: (css class, value) pairs against the longest bar's whole.

    A value too small to see keeps the smallest width, and the larger ones give way, so that
    the bar never grows beyond its whole.
    """
    shown = [(css, share(value, whole)) for css, value in parts if value]
    widths = [max(width - GAP, SMALLEST) for _, width in shown]
    total = sum(width for _, width in shown)
    excess = sum(widths) + GAP * max(len(widths) - 1, 0) - total
    if widths and excess > 0:
        widths[widths.index(max(widths))] -= excess
    drawn, x = [], 0.0
    for (css, _), width in zip(shown, widths, strict=True):
        drawn.append(Part(css, f"{x:.3f}", f"{max(width, 0):.3f}"))
        x += width + GAP
    return drawn


def breaks(values):
    """Return five round numbers where the blues of a map change, rising, for these numbers."""
    top = max(values, default=0)
    found = []
    for step in STEPS:
        mark = max(_round_two(top * step), (found[-1] if found else 0) + 1)
        found.append(mark)
    return found


def blue(value, marks):
    """Return the class of a number: f-1 below the first mark, f-6 from the fifth on."""
    return f"f-{1 + sum(value >= mark for mark in marks)}"


def _round_two(value):
    """Round to two significant digits, to 5 in the second."""
    if value < 10:
        return round(value)
    unit = 5 * 10 ** (floor(log10(value)) - 1)
    return round(value / unit) * unit


def scale(value, line, limit, width=256):
    """Places on the income scale: the line and the limit divide it, a marker stands at the value."""
    top = float(limit) * 1.45 or 1.0

    def place(amount):
        return min(max(float(amount), 0.0) / top, 1.0) * width

    return {
        "deep": f"{place(line) - 1:.1f}",
        "rel_x": f"{place(line) + 1:.1f}",
        "rel": f"{place(limit) - place(line) - 2:.1f}",
        "rest_x": f"{place(limit) + 1:.1f}",
        "rest": f"{width - place(limit) - 1:.1f}",
        "line_x": f"{place(line):.1f}",
        "limit_x": f"{place(limit):.1f}",
        "value_x": None if value is None else f"{min(max(place(value), 6), width - 6):.1f}",
    }
