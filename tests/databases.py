"""One migrated database with the reference facts a run, copied for every worker and after every
test that commits. Copying takes the place of Django's flush: it is faster, keeps the reference
facts, and the evidence tables may refuse deletion as they do in real life.
"""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from tests.environment import VAR

SUFFIX = hashlib.sha256(str(VAR).encode()).hexdigest()[:8]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class SQLiteCopies:
    def __init__(self, connection):
        self.connection = connection
        self.template = VAR / f"template-{SUFFIX}.sqlite3"
        self.mine = VAR / f"test-{SUFFIX}-{WORKER}.sqlite3"

    def make_template(self):
        for path in VAR.glob(f"{self.template.name}*"):
            path.unlink()
        self.use(self.template)
        migrate()
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()

    def copy(self):
        connections.close_all()
        for ending in ("-wal", "-shm"):
            Path(f"{self.mine}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self.template, self.mine)
        self.use(self.mine)

    def drop(self):
        connections.close_all()
        for path in VAR.glob(f"{self.mine.name}*"):
            path.unlink()

    def use(self, path):
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(path)
        self.connection.settings_dict["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000;"
        )


class PostgreSQLCopies:
    def __init__(self, connection):
        self.connection = connection
        self.server = connection.settings_dict["NAME"]
        self.template = f"unionaid_template_{SUFFIX}"
        self.mine = f"unionaid_test_{SUFFIX}_{WORKER}"

    def make_template(self):
        self.on_server(
            f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)',
            f"CREATE DATABASE \"{self.template}\" TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN'",
        )
        self.use(self.template)
        migrate()
        self.connection.close()

    def copy(self):
        connections.close_all()
        self.on_server(
            f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)',
            f'CREATE DATABASE "{self.mine}" TEMPLATE "{self.template}"',
        )
        self.use(self.mine)

    def drop(self):
        connections.close_all()
        self.on_server(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')

    def on_server(self, *statements):
        self.use(self.server)
        with locked("postgres"), self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.connection.close()

    def use(self, name):
        self.connection.close()
        self.connection.settings_dict["NAME"] = name


def migrate():
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)


def copies():
    connection = connections["default"]
    return (SQLiteCopies if connection.vendor == "sqlite" else PostgreSQLCopies)(connection)


def ready(database):
    """Make the template unless another worker of this run has, then copy it for this worker."""
    mark = VAR / f"template-{SUFFIX}-{database.connection.vendor}.run"
    with locked("template"):
        if not mark.exists() or mark.read_text() != RUN:
            database.make_template()
            mark.write_text(RUN)
    database.copy()


@contextmanager
def locked(name):
    with (VAR / f"{name}-{SUFFIX}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
