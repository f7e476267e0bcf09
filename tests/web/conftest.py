"""The people of the shell: a clerk, the reviewer above, and an administrator who sees no file."""

import pytest
from django.test import Client

from tests import union_tree
from unionaid.accounts.permissions import Role


@pytest.fixture
def units(db):
    return union_tree.plant()


@pytest.fixture
def clerk(units):
    return union_tree.posting("clerk.baiyin", units["GS620402"], Role.CLERK)


@pytest.fixture
def reviewer(units):
    return union_tree.posting("reviewer.baiyin", units["GS620400"], Role.REVIEWER)


@pytest.fixture
def admin(units):
    return union_tree.posting("admin", units["GS"], Role.ADMIN)


@pytest.fixture
def client_of():
    """Return a function: posting → a test client signed in as that person."""

    def sign_in(posting):
        client = Client()
        client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
