"""Reference facts packaged as CSV files and read without a database.

Sources and licences: README.md beside this file. Codes are texts; leading zeros matter.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from unionaid.organizations.region_rows import region_rows

FOLDER = Path(__file__).parent


@cache
def rows(name):
    """Return the rows of a CSV file of this folder as read-only mappings."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(MappingProxyType(row) for row in csv.DictReader(lines))


def regions():
    """Divisions of the whole country in force (GB/T 2260), state of the end of 2024."""
    return rows("divisions")


def retired_regions():
    """Divisions whose code is no longer in use; identity numbers still carry them."""
    return rows("divisions_retired")


def union_units():
    """The Gansu union tree, parents before children."""
    return rows("gansu_union_units")


def tiles(name="gansu_tiles"):
    """Places of the tile map."""
    return rows(name)


def code_list_names():
    """Names of the packaged code lists."""
    return sorted(path.stem for path in (FOLDER / "codes").glob("*.csv"))


def code_list(name):
    """Rows of one code list."""
    return rows(f"codes/{name}")


@cache
def province_codes():
    """Two-digit prefixes of the provinces."""
    return frozenset(row["code"][:2] for row in regions() if row["level"] == "1")


def gansu_and_country():
    """Every division in force, the statistical codes of Gansu (620171, 620201) among them."""
    return (*regions(), *(row for row in rows("gansu_divisions") if row["in_gb2260"] != "yes"))


def region_name(code):
    """Return the full name of a division, in force or retired: 甘肃省兰州市城关区; None when unknown."""
    return _names().get(code)


@cache
def _names():
    """Full names by code: of retired divisions with one code the last, one in force before all."""
    current, retired = gansu_and_country(), retired_regions()
    dated = sorted(region_rows(current, retired), key=lambda row: row["valid_to"] or date.max)
    return {row["code"]: row["full_name"] for row in (*dated, *current)}
