"""Where 我的工作 takes its rows from. Apps register a `Source` for each kind of thing that waits for people.

One query counts all of them for the greeting and the menu, and one each shows the first of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "mend": _("需要修改"),
    "complete": _("待完善"),
    "review": _("待我审核"),
    "due": _("即将到期"),
    "visits": _("要走访的家庭"),
    "demands": _("要办理的诉求"),
    "money": _("资金办理"),
}
_sources = {}


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, why, and by when. `since` is shown where there is no day to meet."""

    icon: str
    title: str
    why: str
    url: str
    due: date | None = None
    since: date | None = None
    tag: str = ""
    tag_css: str = ""
    tier: str = ""


@dataclass(frozen=True)
class Source:
    """`rows(posting)` is an ordered queryset, or None for people it is not for; `line(row, posting)`
    draws one.

    `prepare(rows)` reads what the drawn rows need beyond themselves, all at once.
    `late(posting, today)` is the Q of what is overdue, None where nothing can be.
    """

    name: str
    section: str
    rows: Callable
    line: Callable
    late: Callable | None = None
    prepare: Callable | None = None
    all_url: str = ""


def register(source):
    """Have the rows of a source counted and shown in its section."""
    _sources[source.name] = source


def sources():
    """Return the registered sources in the order of their sections."""
    order = list(SECTIONS)
    return sorted(_sources.values(), key=lambda source: order.index(source.section))
