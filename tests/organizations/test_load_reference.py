from datetime import date

import pytest

from unionaid.organizations import reference
from unionaid.organizations.actions.reference import Loaded, load_reference
from unionaid.organizations.models import CodeItem, Region

pytestmark = pytest.mark.django_db


def everything():
    return (
        list(Region.objects.order_by("pk").values()),
        list(CodeItem.objects.order_by("pk").values()),
    )


def test_loading_again_changes_nothing():
    before = everything()
    assert load_reference() == (Loaded(0, 0), Loaded(0, 0))
    assert everything() == before


def test_what_was_lost_comes_back():
    Region.objects.filter(code__startswith="62").delete()
    CodeItem.objects.filter(list_name="sex").delete()
    regions, codes = load_reference()
    assert (regions.added, codes.added) == (103 + 96, 4)


def test_every_item_of_every_packaged_list_is_there():
    for name in reference.code_list_names():
        packaged = {(row["code"], row["zh"], row["en"]) for row in reference.code_list(name)}
        loaded = set(CodeItem.objects.filter(list_name=name).values_list("code", "zh", "en"))
        assert packaged <= loaded, name


def test_words_an_administrator_has_changed_stay_until_a_refresh_is_asked_for():
    CodeItem.objects.filter(list_name="sex", code="1").update(zh="男（含变更）")
    load_reference()
    assert CodeItem.objects.get(list_name="sex", code="1").zh == "男（含变更）"
    _regions, codes = load_reference(refresh_codes=True)
    assert codes == Loaded(added=0, changed=1)
    assert CodeItem.objects.get(list_name="sex", code="1").zh == "男性"


def test_an_item_an_administrator_has_added_is_never_touched():
    CodeItem.objects.create(
        list_name="aid_type", code="A9", zh="本省项目", en="Own", valid_from=date(2022, 1, 1)
    )
    load_reference(refresh_codes=True)
    assert CodeItem.objects.get(list_name="aid_type", code="A9").zh == "本省项目"


def test_codes_that_changed_are_dated():
    def spans(list_name, code):
        rows = CodeItem.objects.filter(list_name=list_name, code=code).order_by("valid_from")
        return [(row.zh, row.valid_from.year, row.valid_to and row.valid_to.year) for row in rows]

    assert spans("education", "90") == [("文盲或半文盲", 1984, 2007), ("其他", 2007, None)]
    assert spans("education", "50") == [("技工学校", 1984, 2007)]
    assert spans("skill_level", "B") == [("特级技师", 2022, None)]


def test_sub_causes_name_their_main_cause():
    parents = dict(CodeItem.objects.filter(list_name="hardship_cause").values_list("code", "parent_code"))
    assert {code for code, parent in parents.items() if not parent} == {f"{n:02d}" for n in range(1, 11)}
    assert [parents[code] for code in ("11", "12", "13", "14")] == ["10", "01", "10", "10"]
