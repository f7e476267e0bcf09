"""Charts as plain shapes: widths and places computed here, drawn by templates, no script needed."""

from dataclasses import dataclass

GAP = 0.25
SMALLEST = 0.25
TIER_CLASSES = {"DEEP": "f-deep", "RELATIVE": "f-rel", "ACCIDENTAL": "f-acc", "UNRATED": "f-none-flat"}
RAMP = ((1000, "f-6"), (600, "f-5"), (450, "f-4"), (300, "f-3"), (150, "f-2"), (0, "f-1"))


@dataclass(frozen=True)
class Part:
    css: str
    x: str
    width: str


def share(value, whole):
    """Return value ÷ whole in percent, 0 for an empty whole."""
    return 100 * value / whole if whole else 0.0


def stacked(parts, whole):
    """Return the parts of a bar: (css class, value) pairs against the longest bar's whole."""
    drawn, x = [], 0.0
    for css, value in parts:
        if not value:
            continue
        width = max(share(value, whole) - GAP, SMALLEST)
        drawn.append(Part(css, f"{x:.3f}", f"{width:.3f}"))
        x += width + GAP
    return drawn


def ramp(value):
    """Return the blue of a tile for a number of households."""
    return next(css for limit, css in RAMP if value >= limit)


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
        "value_x": f"{min(max(place(value), 6), width - 6):.1f}",
        "width": width,
    }
