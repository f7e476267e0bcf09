"""A small tree, and the people of 机构与用户: administrators at three levels, a clerk, a neighbour."""

import pytest
from django.test import Client

from tests import union_tree
from unionaid.accounts.permissions import Role


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Argon2 takes its time on purpose; the tests below are about everything around it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def units(db):
    return union_tree.plant()


@pytest.fixture
def admin(units):
    """The administrator of the province, the only one at the top."""
    return union_tree.posting("admin", units["GS"], Role.ADMIN)


@pytest.fixture
def admin_lanzhou(units, admin):
    return union_tree.posting("admin.lanzhou", units["GS620100"], Role.ADMIN)


@pytest.fixture
def admin_yongdeng(units, admin):
    """The neighbour's administrator, who must see nothing of Chengguan."""
    return union_tree.posting("admin.yongdeng", units["GS620121"], Role.ADMIN)


@pytest.fixture
def clerk(units):
    return union_tree.posting("clerk.chengguan", units["GS620102"], Role.CLERK)


@pytest.fixture
def reviewer(units):
    return union_tree.posting("reviewer.chengguan", units["GS620102"], Role.REVIEWER)


@pytest.fixture
def client_of():
    """Return a function: posting → a test client signed in as that person."""

    def sign_in(posting):
        client = Client()
        client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
