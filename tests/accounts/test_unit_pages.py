"""机构与用户 as three people meet it: the administrator, the clerk without the right, the neighbour."""

import pytest
from django.urls import reverse

from tests import union_tree
from unionaid.accounts.actions import units as actions
from unionaid.accounts.errors import NotAllowed
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.audit.models import AuditEvent
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db
TOWNSHIP = {
    "name": "雁滩街道工会",
    "short_name": "",
    "level": "TOWNSHIP",
    "kind": "TERRITORIAL",
    "region_code": "620102",
    "telephone": "0931-0000002",
    "code": "",
}
PAGES = ["unit", "create_unit", "rename_unit", "move_unit", "merge_unit", "close_unit"]


def unit(code):
    return UnionUnit.objects.get(code=code)


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("event", "subject_label"))


@pytest.mark.parametrize("page", PAGES)
def test_three_people_at_the_door(client_of, admin_lanzhou, admin_yongdeng, clerk, page):
    address = reverse(page, args=["GS620102"])
    assert client_of(admin_lanzhou).get(address).status_code == 200
    assert client_of(admin_yongdeng).get(address).status_code == 404
    assert client_of(clerk).get(address).status_code == 403


@pytest.mark.parametrize("page", ["account", "change_account", "grant_posting"])
def test_three_people_at_the_account_of_a_clerk(client_of, admin_lanzhou, admin_yongdeng, clerk, page):
    address = reverse(page, args=[clerk.user_id])
    assert client_of(admin_lanzhou).get(address).status_code == 200
    assert client_of(admin_yongdeng).get(address).status_code == 404
    assert client_of(clerk).get(address).status_code == 403


def test_a_unit_is_set_up_from_its_page(client_of, admin_lanzhou):
    response = client_of(admin_lanzhou).post(reverse("create_unit", args=["GS620102"]), TOWNSHIP)
    made = unit("GS620102-01")
    assert response["Location"] == reverse("unit", args=["GS620102-01"])
    assert (made.name, made.short_name, made.level) == ("雁滩街道工会", "雁滩街道工会", "TOWNSHIP")
    assert events() == [("UNIT_CREATED", "雁滩街道工会")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "请填写名称"),
        ({"level": "CITY"}, "选择一个有效的选项"),
        ({"region_code": "999999"}, "没有代码为 999999 的行政区划"),
        ({"region_code": "622301"}, "没有代码为 622301 的行政区划"),
        ({"code": "gs 1"}, "机构代码只用大写字母"),
        ({"code": "GS620121"}, "机构代码 GS620121 已由永登县总工会使用"),
    ],
)
def test_what_is_wrong_with_a_new_unit_is_said(client_of, admin_lanzhou, change, sentence):
    response = client_of(admin_lanzhou).post(reverse("create_unit", args=["GS620102"]), TOWNSHIP | change)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert events() == []


def test_a_unit_is_renamed_and_a_second_edit_of_the_same_page_is_refused(client_of, admin_lanzhou):
    browser, address = client_of(admin_lanzhou), reverse("rename_unit", args=["GS620102"])
    fields = {"name": "城关区工会联合会", "short_name": "城关", "telephone": "", "version": 1}
    assert browser.post(address, fields).status_code == 302
    assert unit("GS620102").name == "城关区工会联合会"
    second = browser.post(address, fields | {"name": "另一个名称"})
    assert second.status_code == 422
    assert "刚被别人修改过" in second.content.decode()
    assert 'value="另一个名称"' in second.content.decode()


def test_a_move_is_shown_before_it_is_done(client_of, admin, clerk):
    browser, address = client_of(admin), reverse("move_unit", args=["GS620102"])
    page = browser.get(address, {"target": "620400"}).content.decode()
    assert "城关区总工会 → 划归 白银市总工会" in page
    assert "在任岗位" in page
    assert unit("GS620102").path.startswith(unit("GS620100").path)

    assert browser.post(address, {"target": "GS620400"}).status_code == 302
    moved = unit("GS620102")
    assert moved.path.startswith(unit("GS620400").path)
    clerk = Posting.objects.select_related("unit").get(pk=clerk.pk)
    assert clerk.unit_path == moved.path
    event = AuditEvent.objects.get(event="UNIT_MOVED")
    assert (event.before["parent"], event.after["parent"]) == ("兰州市总工会", "白银市总工会")


