"""The tile grid (格子图): every prefecture one tile of the same size, at the place its data gives."""

from dataclasses import dataclass

from unionaid.web.charts import blue, breaks


@dataclass(frozen=True)
class Size:
    """Tile and step in pixels; `name_y`, `number_y` and `note_y` are the baselines inside a tile."""

    width: int
    height: int
    gap: int
    radius: int
    inset: int
    name_y: int
    number_y: int
    note_y: int | None


DESKTOP = Size(88, 58, 4, 6, 10, 19, 38, 51)
PHONE = Size(54, 48, 4, 5, 7, 20, 38, None)
LEGEND_STEP = 40
LEGEND_WIDTH = 6 * LEGEND_STEP
LEGEND_HEIGHT = 58
LONGEST_NAME = 5


@dataclass(frozen=True)
class Tile:
    """One unit: where it stands, its number, what it says and where it leads."""

    row: int
    col: int
    name: str
    short_name: str
    value: int
    url: str
    label: str
    note: str = ""


def drawn(tiles, size):
    """Return the shapes of a map: its view box, its tiles and its legend."""
    marks = breaks([tile.value for tile in tiles])
    step_x, step_y = size.width + size.gap, size.height + size.gap
    columns = max((tile.col for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    width, height = columns * step_x, rows * step_y
    legend_x, legend_y = width - size.gap - LEGEND_WIDTH + 2, 0
    reach = max((tile.col * step_x + size.width for tile in tiles if tile.row == 0), default=0)
    if legend_x < reach + size.gap:
        legend_x, legend_y = 0, height
        width, height = max(width, LEGEND_WIDTH + size.gap), height + LEGEND_HEIGHT
    return {
        "size": size,
        "view_box": f"-1 -1 {width} {height}",
        "tiles": [
            {
                "tile": tile,
                "name": tile.name if len(tile.name) <= LONGEST_NAME else tile.short_name,
                "x": tile.col * step_x,
                "y": tile.row * step_y,
                "text_x": tile.col * step_x + size.inset,
                "name_y": tile.row * step_y + size.name_y,
                "number_y": tile.row * step_y + size.number_y,
                "note_y": size.note_y and tile.row * step_y + size.note_y,
                "fill": blue(tile.value, marks),
                "inverse": blue(tile.value, marks) >= "f-4",
            }
            for tile in tiles
        ],
        "legend": _legend(marks, legend_x, legend_y),
    }


def _legend(marks, x, y):
    """Six blues in the upper right corner, else below the tiles, with the number each begins at."""
    labels = [f"<{marks[0]}", *marks[:4], f"≥{marks[4]}"]
    return [
        {
            "css": f"f-{place + 1}",
            "x": x + place * LEGEND_STEP,
            "mid": x + place * LEGEND_STEP + 19,
            "title_y": y + 16,
            "y": y + 26,
            "label_y": y + 51,
            "label": label,
        }
        for place, label in enumerate(labels)
    ]
