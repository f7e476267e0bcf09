"""The packaged texts and weights the demo is made of, read once. Pure; what they are: data/README.md."""

import csv
import json
from bisect import bisect
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
TIERS = ("DEEP", "RELATIVE", "ACCIDENTAL", "UNRATED")
COLUMNS = ("deep", "relative", "accident", "tier_not_recorded")


@lru_cache(maxsize=1)
def names():
    """The content of names.json."""
    return json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def calibration():
    """Households on file by prefecture and tier: {"620100": {"DEEP": 192, …}, …}."""
    return {
        row["division_code"]: {
            tier: int(row[column]) for tier, column in zip(TIERS, COLUMNS, strict=True)
        }
        for row in _rows("calibration")
    }


@lru_cache(maxsize=1)
def dibao_lines():
    """Lines of the minimum living allowance: (division, first day, urban, rural) in order."""
    return tuple(
        (
            row["division_code"],
            date.fromisoformat(row["effective_from"]),
            Decimal(row["urban_monthly_yuan"]),
            Decimal(row["rural_monthly_yuan"]),
        )
        for row in _rows("dibao_lines")
    )


class Weighted:
    """Values drawn by weight."""

    def __init__(self, pairs):
        values, weights = zip(*pairs, strict=True)
        self.values, self.cumulated = list(values), list(accumulate(weights))
        self.last = len(self.values) - 1

    def draw(self, rng):
        return self.values[bisect(self.cumulated, rng.random() * self.cumulated[-1], 0, self.last)]


def surnames(rows):
    """Return the Weighted of a list of {"v": surname, "w": weight}."""
    return Weighted([(row["v"], row["w"]) for row in rows])


def _rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
