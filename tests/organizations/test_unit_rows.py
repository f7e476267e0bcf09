import pytest

from unionaid.organizations import reference
from unionaid.organizations.actions.units import load_units
from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import second_level_units
from unionaid.organizations.unit_rows import MalformedUnits, short_name, unit_rows

ROW = {
    "code": "GS",
    "name": "甘肃省总工会",
    "level": "1",
    "parent_code": "",
    "division_code": "620000",
    "kind": "province",
}


def gansu():
    names = {row["code"]: row["short_name"] for row in reference.regions()}
    return unit_rows(reference.union_units(), names)


@pytest.mark.parametrize(
    ("name", "region", "short"),
    [
        ("甘肃省总工会", "甘肃", "甘肃省"),
        ("城关区总工会", "城关", "城关区"),
        ("兰州市总工会", "兰州", "兰州市"),
        ("临夏回族自治州总工会", "临夏", "临夏州"),
        ("积石山保安族东乡族撒拉族自治县总工会", "积石山", "积石山县"),
        ("环县总工会", "环县", "环县"),
        ("兰州新区总工会", "兰州新区", "兰州新区"),
        ("兰州高新技术产业开发区工会", "兰州", "兰州高新区"),
        ("天水经济技术开发区工会", "天水", "天水经开区"),
        ("甘肃省教科文卫体工会", "甘肃", "教科文卫体工会"),
        ("甘肃省直机关工会", "甘肃", "省直机关工会"),
        ("中国铁路兰州局集团有限公司工会", "甘肃", "中国铁路兰州局集团工会"),
        ("省总直属基层工会", "甘肃", "省总直属基层工会"),
    ],
)
def test_short_names_are_what_tables_print(name, region, short):
    assert short_name(name, region) == short


def test_levels_and_kinds_follow_the_table():
    units = {row.code: (row.level, row.kind) for row in gansu()}
    assert units["GS"] == (UnionLevel.PROVINCE, UnionKind.TERRITORIAL)
    assert units["GS620100"] == (UnionLevel.CITY, UnionKind.TERRITORIAL)
    assert units["GS620102"] == (UnionLevel.COUNTY, UnionKind.TERRITORIAL)
    assert units["GSKF01"] == (UnionLevel.COUNTY, UnionKind.DEVELOPMENT_ZONE)
    assert units["GS620171"] == (UnionLevel.CITY, UnionKind.FUNCTIONAL_AREA)
    assert units["GSCY01"] == (UnionLevel.CITY, UnionKind.INDUSTRIAL)
    assert units["GSZS00"] == (UnionLevel.CITY, UnionKind.DIRECT_GRASSROOTS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": " "}, "line 2: code is empty"),
        ({"level": "9"}, "line 2: level '9'"),
        ({"kind": "club"}, "line 2: kind 'club'"),
        ({"parent_code": "XX"}, "line 2: parent_code XX does not stand above"),
    ],
)
def test_a_malformed_table_names_line_and_column(change, message):
    with pytest.raises(MalformedUnits, match=message):
        unit_rows([ROW | change], {})


def test_a_code_that_stands_twice_is_refused():
    with pytest.raises(MalformedUnits, match="line 3: code GS stands twice"):
        unit_rows([ROW, ROW], {})


@pytest.mark.django_db
def test_the_whole_tree_is_loaded_once_and_in_printed_order():
    assert load_units(gansu()) == 122
    before = list(UnionUnit.objects.values())
    assert load_units(gansu()) == 0
    assert list(UnionUnit.objects.values()) == before
    assert UnionUnit.objects.find_problems() == ([], [], [], [], [])
    names = [unit.short_name for unit in second_level_units()]
    assert names[:3] == ["兰州市", "嘉峪关市", "金昌市"]
    assert names[12:16] == ["临夏州", "甘南州", "兰州新区", "教科文卫体工会"]
    assert names[-1] == "省总直属基层工会"
    assert len(names) == 14 + 1 + 12 + 1
