"""A small tree with somebody who reads the log at each level, somebody who may not, and a neighbour."""

import pytest
from django.test import Client

from tests import union_tree
from unionaid.accounts.permissions import Role

PEOPLE = {
    "clerk": ("clerk.chengguan", "GS620102", Role.CLERK),
    "reviewer": ("reviewer.chengguan", "GS620102", Role.REVIEWER),
    "reviewer_lanzhou": ("reviewer.lanzhou", "GS620100", Role.REVIEWER),
    "neighbour": ("reviewer.yongdeng", "GS620121", Role.REVIEWER),
    "auditor": ("auditor.gansu", "GS", Role.AUDITOR),
    "admin": ("admin", "GS", Role.ADMIN),
}


@pytest.fixture
def units(db):
    return union_tree.plant()


def _posting_fixture(name):
    username, unit, role = PEOPLE[name]

    @pytest.fixture(name=name)
    def posting(units):
        return union_tree.posting(username, units[unit], role)

    return posting


for _name in PEOPLE:
    globals()[_name] = _posting_fixture(_name)


@pytest.fixture
def client_of():
    """Return a function: posting → a test client signed in as that person."""

    def sign_in(posting):
        client = Client()
        client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
