"""A clerk, the neighbour, and kinds of jobs that do what a test asks."""

import pytest
from django.test import Client

from tests import union_tree
from unionaid.accounts.permissions import Role
from unionaid.jobs import running


@pytest.fixture
def units(db):
    return union_tree.plant()


@pytest.fixture
def clerk(units):
    return union_tree.posting("clerk.chengguan", units["GS620102"], Role.CLERK)


@pytest.fixture
def reviewer_lanzhou(units):
    return union_tree.posting("reviewer.lanzhou", units["GS620100"], Role.REVIEWER)


@pytest.fixture
def neighbour(units):
    return union_tree.posting("clerk.yongdeng", units["GS620121"], Role.CLERK)


@pytest.fixture
def client_of():
    """Return a function: posting → a test client signed in as that person."""

    def sign_in(posting):
        client = Client()
        client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def kind(monkeypatch):
    """Return a function that registers a kind of job for the length of the test."""
    monkeypatch.setattr(running, "_kinds", {})
    return running.kind


@pytest.fixture
def start(clerk, kind):
    """Return a function: work → a queued job of the clerk that does this work."""

    def begin(work, *, by=clerk, request_key="once", **params):
        kind("test")(work)
        return running.start("test", title="导出花名册", by=by, request_key=request_key, **params)

    return begin
