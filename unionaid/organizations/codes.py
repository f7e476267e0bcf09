"""Code lists for screens, forms and figures, answered from memory.

Every process keeps one copy of the lists. `freshen()` compares its stamp with the database,
at the start of each request and at most every two seconds elsewhere, so a change made in
another process shows within seconds and no cell of a table ever costs a query.
"""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max
from django.utils.translation import get_language

from unionaid import clock
from unionaid.organizations.models import CodeItem

CHECK_EVERY = 2  # seconds


@dataclass(frozen=True)
class Item:
    code: str
    zh: str
    en: str
    parent_code: str
    rank: int
    attributes: dict
    valid_from: date
    valid_to: date | None

    @property
    def label(self):
        """The name in the language of the request."""
        return self.en if (get_language() or "").startswith("en") else self.zh

    def in_force(self, on):
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass
class _Copy:
    stamp: tuple | None = None
    checked: float = float("-inf")
    lists: dict[str, dict[str, list[Item]]] = field(default_factory=dict)


_copy = _Copy()


def label(list_name, code, on=None):
    """Return the name of a code; "" for no code, and the code itself where the list does not know it.

    Where a code has meant different things, `on` chooses the day; the latest meaning is the default.
    """
    item = find(list_name, code, on)
    return item.label if item else code or ""


def attributes(list_name, code):
    """Return the list's own columns for a code, such as {"level_group": "primary"}."""
    item = find(list_name, code)
    return item.attributes if item else {}


def group(list_name, code):
    """Return the group figures count a code in (education → primary, skill_level → junior), or ""."""
    own = attributes(list_name, code)
    return own.get("level_group") or own.get("group") or ""


def parent(list_name, code):
    """Return the code this one is a part of, or "" for a main code."""
    item = find(list_name, code)
    return item.parent_code if item else ""


def find(list_name, code, on=None):
    """Return the Item of a code, or None."""
    meanings = _lists().get(list_name, {}).get(code)
    if not meanings:
        return None
    if on is not None:
        for item in meanings:
            if item.in_force(on):
                return item
    return meanings[-1]


def items(list_name, on=None):
    """Return the Items in force on a day (the business date by default), in the order of the list."""
    day = on or clock.today()
    meanings = _lists().get(list_name, {}).values()
    return [item for history in meanings for item in history if item.in_force(day)]


def choices(list_name, on=None, **having):
    """Return [(code, name)] for a form field, of the items in force whose columns equal `having`."""
    return [(item.code, item.label) for item in items(list_name, on) if _has(item, having)]


def codes_having(list_name, **having):
    """Return the codes, in force or not, whose columns equal `having`, for filters and figures.

    codes_having("education", junior_secondary_or_below="yes")
    """
    meanings = _lists().get(list_name, {}).values()
    return tuple(history[-1].code for history in meanings if _has(history[-1], having))


def stamp():
    """Return the state of the lists: what was made from them may be kept while it stays the same."""
    _lists()
    return _copy.stamp


def freshen():
    """Read the lists again if somebody has changed them. One query when nothing has changed."""
    global _copy
    found = CodeItem.objects.order_by().aggregate(Max("changed_at"), Count("pk"))
    stamp = (found["changed_at__max"], found["pk__count"])
    if stamp == _copy.stamp:
        _copy.checked = time.monotonic()
    else:
        _copy = _Copy(stamp, time.monotonic(), _read())


def _lists():
    if time.monotonic() - _copy.checked > CHECK_EVERY:
        freshen()
    return _copy.lists


def _read():
    lists = defaultdict(dict)
    for row in CodeItem.objects.order_by("list_name", "rank", "code"):
        item = Item(
            code=row.code,
            zh=row.zh,
            en=row.en,
            parent_code=row.parent_code,
            rank=row.rank,
            attributes=row.attributes,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        lists[row.list_name].setdefault(row.code, []).append(item)
    for codes in lists.values():
        for meanings in codes.values():
            meanings.sort(key=lambda item: item.valid_from)
    return dict(lists)


def _has(item, having):
    return all(item.attributes.get(name) == value for name, value in having.items())
