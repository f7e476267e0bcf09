"""The sample numbers of `data/id_vectors.csv`; what each one must do stands in its row."""

import csv
from pathlib import Path

import pytest

FILE = Path(__file__).parent / "data" / "id_vectors.csv"


def vectors(kind):
    """Return the rows of one kind as parameters named by their id."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [pytest.param(row, id=row["id"]) for row in csv.DictReader(lines) if row["kind"] == kind]
