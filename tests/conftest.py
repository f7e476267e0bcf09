"""Databases for the whole suite, and a clean one after every test that commits."""

import pytest
from django.test import TransactionTestCase

from tests import databases

pytest_plugins = ["tests.people", "tests.province", "tests.households.leaving", "tests.households.noticing"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    with django_db_blocker.unblock():
        database = databases.copies()
        databases.ready(database)
        TransactionTestCase._fixture_teardown = lambda case: database.copy()
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.hookimpl(trylast=True)  # after pytest-django lets the database be used again
def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        databases.sweep()
