"""What columns and values are called in real tables: CSV files an office can read and extend.

`national_system.csv` (sheet, title, key) lists the columns of 全国工会帮扶工作管理系统, in order.
`column_words.csv` (key, word) names columns beside their titles, `value_words.csv` (list, word, code)
values beside their labels. In keys `*` stands for every sheet beside the first.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def _rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def column_words():
    """Return {field key: [further titles]}."""
    words = defaultdict(list)
    for row in _rows("column_words"):
        sheets = ("members", "incomes", "expenses") if row["key"].startswith("*") else ("",)
        for sheet in sheets:
            words[row["key"].replace("*", sheet)].append(row["word"])
    return dict(words)


@cache
def value_words():
    """Return {list name: {word: code}}."""
    words = defaultdict(dict)
    for row in _rows("value_words"):
        words[row["list"]][row["word"]] = row["code"]
    return dict(words)


@cache
def national_system():
    """Return {sheet: [(title, field key)]} as the national system has them, for export and import."""
    sheets = defaultdict(list)
    for row in _rows("national_system"):
        sheets[row["sheet"]].append((row["title"], row["key"]))
    return dict(sheets)
