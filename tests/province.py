"""The demo province at full size, loaded once a run and copied for each module that asks for it.

Tests may write; each is rolled back as usual, but they may not commit (no `transaction=True`).
"""

import pytest

from tests import databases


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        databases.ready(databases.copies("demo", (*databases.REFERENCE, "demo")))
    yield
    with django_db_blocker.unblock():
        databases.copies().copy()
