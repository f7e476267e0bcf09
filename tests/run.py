"""`make test`: everything on SQLite, then everything but the browser on PostgreSQL; the worst status wins.

What could not run is named on the last lines; UNIONAID_REQUIRE=postgres,browser makes it a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSER = "tests/browser"


def main(arguments):
    required = {name for name in os.environ.get("UNIONAID_REQUIRE", "").split(",") if name}
    postgres, browser = postgres_address(), chromium()
    left_out = [
        text
        for text, found in (("PostgreSQL (no server answered)", postgres), ("browser (no Chromium)", browser))
        if not found
    ]
    statuses = [suite("SQLite", None, with_browser=bool(browser), arguments=arguments)]
    if postgres:
        statuses.append(suite("PostgreSQL", postgres, with_browser=False, arguments=arguments))
    for text in left_out:
        print(f"left out: {text}")
    missing = ({"postgres"} & required if not postgres else set()) | (
        {"browser"} & required if not browser else set()
    )
    if missing:
        print(f"required but missing: {', '.join(sorted(missing))}")
        statuses.append(1)
    return max(statuses)


def suite(name, address, *, with_browser, arguments):
    print(f"\n=== Tests on {name} ===", flush=True)
    environment = os.environ | {
        "UNIONAID_SECRET_KEY": "only for tests",
        "UNIONAID_DEBUG": "1",
        "UNIONAID_DATA_KEYS": "",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        "DATABASE_URL": address or f"sqlite:///{ROOT / 'var' / 'test.sqlite3'}",
    }
    environment.pop("UNIONAID_DATA_KEYS")
    (ROOT / "var").mkdir(exist_ok=True)
    extra = [] if with_browser else ["--ignore", BROWSER]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *extra, *arguments], cwd=ROOT, env=environment
    ).returncode


def postgres_address():
    """Return the address of a PostgreSQL server that answers, or None."""
    import psycopg2

    given = os.environ.get("UNIONAID_TEST_DATABASE_URL")
    address = given or "postgres://postgres@127.0.0.1:5432/postgres"
    try:
        psycopg2.connect(address, connect_timeout=3).close()
    except psycopg2.Error:
        return None
    return address


def chromium():
    from tests.browser.chromium import executable

    return executable()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
