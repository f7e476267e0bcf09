"""Caps applied to households: what is used, what is left, who approves, in a fixed number of queries.

`check_all` serves one household or a whole batch with the same queries: versions with their
rows, lines, sums of the year, and the unions above. It counts the aid of every union and
source, whoever asks, because a cap is the household's and not the posting's.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from assistance import limits
from assistance.aid_errors import AidError, NoCapForTier, StandardsMissing
from assistance.kinds import AidType, CapForm, CapSubject
from assistance.limits import ZERO, CapResult
from assistance.models import AidRecord, AidStandard, AidStandardVersion
from households.errors import LineMissing
from households.models import DibaoLine, FamilyMember, HardshipArchive
from households.queries.lineage import counted_with
from households.standards import divisions_of
from unionaid.organizations import scope
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.models import UnionUnit

RANKS = {level: rank for rank, level in enumerate(reversed(UnionLevel.values))}


@dataclass(frozen=True)
class Asked:
    """An amount for a household: what `check_all` is asked about.

    The archive comes with its unit (`select_related("unit")`). `stage` is a group of school
    stages, `besides` an aid that is not counted because the amount replaces it.
    """

    archive: HardshipArchive
    aid_type: str
    amount: Decimal
    scheme: str = ""
    member: FamilyMember | None = None
    stage: str = ""
    own_cost: Decimal | None = None
    besides: int | None = None


@dataclass(frozen=True)
class Checked:
    """The answer: the cap's result, the row it comes from, the union that approves, the line used.

    `error` says why no result can be given; then only it is set.
    """

    result: CapResult | None = None
    standard: AidStandard | None = None
    version: AidStandardVersion | None = None
    level: str = ""
    acting_unit: UnionUnit | None = None
    line: Decimal | None = None
    error: AidError | LineMissing | None = None


def check(asked: Asked, *, day: date) -> Checked:
    """Hold one amount against the caps of its year."""
    return check_all([asked], day=day)[0]


def check_all(rows: Sequence[Asked], *, day: date) -> list[Checked]:
    """Hold many amounts against the caps of the day's year, in the order given.

    Rows of one household or person in the list count one after the other, as if each before
    were proposed already. Seven queries, however many rows.
    """
    rows = list(rows)
    known = _Known(
        {region: _Rules(version) for region, version in versions_of(rows, day).items()},
        lines_of(rows, day), Used(rows, day.year), units_above(rows),
    )
    return [_checked(asked, day, known) for asked in rows]


def version_for(unit, day):
    """Return the version in force for a unit, nearest division first, with its rows; None without one."""
    return _nearest(_in_force([unit], day), unit)


class _Rules:
    """A version as the pure rules take it, made once for all rows."""

    def __init__(self, version):
        self.version = version
        self.caps = {row.as_cap(): row for row in version.standards.all()}
        self.limits = [(row.aid_type, row.level, row.up_to) for row in version.approval_limits.all()]


@dataclass(frozen=True)
class _Known:
    """What `check_all` has read for its rows."""

    rules: dict
    lines: dict
    used: "Used"
    units: dict


def _checked(asked, day, known):
    unit = asked.archive.unit
    rules = _nearest(known.rules, unit)
    if rules is None:
        return Checked(error=StandardsMissing(unit=unit.name, day=day))
    cap = limits.cap_for(
        rules.caps, aid_type=asked.aid_type, tier=asked.archive.tier, stage=asked.stage,
        scheme=asked.scheme,
    )
    if cap is None and limits.is_capped(rules.caps, asked.aid_type):
        return Checked(version=rules.version, error=_no_cap(asked))
    line = _nearest(known.lines, unit)
    line = line and line.urban_monthly
    if cap and cap.form == CapForm.LINE_MONTHS and line is None:
        return Checked(version=rules.version, error=LineMissing(unit=unit.name, day=day))
    result = _result(asked, cap, known.used.before(asked, cap), line)
    known.used.add(asked)
    level = limits.approving_level(rules.limits, aid_type=asked.aid_type, amount=asked.amount)
    acting = approving_unit(unit, level, known.units)
    return Checked(result, rules.caps.get(cap), rules.version, level, acting, line)


def _result(asked, cap, used, line):
    if cap is None:
        return limits.uncapped(aid_type=asked.aid_type, amount=asked.amount, used=used)
    return limits.check(cap, amount=asked.amount, used=used, line=line, own_cost=asked.own_cost)


def approving_unit(unit, level, units):
    """Return the lowest union from `unit` upward whose level is at least `level`.

    `units` maps paths to units and holds at least the unit and those above it.
    """
    paths = _paths_upward(unit.path)
    return next(
        (units[path] for path in paths if path in units and RANKS[units[path].level] >= RANKS[level]),
        units[paths[-1]],
    )


def units_above(rows):
    """Return {path: unit} of the units of the rows and all above them."""
    paths = {path for asked in rows for path in _paths_upward(asked.archive.unit.path)}
    return {unit.path: unit for unit in UnionUnit.objects.filter(path__in=paths)}


def versions_of(rows, day):
    return _in_force({asked.archive.unit for asked in rows}, day)


def lines_of(rows, day):
    """Return {region code: line} of a day, for the divisions of the rows and those above."""
    codes = {code for asked in rows for code in divisions_of(asked.archive.unit.region_code)}
    found = DibaoLine.objects.in_force(day).filter(region_code__in=codes).order_by("valid_from")
    return {line.region_code: line for line in found}


class Used:
    """What households and people have of each aid type in a year: one query, then running sums."""

    def __init__(self, rows, year):
        self.households, self.people = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
        self.given = defaultdict(list)
        self.earlier = counted_with({asked.archive.pk for asked in rows})
        for amount in _year_sums(rows, year, self.earlier):
            self._add(
                amount["archive_id"], (amount["member_id"], bytes(amount["person_index"] or b"")),
                amount["aid_type"], amount["sum"],
            )
            self.given[amount["archive_id"], amount["aid_type"]].append(
                (amount["proposed_on"], amount["sum"])
            )

    def before(self, asked, cap):
        """What counts already against the cap of an amount."""
        if cap is not None and cap.subject != CapSubject.HOUSEHOLD and asked.member is not None:
            return self.people[person_index(asked.member) or asked.member.pk, asked.aid_type]
        archives = filter(None, (asked.archive.pk, asked.archive.previous_archive_id))
        used = sum((self.households[pk, asked.aid_type] for pk in archives), ZERO)
        return used + sum(
            (
                amount
                for pk, until in self.earlier[asked.archive.pk].items()
                for day, amount in self.given[pk, asked.aid_type]
                if until is None or day <= until
            ),
            ZERO,
        )

    def add(self, asked):
        """Count an amount of the list for those after it."""
        person = (asked.member.pk, person_index(asked.member)) if asked.member else (None, None)
        self._add(asked.archive.pk, person, asked.aid_type, asked.amount)

    def _add(self, archive, person, aid_type, amount):
        self.households[archive, aid_type] += amount
        if person[1] or person[0]:
            self.people[person[1] or person[0], aid_type] += amount


def person_index(member):
    """Return the blind index of a person, None for nobody and for people without a number."""
    return bytes(member.id_index) if member and member.id_last4 else None


def _year_sums(rows, year, earlier):
    """Sums of counted aid of the year: of the households, and of the people wherever they are on file."""
    archives = {
        pk for asked in rows for pk in (asked.archive.pk, asked.archive.previous_archive_id) if pk
    } | {pk for sources in earlier.values() for pk in sources}
    people = {index for asked in rows if (index := person_index(asked.member))}
    whose = Q(archive__in=archives)
    if people:
        whose |= Q(person_index__in=people)
    besides = {asked.besides for asked in rows if asked.besides}
    return (
        AidRecord.objects.counted()
        .filter(whose, year=year, aid_type__in={asked.aid_type for asked in rows})
        .exclude(pk__in=besides)
        .order_by()
        .values("archive_id", "member_id", "person_index", "aid_type", "proposed_on")
        .annotate(sum=Sum("amount"))
    )


def _in_force(units, day):
    codes = {code for unit in units for code in divisions_of(unit.region_code)}
    found = (
        AidStandardVersion.objects.in_force(day)
        .filter(region_code__in=codes)
        .order_by("valid_from")
        .prefetch_related("standards", "approval_limits")
    )
    return {version.region_code: version for version in found}


def _nearest(by_region, unit):
    return next(
        (by_region[code] for code in divisions_of(unit.region_code) if code in by_region), None
    )


def _no_cap(asked):
    return NoCapForTier(
        aid_type=AidType(asked.aid_type).label, tier=asked.archive.get_tier_display() or "—"
    )


def _paths_upward(path):
    return [path[:end] for end in range(len(path), 0, -scope.STEP)]
