"""Every figure of the dashboard of the demo province opens a list with as many files."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from households.filters import HouseholdFilter
from households.queries import files
from households.views.listing import list_total
from tests.reports.test_dashboard import Links
from unionaid.accounts.models import Posting

pytestmark = pytest.mark.usefixtures("province", "db")


def page_for(username, query=""):
    posting = Posting.objects.get(user__username=username)
    client = Client()
    client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/dashboard/{query}")
    assert page.status_code == 200
    reader = Links()
    reader.feed(page.content.decode())
    return page, posting, reader.found


def numbers_in(text):
    """Whole numbers of a link's words, percentages left out."""
    without_shares = re.sub(r"\d+(\.\d+)?%", "", text)
    return {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?![\d.])", without_shares)}


@pytest.mark.parametrize(
    ("username", "query", "total"),
    [
        ("officer.gansu", "", 6824),
        ("officer.gansu", "?as_of=2021-12-31", 6599),
        ("reviewer.lanzhou", "", 1734),
        ("clerk.jiayuguan", "", 128),
    ],
)
def test_every_figure_opens_its_list(username, query, total):
    page, posting, links = page_for(username, query)
    assert page.context["answer"].total == total
    counts, checked = files.Counts(posting), 0
    for address, text in links:
        asked = QueryDict(address.partition("?")[2])
        filterset = HouseholdFilter(asked, files.files_for(posting), posting=posting)
        assert filterset.is_valid(), (address, filterset.form.errors)
        if found := numbers_in(text):
            listed = list_total(filterset, counts)
            assert listed.files in found or listed.people in found, (address, text, listed)
            checked += 1
    assert checked > 150


def test_first_page_of_the_article():
    page, _posting, _links = page_for("officer.gansu")
    context = page.context
    assert [part["value"] for part in context["parts"]] == [940, 5035, 827, 22]
    assert len(context["tiles"]) == 14
    assert {check.key: check.holds for check in context["checks"]} == {
        "tiers": True, "rows": True, "flow": True, "tally": True, "skill": False, "contact": False,
    }
    assert context["trend"].stock[-1] == 6824
    assert all(figure.value > 0 for figure in context["figures"])


def test_days_before_full_records_say_so():
    page, _posting, _links = page_for("officer.gansu", "?as_of=2019-12-31")
    assert page.context["answer"].from_summary == 2019
    assert "历史汇总" in page.content.decode()
