"""A database of its own for a benchmark, beside the one in use, made before and dropped after."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections


@contextmanager
def scratch(*commands):
    """Turn the connection to a new database of the same kind, filled by (name, options) commands."""
    values, name = connection.settings_dict, connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        is_file = connection.vendor == "sqlite"
        mine = str(Path(folder) / "bench.sqlite3") if is_file else f"unionaid_bench_{os.getpid()}"
        if not is_file:
            _on_server(f'CREATE DATABASE "{mine}"')
        connections.close_all()
        values["NAME"] = mine
        try:
            for command, options in commands:
                call_command(command, verbosity=0, **options)
            yield
        finally:
            connections.close_all()
            values["NAME"] = name
            if not is_file:
                _on_server(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')


def _on_server(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
