"""`make test`: everything on SQLite, then everything but the browser on PostgreSQL; the worst status wins.

What could not run is named on the last lines; UNIONAID_REQUIRE=postgres,browser makes it a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2

from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
WHERE = "postgres://postgres@127.0.0.1:5432/postgres"
RESULTS = {0: "passed", 1: "failed", 2: "interrupted", 5: "no test ran"}


def main(arguments):
    required = {name for name in os.environ.get("UNIONAID_REQUIRE", "").split(",") if name}
    address, browser = postgres_address(), chromium.executable()
    missing = {
        name: sentence
        for name, found, sentence in (
            ("postgres", address, "PostgreSQL: no server answered, the second run was left out."),
            ("browser", browser, "Browser tests: no Chromium was found, they were left out."),
        )
        if not found
    }
    without_browser = [] if browser else ["--ignore=tests/browser"]
    results = {"SQLite": suite("SQLite", "", [*without_browser, *arguments])}
    if address:
        results["PostgreSQL"] = suite("PostgreSQL", address, ["--ignore=tests/browser", *arguments])
    print()
    for name, status in results.items():
        print(f"{name}: {RESULTS.get(status, f'failed with status {status}')}")
    for name, sentence in missing.items():
        print(sentence + (" UNIONAID_REQUIRE asks for it: failed." if name in required else ""))
    return max([*results.values(), *(1 for name in missing if name in required)])


def suite(name, address, arguments):
    """Run pytest on one database, free of what the surroundings set for an installation."""
    print(f"\n=== Tests on {name} ===", flush=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("UNIONAID_")}
    environment.pop("DATABASE_URL", None)
    if address:
        environment["DATABASE_URL"] = address
    call = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(call, cwd=ROOT, env=environment).returncode


def postgres_address():
    """Return the address of a PostgreSQL server that answers, or None."""
    address = os.environ.get("UNIONAID_TEST_DATABASE_URL") or WHERE
    try:
        psycopg2.connect(address, connect_timeout=3).close()
    except psycopg2.Error:
        return None
    return address


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
