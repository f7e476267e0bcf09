"""Code lists as rows: the packaged tables, with the dates at which lists changed. Pure."""

from datetime import date

ALWAYS = date(1949, 10, 1)
OWN_FIELDS = ("code", "zh", "en", "source", "basis", "confidence", "parent_code")


def code_rows(list_name, table, changes):
    """Return the rows of one list as dicts of `CodeItem` fields.

    `changes` are rows of `code_changes.csv`. One without a name completes the item of the
    same code (dates, parent, group); one with a name is a further item: a value that has
    been given up, a code's earlier meaning, or a sub-cause that only our files tell apart.
    """
    mine = [change for change in changes if change["list"] == list_name]
    completions = {change["code"]: change for change in mine if not change["zh"]}
    rows = [_row(list_name, line, item, completions.get(item["code"])) for line, item in enumerate(table)]
    last = len(rows)
    rows += [
        _row(list_name, last + line, _without_dates(item), item)
        for line, item in enumerate(change for change in mine if change["zh"])
    ]
    return rows


def _row(list_name, rank, item, change):
    change = change or {}
    attributes = {name: value for name, value in item.items() if name not in OWN_FIELDS}
    if change.get("group"):
        attributes["group"] = change["group"]
    attributes.update(_pairs(change.get("attributes", "")))
    return {
        "list_name": list_name,
        "code": item["code"],
        "zh": item["zh"],
        "en": item["en"],
        "parent_code": change.get("parent_code") or item.get("parent_code") or "",
        "rank": rank,
        "attributes": attributes,
        "source": item.get("source", ""),
        "basis": item.get("basis", ""),
        "confidence": item.get("confidence", ""),
        "valid_from": _day(change.get("valid_from")) or ALWAYS,
        "valid_to": _day(change.get("valid_to")),
    }


def _without_dates(change):
    return {name: change.get(name, "") for name in OWN_FIELDS}


def _pairs(text):
    """Read "a=b;c=d"."""
    return dict(pair.split("=", 1) for pair in text.split(";") if pair)


def _day(text):
    return date.fromisoformat(text) if text else None
