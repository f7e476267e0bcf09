"""The census: files on record at the end of any day, counted one way or another.

One function answers for the screen, the workbook, the API and the command. Days before the
files were entered in full are answered from the year-end summaries and marked.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When

from households import profiles
from households.enums import Status, Tier
from households.models import ArchiveEpisode, HistoricalSummary
from unionaid.organizations import codes
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import STEP

WAYS = ("prefecture", "county", "tier", "cause", "age", "education", "skill")
UNKNOWN = profiles.UNKNOWN
SECOND_LEVEL = 2 * STEP
COUNTY_LEVEL = 3 * STEP


def no_tiers():
    return dict.fromkeys(Tier.values, 0)


@dataclass
class Row:
    """One line: a unit or a category with its files by tier. `path` is the unit's, for links."""

    code: str
    name: str
    by_tier: dict = field(default_factory=no_tiers)
    people: int = 0
    path: str = ""
    unit_code: str = ""

    @property
    def total(self):
        return sum(self.by_tier.values())

    def to_json(self):
        return {"code": self.code, "name": self.name, "total": self.total, "by_tier": self.by_tier}


@dataclass
class Census:
    """The whole answer. `from_summary` names the year whose summary answered, else None."""

    as_of: date
    unit: UnionUnit
    rows: list
    from_summary: int | None = None

    @property
    def by_tier(self):
        return {tier: sum(row.by_tier[tier] for row in self.rows) for tier in Tier.values}

    @property
    def total(self):
        return sum(row.total for row in self.rows)

    @property
    def people(self):
        return sum(row.people for row in self.rows)

    def to_json(self):
        plain = {
            "as_of": self.as_of.isoformat(),
            "unit": self.unit.public_code,
            "total": self.total,
            "by_tier": self.by_tier,
            "rows": [row.to_json() for row in self.rows],
        }
        return plain | ({"from_summary": self.from_summary} if self.from_summary else {})


def census(unit, as_of, by="prefecture"):
    """Count the files of a unit's subtree that were on record at the end of `as_of`, in one grouped query.

    A summary year knows units and tiers alone: counted any other way, all its files are UNKNOWN.
    """
    year = summary_year(as_of)
    found = _of_summary(unit, year, by) if year else _of_files(unit, as_of, by)
    if by in _DEPTHS:
        rows = _unit_rows(unit, _DEPTHS[by], found)
    else:
        _whens, order = _CATEGORIES[by]
        rows = _category_rows(order, found)
    return Census(as_of, unit, rows, from_summary=year)


def on_record(unit, as_of):
    """Episodes of the files of a unit's subtree that were on record at the end of a day."""
    return ArchiveEpisode.objects.at_end_of(as_of).within(unit.path).filter(status=Status.ACTIVE)


def count_4050(unit, as_of, retirement_ages=None):
    """Number of files whose worker is in the 4050 group at the end of a day."""
    return on_record(unit, as_of).filter(profiles.of_4050(as_of, retirement_ages)).count()


def _of_files(unit, as_of, by):
    """Return (unit path or category, tier, files, people) from the files themselves."""
    found = (
        on_record(unit, as_of)
        .annotate(key=_key(by, as_of))
        .values("key", "tier")
        .annotate(files=Count("pk"), members=Sum("household_size"))
        .order_by()
    )
    return [(row["key"], row["tier"], row["files"], row["members"]) for row in found]


def _of_summary(unit, year, by):
    """Return the same from a year-end summary, which knows no people."""
    found = HistoricalSummary.objects.within(unit.path).filter(year=year)
    found = found.values("unit_path", "tier").annotate(files=Sum("stock")).order_by()
    keys = {"prefecture": "unit_path", "county": "unit_path", "tier": "tier"}
    return [
        (row[keys[by]] if by in keys else UNKNOWN, row["tier"], row["files"], 0)
        for row in found
        if row["files"]
    ]


def _key(by, as_of):
    """What rows are grouped by: the unit, or the category whose condition holds."""
    if by in _DEPTHS:
        return F("unit_path")
    whens, _order = _CATEGORIES[by]
    cases = [When(condition, then=Value(value)) for value, condition in whens(as_of)]
    rest = Tier.UNRATED if by == "tier" else UNKNOWN
    return Case(*cases, default=Value(rest), output_field=CharField())


def _unit_rows(unit, depth, found):
    """Roll counts up to units of a depth; territorial ones of that depth stand even with none."""
    units = {u.path: u for u in UnionUnit.objects.within(unit.path)}
    rows = {
        path: _unit_row(u)
        for path, u in units.items()
        if len(path) == depth and u.kind == "TERRITORIAL" and u.closed_on is None
    }
    for path, tier, files, members in found:
        place = path[:depth] if path[:depth] in units else path
        row = rows.setdefault(place, _unit_row(units[place]))
        row.by_tier[tier or Tier.UNRATED] += files
        row.people += members
    return [rows[path] for path in sorted(rows)]


def _unit_row(unit):
    return Row(unit.public_code, unit.short_name, path=unit.path, unit_code=unit.code)


def _category_rows(order, found):
    """All categories in their order, those without files too, filled from (category, tier, files, people)."""
    rows = {value: Row(value, str(label)) for value, label in order()}
    for category, tier, files, members in found:
        rows[category].by_tier[tier or Tier.UNRATED] += files
        rows[category].people += members
    return list(rows.values())


def _causes():
    main = [item for item in codes.items("hardship_cause") if not item.parent_code]
    return [(item.code, codes.label("hardship_cause", item.code)) for item in main] + [
        (UNKNOWN, profiles.UNKNOWN_LABEL)
    ]


def _when_cause(_day):
    return [(code, Q(main_cause=code)) for code, _label in _causes() if code != UNKNOWN]


def _when_age(day):
    return [(band[0], profiles.in_age_band(band[0], day)) for band in profiles.AGE_BANDS]


def _when_in(bands, codes_of, column):
    def whens(_day):
        return [(band[0], Q(**{f"{column}__in": codes_of(band[0])})) for band in bands]

    return whens


def _tiers():
    return [(tier.value, tier.label) for tier in Tier]


def _when_tier(_day):
    return [(tier, Q(tier=tier)) for tier in Tier.values if tier != Tier.UNRATED]


def summary_year(as_of):
    """Return the year whose year-end summary answers for a day, None when the files themselves do."""
    years = HistoricalSummary.objects.order_by("-year").values_list("year", flat=True)
    last = years.first()
    if last is None or as_of > date(last, 12, 31):
        return None
    ended = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
    return years.filter(year__lte=ended).first() or ended


# Way of counting → what makes the categories, and their order.
_CATEGORIES = {
    "tier": (_when_tier, _tiers),
    "cause": (_when_cause, _causes),
    "age": (_when_age, lambda: profiles.choices(profiles.AGE_BANDS)),
    "education": (
        _when_in(profiles.EDUCATION_GROUPS, profiles.education_codes, "education"),
        lambda: profiles.choices(profiles.EDUCATION_GROUPS),
    ),
    "skill": (
        _when_in(profiles.SKILL_GROUPS, profiles.skill_codes, "skill_level"),
        lambda: profiles.choices(profiles.SKILL_GROUPS),
    ),
}
_DEPTHS = {"prefecture": SECOND_LEVEL, "county": COUNTY_LEVEL}
