"""What the demo province consists of: one plan a file, decided before anybody gets a name. Pure.

At the full size 6,824 households are on file on 31 March 2022, split by prefecture and tier as
calibration.csv says. Around them stand files in review, returned, in grace and closed.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

from households.enums import Status
from unionaid.demo import chain_days, course_days, material, shares
from unionaid.demo.shares import apportion
from unionaid.organizations.enums import UnionKind

FULL_SIZE = 6824
CENSUS_DAY = date(2022, 3, 31)
MIGRATED_ON = date(2021, 1, 1)
NATIONAL, MIGRATED_RATED = 5500, 878  # at full size; the rest of the rated is CITY and new
LIVE, LIVE_FROM = 56, date(2022, 2, 1)
MOVED = 84  # files that came from another union, at full size
SEED = "unionaid demo 1"
DEEP, RELATIVE, ACCIDENTAL, UNRATED = material.TIERS
TIER_SHARES = material.Weighted([(DEEP, 14), (RELATIVE, 74), (ACCIDENTAL, 12)])


class Fate(StrEnum):
    """Where a file stands on the day of the census."""

    ON_FILE = "ON_FILE"
    SUBMITTED = "SUBMITTED"
    VERIFYING = "VERIFYING"
    MATCHING = "MATCHING"
    PUBLICISED = "PUBLICISED"
    CHECKING = "CHECKING"
    APPROVING = "APPROVING"
    FILING = "FILING"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    GRACE = "GRACE"
    EXITED = "EXITED"
    CANCELLED = "CANCELLED"
    OLD = "OLD"  # closed before its data came into the system


# Files beside those on file, at full size.
BESIDE = {
    Fate.CHECKING: 60, Fate.APPROVING: 44, Fate.RETURNED: 24, Fate.REJECTED: 9,
    Fate.GRACE: 470, Fate.EXITED: 500, Fate.CANCELLED: 95, Fate.OLD: 2000,
}
# Files that their union prepares for review, and those that wait for the province, at full size.
PREPARING = {
    Fate.SUBMITTED: 30, Fate.VERIFYING: 44, Fate.MATCHING: 30, Fate.PUBLICISED: 110, Fate.FILING: 18,
    Fate.REJECTED: 8,
}
PREPARING_AT_SHOWN_UNITS = {
    Fate.SUBMITTED: 2, Fate.VERIFYING: 3, Fate.MATCHING: 2, Fate.PUBLICISED: 12, Fate.FILING: 2,
    Fate.REJECTED: 1,
}
# 兰州新区, industry and direct unions have these, 兰州新区 three times.
AT_SPECIAL_UNITS = {Fate.CHECKING: 2, Fate.APPROVING: 1, Fate.GRACE: 1, Fate.EXITED: 2, Fate.OLD: 5}
# What the units of the printed accounts have at least.
AT_SHOWN_UNITS = {Fate.CHECKING: 4, Fate.APPROVING: 2, Fate.RETURNED: 2}
SHOWN_UNITS = ("620102", "620121", "620200")


@dataclass
class Plan:
    """One file to be. `outcome` is what the rule shall recommend, "" for files without an assessment.

    `passes` has the day on which a file on the full chain left each of its states, `first_passes`
    those of a round that ended with its return; `notice_on` is the first day of its notice.
    """

    unit: str
    fate: Fate
    tier: str
    outcome: str = ""
    level: str = "CITY"
    migrated: bool = False
    live: bool = False
    applied_on: date | None = None
    submitted_on: date | None = None
    checked_on: date | None = None
    approved_on: date | None = None
    returned_on: date | None = None
    resubmitted_on: date | None = None
    left_on: date | None = None
    restored_on: date | None = None
    moved_from: str = ""
    moved_on: date | None = None
    earlier: "Plan | None" = None
    notice_on: date | None = None
    passes: dict = field(default_factory=dict)
    first_passes: dict = field(default_factory=dict)
    serial: int = 0
    number: str = ""

    @property
    def rounds(self):
        return 2 if self.resubmitted_on else 1

    @property
    def passed(self):
        """The day on which each state of the last round was left."""
        short = {
            Status.COUNTY_REVIEW: self.checked_on, Status.CITY_APPROVAL: self.approved_on,
            Status.PROVINCE_FILING: self.approved_on,
        }
        return self.passes or {state: day for state, day in short.items() if day}

    @property
    def filed_at(self):
        """The unit that filed it: `unit` holds it on the day of the census."""
        return self.moved_from or self.unit

    @property
    def assessed_on(self):
        """The day of the current assessment: of the last submission, or of the migration."""
        return MIGRATED_ON if self.migrated else self.resubmitted_on or self.submitted_on


def plans_for(units, households=FULL_SIZE):
    """Return the plans of all files in the order of their units, with dates and file numbers.

    `units` are the union units in path order. The same units and size give the same plans.
    """
    rng = Random(SEED)
    size = households / FULL_SIZE
    plans = _on_file(units, households, rng)
    plans += _beside(units, plans, size, rng)
    for plan in plans:
        course_days.set_days(plan, rng)
        if plan.earlier:
            course_days.set_days(plan.earlier, rng)
    plans += _preparing(units, size)
    chain_days.set_days(plans)
    _choose_live(plans, units)
    _choose_moved(plans, units, round(MOVED * size))
    place = {unit.code: number for number, unit in enumerate(units)}
    plans.sort(key=lambda plan: (place[plan.filed_at], plan.submitted_on))
    _number(plans, {unit.code: unit for unit in units})
    return plans


def _on_file(units, households, rng):
    """Plans of the files on file: tiers exact by prefecture, then spread over its units."""
    cells = [(code, tier, n) for code, row in material.calibration().items() for tier, n in row.items()]
    counts = apportion(households, [n for _code, _tier, n in cells])
    plans = []
    for (prefecture, tier, _n), count in zip(cells, counts, strict=True):
        own = shares.units_of(units, prefecture)
        weights = [shares.weight(unit) for unit in own]
        for unit, files in zip(own, shares.spread(count, weights, rng), strict=True):
            plans += [Plan(unit.code, Fate.ON_FILE, tier) for _place in range(files)]
    _set_levels(plans, households, rng)
    return plans


def _set_levels(plans, households, rng):
    """Decide which files were migrated, which are NATIONAL, and where people chose another tier."""
    rated = [plan for plan in plans if plan.tier != UNRATED]
    for plan in plans:
        plan.migrated = plan.tier == UNRATED
        plan.outcome = "" if plan.tier == UNRATED else plan.tier
    rng.shuffle(rated)
    old = round(MIGRATED_RATED * households / FULL_SIZE)
    national = round(NATIONAL * households / FULL_SIZE)
    for plan in rated[:old]:
        plan.migrated = True
    for plan in _last(rated, national):
        plan.level = "NATIONAL"
    fresh = [plan for plan in rated[old:] if plan.tier in (DEEP, RELATIVE)]
    for plan in fresh[: round(0.013 * households)]:
        plan.outcome = "EDGE" if plan.tier == RELATIVE else RELATIVE
    for plan in _last(fresh, round(0.03 * households)):
        plan.returned_on = CENSUS_DAY  # returned once; the day is set with the others
    for plan in _last(fresh, round(0.008 * households)):
        plan.restored_on = CENSUS_DAY
    for plan in rated[old : old + round(0.009 * households)]:
        plan.earlier = _old_plan(plan.unit)


def _last(items, count):
    return items[len(items) - count :]


def _choose_live(plans, units):
    """Have some files of the last weeks written by the real actions instead of in bulk."""
    counties = {unit.code for unit in units if unit.kind == UnionKind.TERRITORIAL and unit.depth == 3}
    fit = [
        plan
        for plan in plans
        if plan.fate == Fate.ON_FILE and plan.unit in counties and not plan.migrated
        and plan.submitted_on >= LIVE_FROM and plan.rounds == 1 and not plan.earlier
    ]
    step = max(len(fit) // LIVE, 1)
    for plan in fit[::step][:LIVE]:
        plan.live = True


def _choose_moved(plans, units, wanted):
    """Have some files on record come from another union, most of them from another prefecture."""
    rng = Random("moved")
    holders = [
        unit for unit in units if shares.holds_files(unit) and unit.kind == UnionKind.TERRITORIAL
    ]
    codes = {unit.code for unit in holders}
    fit = [
        plan
        for plan in plans
        if plan.fate == Fate.ON_FILE and plan.unit in codes and not plan.live and not plan.earlier
        and not plan.left_on and plan.approved_on < course_days.LAST_TO_MOVE
    ]
    for plan in rng.sample(fit, min(wanted, len(fit))):
        others = [unit.code for unit in holders if unit.code != plan.unit]
        plan.moved_from = rng.choice(others)
        course_days.set_move(plan, rng)


def _beside(units, on_file, size, rng):
    holders = [unit for unit in units if shares.holds_files(unit)]
    held = Counter(plan.unit for plan in on_file)
    weights = [held[unit.code] for unit in holders]
    least = [(unit, fate) for unit in units for fate in _at_least(unit)] if size >= 0.5 else []
    taken = Counter(fate for _unit, fate in least)
    taken[Fate.OLD] += sum(plan.earlier is not None for plan in on_file)
    found = [_plan(unit, fate, rng) for unit, fate in least]
    for fate, count in BESIDE.items():
        # The past does not grow with the province's size.
        wanted = round(count * (min(size, 1) if fate == Fate.OLD else size)) - taken[fate]
        for unit, files in zip(holders, apportion(max(wanted, 0), weights), strict=True):
            found += [_plan(unit, fate, rng) for _place in range(files)]
    return found


def _preparing(units, size):
    rng = Random("preparing")
    holders = [unit for unit in units if shares.holds_files(unit)]
    shown = [unit for unit in holders if unit.region_code in SHOWN_UNITS] if size >= 0.5 else []
    found = [_plan(unit, fate, rng) for unit in shown for fate in _repeated(PREPARING_AT_SHOWN_UNITS)]
    for fate, count in PREPARING.items():
        wanted = round(count * size) - len(shown) * PREPARING_AT_SHOWN_UNITS[fate]
        found += [_plan(rng.choice(holders), fate, rng) for _place in range(max(wanted, 0))]
    for plan in found:
        plan.level = "NATIONAL" if plan.fate == Fate.FILING or rng.random() < 0.5 else "CITY"
    return found


def _at_least(unit):
    if unit.region_code in SHOWN_UNITS and shares.holds_files(unit):
        return _repeated(AT_SHOWN_UNITS)
    if unit.depth == 2 and unit.kind != UnionKind.TERRITORIAL:
        times = 3 if unit.region_code == "620171" else 1
        return _repeated(AT_SPECIAL_UNITS) * times
    return []


def _repeated(counts):
    return [fate for fate, count in counts.items() for _place in range(count)]


def _plan(unit, fate, rng):
    if fate == Fate.OLD:
        return _old_plan(unit.code)
    plan = Plan(unit.code, fate, TIER_SHARES.draw(rng))
    plan.outcome = plan.tier
    if fate in (Fate.GRACE, Fate.EXITED, Fate.CANCELLED):
        plan.migrated = rng.random() < (0.3 if fate == Fate.GRACE else 0.65)
        plan.level = "CITY" if plan.migrated or rng.random() < 0.3 else "NATIONAL"
    elif fate in (Fate.CHECKING, Fate.APPROVING):
        if rng.random() < 0.15:
            plan.returned_on = CENSUS_DAY
        if plan.tier == RELATIVE and rng.random() < 0.12:
            plan.outcome = "EDGE"
    elif fate == Fate.RETURNED:
        plan.returned_on = CENSUS_DAY
    return plan


def _old_plan(unit):
    return Plan(unit, Fate.OLD, UNRATED, migrated=True)


def _number(plans, units):
    """Give serials within each unit, and file numbers in the order of filing within division and year."""
    serials, numbers = {}, {}
    everything = [*plans, *(plan.earlier for plan in plans if plan.earlier)]
    for plan in everything:
        plan.serial = serials[plan.filed_at] = serials.get(plan.filed_at, 0) + 1
    for plan in sorted(everything, key=lambda plan: (plan.submitted_on, plan.filed_at, plan.serial)):
        if plan.live:
            continue
        unit = units[plan.filed_at]
        key = (unit.region_code, plan.submitted_on.year)
        numbers[key] = numbers.get(key, 0) + 1
        plan.number = f"{unit.code[:2]}-{unit.region_code}-{key[1]}-{numbers[key]:05d}"
