from datetime import date

import pytest

from tests import union_tree
from unionaid.organizations.actions import tree
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import lineage, matching, reporting_rows, second_level_units, unit_by_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return union_tree.plant()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("GS620102", "GS620102"),
        ("620102", "GS620102"),
        ("620000", "GS"),
        ("620171", "GS620171"),
        ("GSCY01", "GSCY01"),
    ],
)
def test_a_unit_is_found_by_its_own_code_or_by_its_division(units, given, code):
    assert unit_by_code(given) == units[code]


@pytest.mark.parametrize("given", ["", "999999", "620105", "gs"])
def test_an_unknown_code_is_said_so(units, given):
    with pytest.raises(UnitNotFound):
        unit_by_code(given)


def test_rows_of_a_table_stand_in_printed_order_whenever_they_were_made(units):
    tree.create(
        parent=units["GS"],
        name="金昌市总工会",
        short_name="金昌市",
        level="CITY",
        kind="TERRITORIAL",
        region_code="620300",
        code="GS620300",
    )
    assert [unit.code for unit in second_level_units()] == [
        "GS620100",
        "GS620200",
        "GS620300",
        "GS620400",
        "GS620171",
        "GSCY01",
    ]


def test_a_closed_unit_keeps_its_row_up_to_the_day_it_was_closed(units):
    tree.close(units["GS620121"], day=date(2022, 4, 1))
    lanzhou = units["GS620100"]
    assert [u.short_name for u in reporting_rows(lanzhou, on=date(2022, 3, 31))] == ["城关区", "永登县"]
    assert [u.short_name for u in reporting_rows(lanzhou, on=date(2022, 4, 1))] == ["城关区"]


def test_lineage_leads_from_the_top_to_the_unit(units):
    assert [unit.code for unit in lineage(units["GS620102"])] == ["GS", "GS620100", "GS620102"]


def test_a_search_stays_within_the_subtree(units):
    assert list(matching("区", units["GS620100"].path)) == [units["GS620102"]]
    assert list(matching("白银", units["GS620100"].path)) == []
