"""The demo province at full size, loaded once a run and copied for each worker that asks for it.

Import the fixture into a package's conftest. Tests may write; each is rolled back as usual, but
they may not commit (no `transaction=True`).
"""

import pytest

from tests import databases


@pytest.fixture(scope="package")
def province(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        demo = databases.copies()
        demo.template = _named(demo.template)
        made = databases.FOLDER / "demo-is-made"
        with databases.locked("demo"):
            if not made.exists():
                _load(demo)
                made.touch()
        demo.copy()
    yield
    with django_db_blocker.unblock():
        databases.copies().copy()


def _named(template):
    if isinstance(template, str):
        return template.replace("_template", "_demo")
    return template.with_name("demo.sqlite3")


def _load(database):
    usual = databases.COMMANDS
    databases.COMMANDS = (*usual, "demo")
    try:
        database.make_template()
    finally:
        databases.COMMANDS = usual
