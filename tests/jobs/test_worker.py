"""The worker as a process of its own, on the database the tests run on."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests import union_tree
from unionaid.accounts.permissions import Role
from unionaid.jobs import running
from unionaid.jobs.models import Job
from unionaid.jobs.queries import worker_seen_at

PATIENCE = 30

pytestmark = pytest.mark.django_db(transaction=True)


def address():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    return f"postgres://{values['USER']}{password}@{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"


@pytest.fixture
def worker():
    """Start `run_worker`; end it after the test whatever happened."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": address()},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture
def clerk():
    return union_tree.posting("clerk.chengguan", union_tree.plant()["GS620102"], Role.CLERK)


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def test_it_runs_what_is_queued_and_stops_cleanly_on_term(clerk, worker):
    job = running.start(
        "households.register", title="t", by=clerk, request_key="a", query="", keys=["name"], rows=0
    )
    wait_for(lambda: Job.objects.get(pk=job.pk).is_over)
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE
    assert worker_seen_at() is not None

    worker.send_signal(signal.SIGTERM)

    assert (worker.wait(PATIENCE), worker.stderr.read()) == (0, "")
