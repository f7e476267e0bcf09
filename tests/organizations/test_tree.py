from datetime import date

import pytest
from django.db import transaction

from tests import union_tree
from unionaid.organizations import reorganising
from unionaid.organizations.actions import tree
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.errors import (
    CodeTaken,
    EditedMeanwhile,
    IntoItself,
    LevelTooHigh,
    NameTaken,
    NotEmpty,
    TopUnit,
    UnitIsClosed,
)
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 31)


@pytest.fixture
def units():
    return union_tree.plant()


def create(parent, name="雁滩街道工会", **changes):
    return tree.create(
        **{
            "parent": parent,
            "name": name,
            "short_name": name,
            "level": UnionLevel.TOWNSHIP,
            "kind": "TERRITORIAL",
            "region_code": parent.region_code,
        }
        | changes
    )


def move(unit, under):
    return tree.move(unit, under=under, by=None, day=DAY)


def merge(unit, into):
    return tree.merge(unit, into=into, by=None, day=DAY)


def healthy():
    return UnionUnit.objects.find_problems() == ([], [], [], [], [])


def test_units_are_set_up_down_to_township_and_grass_roots(units):
    township = create(units["GS620102"])
    firm = create(township, "陇昌机械工会", level=UnionLevel.GRASSROOTS, kind="GRASSROOTS")
    branch = create(firm, "二车间工会", level=UnionLevel.GRASSROOTS, kind="GRASSROOTS")
    assert [township.code, firm.code, branch.code] == [
        "GS620102-01",
        "GS620102-01-01",
        "GS620102-01-01-01",
    ]
    assert branch.path.startswith(firm.path)
    assert firm.path.startswith(township.path)
    assert township.path.startswith(units["GS620102"].path)
    assert healthy()


@pytest.mark.parametrize(
    ("parent", "level"),
    [("GS620102", UnionLevel.COUNTY), ("GS620102", UnionLevel.CITY), ("GS", UnionLevel.PROVINCE)],
)
def test_a_unit_stands_below_its_superior(units, parent, level):
    with pytest.raises(LevelTooHigh):
        create(units[parent], level=level)


def test_a_code_belongs_to_one_unit(units):
    with pytest.raises(CodeTaken, match="机构代码 GS620121 已由永登县总工会使用"):
        create(units["GS620102"], code="GS620121")


def test_a_name_stands_once_under_a_superior(units):
    create(units["GS620102"])
    with pytest.raises(NameTaken):
        create(units["GS620102"])
    assert create(units["GS620121"]).name == "雁滩街道工会"


def test_a_path_is_never_given_twice(units):
    first = create(units["GS620102"], "一")
    second = create(units["GS620102"], "二")
    freed = second.path
    move(second, units["GS620121"])
    third = create(units["GS620102"], "三")
    assert freed not in {third.path, first.path}
    moved_back = move(second, units["GS620102"])
    assert moved_back.path not in {freed, first.path, third.path}
    assert healthy()


def test_moving_carries_the_whole_subtree(units):
    township = create(units["GS620121"])
    firm = create(township, "陇昌机械工会", level=UnionLevel.GRASSROOTS, kind="GRASSROOTS")
    move(units["GS620121"], units["GS620400"])
    for unit in (township, firm):
        unit.refresh_from_db()
    county = UnionUnit.objects.get(code="GS620121")
    assert county.path.startswith(units["GS620400"].path)
    assert township.path.startswith(county.path)
    assert firm.path.startswith(township.path)
    assert (county.depth, township.depth, firm.depth) == (3, 4, 5)
    assert healthy()


def test_moving_to_another_depth_changes_the_depths(units):
    township = create(units["GS620121"])
    move(township, units["GS620200"])
    township.refresh_from_db()
    assert (township.depth, township.path[:8]) == (3, units["GS620200"].path)
    assert healthy()


def test_moving_to_where_a_unit_already_hangs_changes_nothing(units):
    before = list(UnionUnit.objects.values())
    move(units["GS620121"], units["GS620100"])
    assert list(UnionUnit.objects.values()) == before


def test_what_cannot_move_is_said_so(units):
    with pytest.raises(TopUnit):
        move(units["GS"], units["GS620100"])
    with pytest.raises(IntoItself):
        move(units["GS620100"], units["GS620102"])
    with pytest.raises(LevelTooHigh):
        move(units["GS620200"], units["GS620102"])
    tree.close(units["GS620200"], day=DAY)
    with pytest.raises(UnitIsClosed):
        move(units["GS620121"], units["GS620200"])


def test_merging_closes_a_unit_and_hands_its_branches_over(units):
    township = create(units["GS620121"])
    merged = merge(units["GS620121"], units["GS620102"])
    township.refresh_from_db()
    assert (merged.closed_on, merged.merged_into) == (DAY, units["GS620102"])
    assert township.path.startswith(units["GS620102"].path)
    assert healthy()


def test_a_merged_unit_is_out_of_use(units):
    merge(units["GS620121"], units["GS620102"])
    with pytest.raises(UnitIsClosed):
        create(units["GS620121"])
    with pytest.raises(UnitIsClosed):
        merge(units["GS620121"], units["GS620400"])


def test_upper_apps_are_told_of_a_merge_and_of_moves(units, monkeypatch):
    told = []
    monkeypatch.setattr(reorganising, "_on_merge", [lambda **facts: told.append(("merge", facts))])
    monkeypatch.setattr(reorganising, "_on_move", [lambda **facts: told.append(("move", facts))])
    township = create(units["GS620121"])
    merge(units["GS620121"], units["GS620102"])
    assert told == [
        ("move", {"unit": township, "by": None, "day": DAY}),
        ("merge", {"source": units["GS620121"], "target": units["GS620102"], "by": None, "day": DAY}),
    ]


def test_a_merge_that_fails_above_leaves_everything_as_it_was(units, monkeypatch):
    def fail(**facts):
        raise RuntimeError("the queue could not be handed over")

    monkeypatch.setattr(reorganising, "_on_merge", [fail])
    create(units["GS620121"])
    before = list(UnionUnit.objects.values())
    with pytest.raises(RuntimeError), transaction.atomic():
        merge(units["GS620121"], units["GS620102"])
    assert list(UnionUnit.objects.values()) == before


def test_closing_names_what_is_left(units):
    create(units["GS620121"])
    with pytest.raises(NotEmpty, match="永登县总工会还有下级机构 1，不能撤销"):
        tree.close(units["GS620121"], day=DAY)
    with pytest.raises(NotEmpty, match="在任岗位 2"):
        tree.close(units["GS620102"], day=DAY, left=[("在任岗位", 2)])


def test_an_edit_that_overtook_another_is_refused(units):
    unit = units["GS620102"]
    tree.rename(unit, name="城关区总工会", short_name="城关", telephone="", version=unit.version)
    with pytest.raises(EditedMeanwhile):
        tree.rename(unit, name="城关区工会", short_name="城关", telephone="", version=unit.version)
