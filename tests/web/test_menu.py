"""The menu: what a role can use, what waits for it, what is current."""

import pytest

from unionaid.accounts.permissions import Permission
from unionaid.web import menu

ICONS = {entry.icon for entry in menu.ENTRIES}


def entries(rf, posting, path="/"):
    request = rf.get(path)
    request.posting = posting
    return menu.entries_for(request)


def names(found):
    return [entry.name for entry in found]


@pytest.fixture
def badges(monkeypatch):
    monkeypatch.setattr(menu, "_badges", {})


def test_an_administrator_sees_units_and_evidence_but_no_household(rf, admin, badges):
    assert names(entries(rf, admin)) == ["org", "audit"]


def test_a_clerk_does_not_see_what_only_others_can_use(rf, clerk, badges):
    found = names(entries(rf, clerk))
    assert found[:2] == ["work", "households"]
    assert not {"review", "org", "audit"} & set(found)


def test_nobody_signed_in_means_an_empty_menu(rf):
    assert entries(rf, None) == []


def test_pages_this_installation_does_not_have_are_left_out(rf, admin, badges, monkeypatch):
    absent = menu.ENTRIES[0].__class__("g", "走访", "x", "no_such_page", "/no/", ("MANAGE_UNITS",))
    monkeypatch.setattr(menu, "ENTRIES", (absent, *menu.ENTRIES))
    assert names(entries(rf, admin)) == ["org", "audit"]


def test_the_current_page_is_marked(rf, admin, badges):
    found = entries(rf, admin, "/admin/org/users/")
    assert [entry.name for entry in found if entry.current] == ["org"]


@pytest.mark.parametrize(
    ("path", "name"),
    [("/drafts/7/worker/", "households"), ("/objections/3/", "notices"), ("/intake/new/", "intakes")],
)
def test_pages_below_other_addresses_mark_their_entry(rf, clerk, badges, path, name):
    assert [entry.name for entry in entries(rf, clerk, path) if entry.current] == [name]


def test_a_count_stands_beside_its_entry_and_is_asked_once_a_request(rf, admin, badges):
    asked = []
    menu.register_badge("org", lambda posting: asked.append(posting) or 3, hot=True)
    request = rf.get("/")
    request.posting = admin
    first, second = menu.entries_for(request), menu.entries_for(request)
    assert [(entry.count, entry.hot) for entry in first] == [(3, True), (None, False)]
    assert (asked, second) == ([admin], first)


def test_every_right_of_the_menu_exists():
    named = {right for entry in menu.ENTRIES for right in entry.permissions}
    assert named <= set(Permission.values)


def test_an_entry_without_a_right_would_be_seen_by_nobody_so_there_is_none():
    assert all(entry.permissions for entry in menu.ENTRIES)
