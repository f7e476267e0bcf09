import pytest
from django.urls import NoReverseMatch, reverse

from tests import union_tree
from unionaid.accounts import start_page
from unionaid.accounts.permissions import Role

pytestmark = pytest.mark.django_db


def pages(monkeypatch, *present):
    def resolve(name):
        if name not in present:
            raise NoReverseMatch(name)
        return f"/{name}/"

    monkeypatch.setattr(start_page, "reverse", resolve)


@pytest.mark.parametrize(
    ("role", "unit", "page"),
    [
        (Role.CLERK, "GS620102", "/work/"),
        (Role.REVIEWER, "GS620102", "/review/"),
        (Role.REVIEWER, "GS", "/review/"),
        (Role.OFFICER, "GS", "/dashboard/"),
        (Role.FINANCE, "GS620102", "/households/"),
        (Role.AUDITOR, "GS", "/audit/"),
        (Role.ADMIN, "GS", "/org/"),
    ],
)
def test_the_day_begins_where_the_role_works(units, monkeypatch, role, unit, page):
    pages(monkeypatch, "work", "review", "dashboard", "households", "audit", "org")
    assert start_page.start_page(union_tree.posting("somebody", units[unit], role)) == page


def test_a_page_this_installation_does_not_have_is_passed_over(units, monkeypatch):
    pages(monkeypatch, "households", "password_change")
    assert start_page.start_page(union_tree.posting("a", units["GS"], Role.OFFICER)) == "/households/"
    assert start_page.start_page(union_tree.posting("b", units["GS"], Role.ADMIN)) == "/password_change/"


def test_the_start_page_sends_an_administrator_to_the_units(client_of, admin):
    assert client_of(admin).get(reverse("home"))["Location"] == reverse("org")
