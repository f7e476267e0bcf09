"""One migrated database with the reference facts a run, copied for every worker and after every
test that commits. Copying takes the place of Django's flush: it is faster, keeps the reference
facts, and the evidence tables may refuse deletion as they do in real life. A further template
may hold more, such as the demo province.

Every name carries a suffix of the checkout and the number of the run's first process, so that
several runs, and several checkouts on one server, do not meet.
"""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections

from tests.environment import VAR

CHECKOUT = hashlib.sha256(str(VAR).encode()).hexdigest()[:8]
RUN = os.environ["UNIONAID_TEST_RUN"]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
FOLDER = VAR / "tests" / RUN
SERVER = connections.settings["default"]["NAME"]  # as the address names it, before any copy is in use
REFERENCE = ("migrate", "load_reference")


class SQLiteCopies:
    """Files, because browser tests read what another thread wrote."""

    def __init__(self, connection, name, commands):
        self.connection, self.name, self.commands = connection, name, commands
        self.template = FOLDER / f"{name}.sqlite3"
        self.mine = FOLDER / f"{WORKER}.sqlite3"
        # A test database need not survive a power cut.
        connection.settings_dict["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000;"
        )

    def make_template(self):
        self.use(self.template)
        fill(self.commands)
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()

    def copy(self):
        connections.close_all()
        for path in FOLDER.glob(f"{self.mine.name}*"):
            # never overwrite: a late thread of a live server may still read the old one, or remove its log
            path.unlink(missing_ok=True)
        shutil.copyfile(self.template, self.mine)
        self.use(self.mine)

    def drop(self):
        connections.close_all()

    def use(self, path):
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(path)

    def sweep(self):
        """Files go with the folder of their run."""


class PostgreSQLCopies:
    """Databases with Chinese collation: a sort key that only works byte by byte shows itself here."""

    prefix = f"unionaid_{CHECKOUT}_"

    def __init__(self, connection, name, commands):
        self.connection, self.name, self.commands = connection, name, commands
        self.template = f"{self.prefix}{RUN}_{name}"
        self.mine = f"{self.prefix}{RUN}_{WORKER}"
        connection.settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"

    def make_template(self):
        self.on_server(
            f"CREATE DATABASE \"{self.template}\" TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN'",
        )
        self.use(self.template)
        fill(self.commands)
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
        """Run statements on the database the address names, one worker at a time."""
        self.use(SERVER)
        with locked("server"), self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.connection.close()

    def use(self, name):
        self.connection.close()
        self.connection.settings_dict["NAME"] = name

    def sweep(self):
        """Drop what this run made and what killed runs of this checkout left behind."""
        self.use(SERVER)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
            for (name,) in cursor.fetchall():
                if is_over(name.removeprefix(self.prefix).split("_")[0]):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.connection.close()


def fill(commands):
    for command in commands:
        call_command(command, verbosity=0)


def copies(name="reference", commands=REFERENCE):
    """Return the copies of a template that is filled by these commands."""
    connection = connections["default"]
    kind = SQLiteCopies if connection.vendor == "sqlite" else PostgreSQLCopies
    return kind(connection, name, commands)


def ready(database):
    """Make the template unless another worker of this run has, then copy it for this worker."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"{database.name}-is-made"
    with locked(database.name):
        if not made.exists():
            database.make_template()
            made.touch()
    database.copy()


def sweep():
    """Remove what the tests left, at the end of the run, when its workers are gone."""
    if not FOLDER.exists():
        return
    copies().sweep()
    for folder in FOLDER.parent.iterdir():
        if is_over(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def is_over(run):
    """Say whether a run has ended: this one at its end, and any whose first process is gone."""
    if run == RUN:
        return True
    try:
        os.kill(int(run), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@contextmanager
def locked(name):
    with (FOLDER / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
