import pytest

from unionaid.organizations import reference


def test_every_packaged_list_is_there():
    assert (len(reference.regions()), len(reference.retired_regions())) == (3225, 4616)
    assert len(reference.union_units()) == 122
    assert len(reference.tiles("gansu_tiles")) == 14
    assert len(reference.tiles("china_tiles")) == 35
    assert "hardship_cause" in reference.code_list_names()
    assert all(reference.code_list(name) for name in reference.code_list_names())


def test_units_stand_below_their_parents():
    seen = {""}
    for unit in reference.union_units():
        assert unit["parent_code"] in seen
        seen.add(unit["code"])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("620102", "甘肃省兰州市城关区"),
        ("620201", "甘肃省嘉峪关市"),
        ("620171", "甘肃省兰州市兰州新区"),
        ("622301", "甘肃省武威地区武威市"),
        ("622621", "甘肃省陇南地区武都县"),
        ("620824", "甘肃省平凉市华亭县"),
        ("110103", "北京市崇文区"),
        ("810000", "香港特别行政区"),
        ("830000", "台湾省"),
        ("620199", None),
        ("", None),
    ],
)
def test_region_name_knows_divisions_in_force_and_retired(code, name):
    assert reference.region_name(code) == name


def test_rows_cannot_be_changed_by_their_readers():
    with pytest.raises(TypeError):
        reference.regions()[0]["name"] = "changed"
