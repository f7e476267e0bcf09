"""The address of a list as data: which filters, order, columns and place a query string asks for.

Personal numbers never stay in an address: they are looked up once and forgotten.
"""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from households import columns
from households.enums import IN_REVIEW, Status, Tier
from households.queries import files, search

SHOWN = ("tier", "unit", "status", "cause", "age", "changed")
MORE_LISTS = (
    "age_band",
    "education_group",
    "education",
    "skill_group",
    "skill_level",
    "sex",
    "ethnicity",
    "work_status",
    "worker_kind",
    "archive_level",
    "sub_cause",
    "event_tag",
    "exit_reason",
)
MORE_INPUTS = (
    "on_dibao",
    "is_single_parent",
    "is_zero_employment",
    "model_worker",
    "is_reentry",
    "is_migrated",
    "size_from",
    "size_to",
    "as_of",
    "income_from",
    "income_to",
    "applied_from",
    "applied_to",
    "approved_from",
    "approved_to",
    "entered_from",
    "entered_to",
    "left_from",
    "left_to",
)
PLACE = ("after", "before", "at", "last", "columns")


@dataclass(frozen=True)
class SystemView:
    """A list everybody has: states and tiers, so that its number comes from the tallies."""

    label: str
    statuses: tuple = ()
    tiers: tuple = ()

    @property
    def query(self):
        params = QueryDict(mutable=True)
        params.setlist("status", [s.value for s in self.statuses])
        params.setlist("tier", [t.value for t in self.tiers])
        return params.urlencode()


SYSTEM_VIEWS = (
    SystemView(_("全部在档")),
    SystemView(_("深度困难"), tiers=(Tier.DEEP,)),
    SystemView(_("审核中"), statuses=IN_REVIEW),
    SystemView(_("已退回"), statuses=(Status.RETURNED,)),
    SystemView(_("渐退期"), statuses=(Status.GRACE,)),
    SystemView(_("梯度未记录"), tiers=(Tier.UNRATED,)),
    SystemView(_("已退档、注销"), statuses=(Status.EXITED, Status.CANCELLED)),
)


@dataclass(frozen=True)
class Asked:
    """How a list is asked for beside its filters."""

    sort: str
    size: int
    columns: list
    after: str
    before: str
    last: bool
    at: int


def asked(params, own_columns):
    """Read order, size, columns and place; what cannot be read is as if it were not there."""
    keys = params["cols"].split(",") if params.get("cols") else own_columns or columns.DEFAULT
    size = number(params.get("size"))
    return Asked(
        sort=params.get("sort") or files.FIRST_SORT,
        size=size if size in files.SIZES else files.SIZES[1],
        columns=columns.chosen(keys),
        after=params.get("after", "")[:24],
        before=params.get("before", "")[:24],
        last="last" in params,
        at=max(number(params.get("at")) or 1, 1),
    )


def kept(params, names):
    """Return what of a query string is worth keeping: known filters, order, columns; no place, no number."""
    clean = QueryDict(mutable=True)
    for name in (*names, "sort", "cols"):
        values = [value for value in params.getlist(name) if value]
        if name == "q":
            values = [value for value in values if not search.is_personal_number(value)]
        if values:
            clean.setlist(name, values)
    return clean


def without(params, names):
    """Return the address without some parameters, back at the first page."""
    rest = params.copy()
    for name in (*names, *PLACE):
        rest.pop(name, None)
    return rest


def without_blanks(params):
    """Return the parameters that say something: a form sends its empty fields too."""
    clean = QueryDict(mutable=True)
    for name, values in params.lists():
        said = [value for value in values if value]
        if said:
            clean.setlist(name, said)
    return clean


def same_list(query, other):
    """Tell whether two query strings ask for the same list, in whatever order."""
    return _pairs(query) == _pairs(other)


def _pairs(query):
    params = QueryDict(query)
    return sorted((name, sorted(values)) for name, values in params.lists())


def number(text):
    """Return a place or size out of an address, None when it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