def test_a_target_that_is_not_clear_is_asked_again(client_of, admin, admin_lanzhou):
    address = reverse("move_unit", args=["GS620102"])
    page = client_of(admin).get(address, {"target": "白银"}).content.decode()
    assert "有多个机构符合" in page
    assert "白银市总工会（GS620400）" in page
    page = client_of(admin_lanzhou).get(address, {"target": "GS620400"}).content.decode()
    assert "没有找到“GS620400”，请核对名称或代码" in page


def test_a_merge_ends_the_offices_and_can_carry_them_over(client_of, admin, clerk, units):
    response = client_of(admin).post(
        reverse("merge_unit", args=["GS620102"]), {"target": "GS620121", "carry_postings": "on"}
    )
    assert response["Location"] == reverse("unit", args=["GS620121"])
    merged = unit("GS620102")
    assert (merged.is_open, merged.merged_into) == (False, unit("GS620121"))
    current = Posting.objects.current().filter(user=clerk.user)
    assert [(p.unit.code, p.role) for p in current] == [("GS620121", Role.CLERK)]
    assert [event for event, _subject in events()] == ["POSTING_ENDED", "POSTING_GRANTED", "UNIT_MERGED"]


def test_without_carrying_over_the_people_have_no_office(admin, clerk, units):
    actions.merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    assert not Posting.objects.current().filter(user=clerk.user).exists()


def test_a_unit_that_still_holds_something_is_not_closed(client_of, admin, clerk):
    browser, address = client_of(admin), reverse("close_unit", args=["GS620102"])
    assert "还有以下内容，不能撤销" in browser.get(address).content.decode()
    response = browser.post(address)
    assert response.status_code == 422
    assert "城关区总工会还有在任岗位 1，不能撤销" in response.content.decode()
    assert unit("GS620102").is_open


def test_an_empty_unit_is_closed_and_leaves_the_choices(client_of, admin):
    browser = client_of(admin)
    assert browser.post(reverse("close_unit", args=["GS620121"])).status_code == 302
    assert not unit("GS620121").is_open
    assert 'value="GS620121"' not in browser.get(reverse("create_account")).content.decode()
    assert 'value="GS620102"' in browser.get(reverse("create_account")).content.decode()
    assert events() == [("UNIT_CLOSED", "永登县总工会")]


def test_an_administrator_changes_what_lies_below_and_not_the_own_place(admin_lanzhou, units):
    with pytest.raises(NotAllowed):
        actions.move_unit(by=admin_lanzhou, unit=units["GS620100"], under=units["GS620100"])
    with pytest.raises(NotAllowed):
        actions.close_unit(by=admin_lanzhou, unit=units["GS620100"])
    with pytest.raises(NotAllowed):
        actions.move_unit(by=admin_lanzhou, unit=units["GS620102"], under=units["GS620400"])
    with pytest.raises(NotAllowed):
        actions.merge_unit(by=admin_lanzhou, unit=units["GS620102"], into=units["GS620402"])


def test_the_tree_costs_the_same_queries_for_few_and_many_units(
    client_of, admin, units, django_assert_num_queries
):
    browser = client_of(admin)
    browser.get(reverse("org"))
    with django_assert_num_queries(11):
        browser.get(reverse("org"))
    for number in range(20):
        actions.create_unit(
            by=admin,
            parent=units["GS620102"],
            name=f"第{number}街道工会",
            short_name="",
            level="TOWNSHIP",
            kind="TERRITORIAL",
            region_code="620102",
        )
    union_tree.posting("somebody", units["GS620102"], Role.CLERK)
    with django_assert_num_queries(11):
        browser.get(reverse("org"))


def test_the_search_stays_within_the_own_subtree(client_of, admin_lanzhou):
    page = client_of(admin_lanzhou).get(reverse("org"), {"q": "总工会"}).content.decode()
    assert "永登县总工会" in page
    assert "白银" not in page
