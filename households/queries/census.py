"""The census: files on record at the end of any day, counted one way or another.

One function answers for the screen, the workbook, the API and the command. Days before the
files were entered in full are answered from the year-end summaries and marked.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, CharField, Count, Q, Sum, Value, When
from django.utils.translation import gettext as _

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
    """Count the files of a unit's subtree that were on record at the end of `as_of`.

    Raises ValueError for a way of counting that a summary year cannot answer.
    """
    year = _summary_year(unit, as_of)
    if year:
        return Census(as_of, unit, _summary_rows(unit, year, by), from_summary=year)
    counted = (
        ArchiveEpisode.objects.at_end_of(as_of).within(unit.path).filter(status=Status.ACTIVE)
    )
    return Census(as_of, unit, _WAYS[by](unit, counted, as_of))


def _by_units(depth):
    def rows(unit, counted, as_of):
        found = (
            counted.values("unit_path", "tier")
            .annotate(files=Count("pk"), members=Sum("household_size"))
            .order_by()
        )
        return _unit_rows(
            unit, depth, [(r["unit_path"], r["tier"], r["files"], r["members"]) for r in found]
        )

    return rows


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


def _by_category(whens, order):
    def rows(unit, counted, as_of):
        cases = [When(condition, then=Value(value)) for value, condition in whens(as_of)]
        found = (
            counted.annotate(
                category=Case(*cases, default=Value(UNKNOWN), output_field=CharField())
            )
            .values("category", "tier")
            .annotate(files=Count("pk"), members=Sum("household_size"))
            .order_by()
        )
        made = {value: Row(value, str(label)) for value, label in order()}
        for r in found:
            row = made[r["category"]]
            row.by_tier[r["tier"] or Tier.UNRATED] += r["files"]
            row.people += r["members"]
        return list(made.values())

    return rows


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


def _by_tier(unit, counted, as_of):
    found = counted.values("tier").annotate(files=Count("pk"), members=Sum("household_size")).order_by()
    rows = {tier: Row(tier, str(Tier(tier).label)) for tier in Tier.values}
    for r in found:
        row = rows[r["tier"] or Tier.UNRATED]
        row.by_tier[r["tier"] or Tier.UNRATED] += r["files"]
        row.people += r["members"]
    return list(rows.values())


_WAYS = {
    "prefecture": _by_units(SECOND_LEVEL),
    "county": _by_units(COUNTY_LEVEL),
    "tier": _by_tier,
    "cause": _by_category(_when_cause, _causes),
    "age": _by_category(_when_age, lambda: profiles.choices(profiles.AGE_BANDS)),
    "education": _by_category(
        _when_in(profiles.EDUCATION_GROUPS, profiles.education_codes, "education"),
        lambda: profiles.choices(profiles.EDUCATION_GROUPS),
    ),
    "skill": _by_category(
        _when_in(profiles.SKILL_GROUPS, profiles.skill_codes, "skill_level"),
        lambda: profiles.choices(profiles.SKILL_GROUPS),
    ),
}


def count_4050(unit, as_of, retirement_ages=None):
    """Number of files whose worker is in the 4050 group at the end of a day."""
    counted = ArchiveEpisode.objects.at_end_of(as_of).within(unit.path).filter(status=Status.ACTIVE)
    return counted.filter(profiles.of_4050(as_of, retirement_ages)).count()


def _summary_year(unit, as_of):
    """Return the year whose year-end summary answers for a day, None when the files themselves do."""
    summaries = HistoricalSummary.objects.within(unit.path)
    last = summaries.order_by("-year").values_list("year", flat=True).first()
    if last is None or as_of > date(last, 12, 31):
        return None
    ended = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
    return summaries.filter(year__lte=ended).order_by("-year").values_list("year", flat=True).first() or ended


def _summary_rows(unit, year, by):
    found = [
        (row.unit_path, row.tier, row.stock, 0)
        for row in HistoricalSummary.objects.within(unit.path).filter(year=year)
    ]
    if by in ("prefecture", "county"):
        return _unit_rows(unit, SECOND_LEVEL if by == "prefecture" else COUNTY_LEVEL, found)
    if by == "tier":
        rows = {tier: Row(tier, str(Tier(tier).label)) for tier in Tier.values}
        for _path, tier, files, _members in found:
            rows[tier].by_tier[tier] += files
        return list(rows.values())
    raise ValueError(_("%(year)d 年的历史汇总只有单位和梯度") % {"year": year})
