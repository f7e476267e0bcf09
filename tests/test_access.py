"""Every address of the resolver, every kind of person: who may come in, who meets 403, 404 or the door."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access_table import OPEN, RIGHTS
from unionaid.accounts.api import PostingView
from unionaid.accounts.models import Posting

pytestmark = pytest.mark.django_db
JSON = "application/json"
GIVEN = {"field": "id_number:0", "purpose": "核对", "note": "退回"}


def addresses(resolver=None, prefix=""):
    """Yield (name, pattern text, view) of every address."""
    for item in (resolver or get_resolver()).url_patterns:
        text = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from addresses(item, text)
        elif isinstance(item, URLPattern):
            yield item.name, text, item.callback


ALL = {name: (text, view) for name, text, view in addresses()}


def rights_of(view):
    """Return what a view demands: None for everybody, a sorted tuple of rights otherwise."""
    cls = getattr(view, "cls", None)
    if cls is not None and issubclass(cls, PostingView):
        return tuple(sorted({str(p) for p in (*cls.required, *cls.writes)}))
    rights = getattr(cls or view, "required_permissions", getattr(view, "required_permissions", "missing"))
    return rights if rights in (None, "missing") else tuple(sorted(map(str, rights)))


def path_of(text, samples):
    """Fill an address pattern with sample values."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(samples[match[1]]), text)


@pytest.fixture
def samples(active_file, clerk_chengguan):
    archive = active_file()
    from households.actions import drafts

    draft = drafts.start(by=clerk_chengguan)
    return {
        "file_no": archive.file_no,
        "pk": draft.pk,
        "step": "worker",
        "code": "GS620102",
        "number": archive.file_no,
        "name": "tiers",
        "year": 2021,
        "token": "nobody-was-given-this",
        "letter": "decision",
        "kind": "rerate",
        "register": "job-fairs",
        "row": 1,
        "paper": 1,
    }


def test_every_address_stands_in_the_table():
    assert {name: rights_of(view) for name, (_text, view) in ALL.items()} == RIGHTS | dict.fromkeys(OPEN)


def test_stranger_sees_nothing(client, samples):
    for name in sorted(ALL.keys() - OPEN):
        path = path_of(ALL[name][0], samples)
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (302, 401, 403, 405), (path, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/"), (path, answer["Location"])
            assert samples["file_no"] not in said(answer, path)


def said(answer, path):
    """Return what an answer says, apart from the address that was asked."""
    return answer.content.decode(errors="ignore").replace(path, "")


ROLES = [
    "clerk_chengguan",
    "reviewer_chengguan",
    "officer_gansu",
    "finance_chengguan",
    "auditor_gansu",
    "admin",
]


@pytest.mark.parametrize("person", ROLES)
def test_without_the_right_nobody_comes_in(people, client_of, samples, person):
    posting: Posting = people[person]
    client = client_of(posting)
    for name, rights in RIGHTS.items():
        if not rights or any(posting.may(right) for right in rights):
            continue
        path = path_of(ALL[name][0], samples)
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (403, 405), (name, path, answer.status_code)


def test_neighbour_county_finds_nothing(clerk_yongdeng, clerk_chengguan, client_of, samples):
    mine, neighbour = client_of(clerk_chengguan), client_of(clerk_yongdeng)
    seen = 0
    for name, (text, _view) in ALL.items():
        if not re.search(r"file_no>|drafts/<", text) or name in OPEN:
            continue
        path = path_of(text, samples)
        for answer in (neighbour.get(path), neighbour.post(path), neighbour.post(path, GIVEN, JSON)):
            assert answer.status_code in (403, 404, 405, 415), (path, answer.status_code)
            assert samples["file_no"] not in said(answer, path)
        seen += mine.get(path).status_code == 200
    assert seen >= 4
