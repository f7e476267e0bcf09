"""Administrative divisions as rows, in force and retired, with the dates a code was in use. Pure.

The sources know years only: a code used until 2017 ends on 1 January 2018, the day its
successor begins. Where no start is known, 1 October 1949 stands.
"""

from collections import defaultdict
from datetime import date

ALWAYS = date(1949, 10, 1)
LIST_STATE = date(2025, 1, 1)  # the packaged list tells the end of 2024
PLACEHOLDERS = {"市辖区", "县", "省直辖", "市", "市区"}
TAIWAN_PERMIT = "830000"  # residence permits of people from Taiwan, issued since 2018


def region_rows(current, retired):
    """Return all divisions as dicts of `Region` fields, sorted by code and start."""
    began = _beginnings(retired)
    names = {row["code"]: row["name"] for row in current}
    earlier = defaultdict(list)
    for row in retired:
        earlier[row["code"]].append(row)
    rows = [_in_force(row, began.get(row["code"], ALWAYS)) for row in current]
    rows += [_retired(row, names, earlier) for row in retired]
    return sorted(rows, key=lambda row: (row["code"], row["valid_from"], row["name"]))


def _beginnings(retired):
    """Return the day each successor code came into use, where the codes before it are of its own level."""
    began = {}
    for row in retired:
        successor = row["successor_code"]
        if successor and row["end_year"] and _level(successor) == int(row["level"]):
            began[successor] = max(began.get(successor, ALWAYS), _new_year(int(row["end_year"]) + 1))
    return began


def _in_force(row, valid_from):
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short_name"],
        "full_name": row["full_name"],
        "level": int(row["level"]),
        "parent_code": row["parent_code"],
        "pinyin": row["pinyin"],
        "initials": row["initials"],
        "kind": row["kind"],
        "in_gb2260": row["in_gb2260"] == "yes",
        "valid_from": valid_from,
        "valid_to": None,
        "successor_code": "",
    }


def _retired(row, names, earlier):
    code, name = row["code"], row["name"]
    valid_from, valid_to = _span(row)
    return {
        "code": code,
        "name": name,
        "short_name": name,
        "full_name": _full_name(row, names, earlier),
        "level": int(row["level"]),
        "parent_code": _parent_code(code),
        "pinyin": "",
        "initials": "",
        "kind": "placeholder" if name in PLACEHOLDERS else "retired",
        "in_gb2260": code != TAIWAN_PERMIT,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "successor_code": row["successor_code"],
    }


def _span(row):
    """Return (first day, day after the last); a placeholder in use has no end."""
    if row["code"] == TAIWAN_PERMIT:
        return date(2018, 9, 1), None
    start, end = row["start_year"], row["end_year"]
    if end:
        first_year = min(int(start), int(end)) if start else None
        return _new_year(first_year) if start else ALWAYS, _new_year(int(end) + 1)
    still_used = row["name"] in PLACEHOLDERS
    return _new_year(int(start)) if start else ALWAYS, None if still_used else LIST_STATE


def _full_name(row, names, earlier):
    parts = [names.get(row["code"][:2] + "0000", "")] if row["level"] != "1" else []
    if row["level"] == "3":
        parts.append(_prefecture(row, names, earlier))
    return "".join([*parts, row["name"]])


def _prefecture(row, names, earlier):
    """Return the prefecture's name at the time: the retired one that ended last before the county did."""
    code = row["code"][:4] + "00"
    end = int(row["end_year"] or 9999)
    past = [p for p in earlier.get(code, ()) if int(p["start_year"] or 0) <= end]
    if past and code not in names:
        name = max(past, key=lambda p: int(p["end_year"] or 9999))["name"]
    else:
        name = names.get(code, "")
    return "" if name in PLACEHOLDERS else name


def _parent_code(code):
    if code.endswith("0000"):
        return ""
    return code[:2] + "0000" if code.endswith("00") else code[:4] + "00"


def _level(code):
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _new_year(year):
    return date(year, 1, 1)
