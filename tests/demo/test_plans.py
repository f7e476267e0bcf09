"""What the demo consists of is decided without a database, the same every time."""

from collections import Counter
from datetime import date

import pytest

from tests.demo.pure_units import gansu_units
from unionaid.demo import material, plans, shares
from unionaid.demo.plans import Fate, plans_for


@pytest.fixture(scope="module")
def units():
    return gansu_units()


@pytest.fixture(scope="module")
def full(units):
    return plans_for(units)


def test_parts_add_up_to_the_whole():
    assert shares.apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert shares.apportion(6824, [940, 5035, 827, 22]) == [940, 5035, 827, 22]
    assert shares.apportion(5, [0, 0]) == [0, 0]


def test_same_size_gives_the_same_plans(units, full):
    assert plans_for(units) == full


def test_on_file_as_the_calibration_says(units, full):
    region = {unit.code: unit.region_code[:4] + "00" for unit in units}
    found = Counter((region[plan.unit], plan.tier) for plan in full if plan.fate == Fate.ON_FILE)
    assert found == {
        (code, tier): files for code, row in material.calibration().items() for tier, files in row.items()
    }


def test_levels_and_origins(full):
    on_file = [plan for plan in full if plan.fate == Fate.ON_FILE]
    assert Counter((plan.level, plan.migrated) for plan in on_file) == {
        ("NATIONAL", False): 5500, ("CITY", True): 900, ("CITY", False): 424,
    }
    assert all(plan.submitted_on >= date(2021, 1, 1) for plan in on_file if plan.level == "NATIONAL")
    assert all(plan.migrated for plan in on_file if plan.tier == "UNRATED")
    assert sum(plan.live for plan in on_file) >= 50


def test_two_thousand_files_closed_before(full):
    old = [plan for plan in full if plan.fate == Fate.OLD]
    old += [plan.earlier for plan in full if plan.earlier]
    assert len(old) == 2000
    assert min(plan.left_on for plan in old) >= date(2015, 12, 1)
    assert max(plan.left_on for plan in old) <= date(2020, 12, 31)


def test_every_county_holds_files_and_other_branches_none_on_file(units, full):
    held = Counter(plan.unit for plan in full if plan.fate == Fate.ON_FILE)
    for unit in units:
        assert (held[unit.code] > 0) == shares.holds_files(unit), unit.code
    fates = {unit.code: {p.fate for p in full if p.unit == unit.code} for unit in units if unit.depth == 2}
    apart = [unit for unit in units if unit.depth == 2 and unit.kind != "TERRITORIAL"]
    assert len(apart) == 14
    for unit in apart:
        assert {Fate.CHECKING, Fate.GRACE, Fate.EXITED} <= fates[unit.code]


def test_days_follow_each_other(full):
    for plan in full:
        days = [
            plan.applied_on, plan.submitted_on, plan.resubmitted_on and plan.returned_on,
            plan.resubmitted_on, plan.checked_on, plan.approved_on, plan.left_on, plan.restored_on,
        ]
        known = [day for day in days if day]
        assert known == sorted(known), plan
        assert known[-1] <= plans.CENSUS_DAY


def test_both_rounds_of_a_file_fall_under_one_line(full):
    again = [plan for plan in full if plan.resubmitted_on]
    assert len(again) > 100
    assert all(plan.submitted_on.year == plan.resubmitted_on.year for plan in again)


def test_numbers_are_given_once(full):
    numbers = [p.number for plan in full for p in (plan, plan.earlier) if p and not p.live]
    assert "" not in numbers
    assert len(set(numbers)) == len(numbers)


def test_other_sizes_keep_the_shares(units):
    small = Counter(plan.tier for plan in plans_for(units, 680) if plan.fate == Fate.ON_FILE)
    assert small.total() == 680
    assert 90 <= small["DEEP"] <= 97
