"""Settings of the tests, before Django starts: what `make test` sets holds, the rest is filled in."""

import os
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"
(VAR / "static").mkdir(parents=True, exist_ok=True)

for name, value in {
    "UNIONAID_SECRET_KEY": "only for tests",
    "UNIONAID_DEBUG": "1",
    "UNIONAID_DATA_KEYS": "",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    "DATABASE_URL": f"sqlite:///{VAR / 'test.sqlite3'}",
    "UNIONAID_TEST_RUN": str(os.getpid()),
}.items():
    os.environ.setdefault(name, value)
os.environ.setdefault(
    "UNIONAID_ATTACHMENTS", str(VAR / "tests" / os.environ["UNIONAID_TEST_RUN"] / "attachments")
)
