"""Killing worker and server while they pay: what the fault tests and `bench faults` share.

Every process is a real one on the real database, ended by SIGKILL at a random moment. Time that
a dead worker's job waits to be noticed is not waited out: its heartbeat is set back instead.
"""

import base64
import csv
import http.client
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from decimal import Decimal
from random import Random
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from assistance import jobs
from assistance.actions import batch_deciding, batches
from assistance.bank_layouts import PACKAGED
from assistance.kinds import AidType, RowStatus
from assistance.models import AidRecord, PaymentBatch, PaymentRow
from households.models import FamilyMember, HardshipArchive
from unionaid.jobs import running
from unionaid.jobs.actions import STALE
from unionaid.jobs.models import Job
from unionaid.privacy.blind_index import blind_index

PATIENCE = 300  # seconds for one job
LAYOUT = PACKAGED["csv"]
AMOUNT = Decimal("0.10")  # the sum that binary fractions get wrong


def clones(archive, number, *, start=1):
    """Return so many copies of a file and its worker, each with a person and an account of its own."""
    worker = FamilyMember.objects.get(archive=archive, relation="01")
    first = HardshipArchive.objects.count() + start
    made = []
    for place in range(first, first + number):
        copy = HardshipArchive.objects.get(pk=archive.pk) if not made else _again(made[0])
        account = f"6217{place:015d}"
        copy.pk, copy.file_no = None, f"GS-620102-2019-{place:05d}"
        copy.worker_name = copy.account_holder = f"演示{place}"
        copy.bank_account, copy.bank_last4 = account, account[-4:]
        copy.bank_account_index = blind_index("account", account)
        made.append(copy)
    made = HardshipArchive.objects.bulk_create(made, batch_size=200)
    people = []
    for place, copy in enumerate(made, first):
        person = _again(worker)
        person.pk, person.archive, person.name = None, copy, copy.worker_name
        person.id_index, person.id_last4 = blind_index("clone", str(place)), f"{place:04d}"[-4:]
        people.append(person)
    FamilyMember.objects.bulk_create(people, batch_size=200)
    return made


def _again(row):
    return type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})


def address():
    """Return the address of the database in use, for the processes to be killed."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    return f"postgres://{values['USER']}{password}@{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"


class Process:
    """A child in a group of its own, so that killing it reaches all of it and nothing else."""

    def __init__(self, *call):
        self.process = subprocess.Popen(
            call, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": address()},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Worker(Process):
    def __init__(self):
        super().__init__(sys.executable, "manage.py", "run_worker")


class Server(Process):
    """The application server on a free port, and people who are signed in at it."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        super().__init__(
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1",
            "--host", "127.0.0.1", "--port", str(self.port), "unionaid.wsgi:application",
        )
        until(self.answers)

    def answers(self):
        try:
            return self.ask("GET", "/login/")
        except (OSError, http.client.HTTPException):
            return 0

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers or {})
            return line.getresponse().status
        finally:
            line.close()

    def post(self, posting, path, values):
        """Send a form as a person; 0 where the server died over it."""
        person = Client()
        person.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        person.get("/more/")
        token = secrets.token_hex(16)
        cookies = {key: morsel.value for key, morsel in person.cookies.items()} | {"csrftoken": token}
        headers = {
            "Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token,
        }  # fmt: skip
        try:
            return self.ask("POST", path, urlencode(values), headers)
        except (OSError, http.client.HTTPException):
            return 0


def until(condition, patience=60):
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it did not happen in time")
        time.sleep(0.02)


class Round:
    """One batch from its list to the bank's answer, with processes killed on the way.

    `people` are the clerk, the approver and the finance officer; `span` is how long a step may
    take at most, from which the moments of the kills are drawn.
    """

    def __init__(self, people, fund, files, *, seed, span):
        self.clerk, self.approver, self.finance = people
        self.fund, self.files, self.span = fund, files, span
        self.rng, self.kills = Random(f"kills {seed}"), 0

    def run(self, kills):
        """Pay a batch while `kills` processes are killed, and return it."""
        on_list, on_approval, on_file, on_answer = self._spread(kills)
        batch = batches.open_batch(
            fund=self.fund, aid_type=AidType.WARMTH, period=f"{self.fund.year}-02", by=self.clerk
        )
        amounts = {file.file_no: str(AMOUNT) for file in self.files}
        ids = [file.pk for file in self.files]
        self._job(on_list, jobs.ADD, self.clerk, batch=batch.pk, ids=ids, amounts=amounts)
        batch_deciding.submit(batch=batch, by=self.clerk)
        self._approve(batch, on_approval)
        self._job(on_file, jobs.SEND, self.finance, batch=batch.pk, template="csv")
        self._job(
            on_answer, jobs.RETURN, self.finance, batch=batch.pk, file_name="h.csv",
            content=base64.b64encode(self._answer(batch)).decode(),
        )
        batch.refresh_from_db()
        return batch

    def _spread(self, kills):
        """Two kills at most for a job: a third failure would be handed to its owner."""
        places = [place for place in range(4) for _twice in range(2)]
        chosen = self.rng.sample(places, min(kills, len(places)))
        return [chosen.count(place) for place in range(4)]

    def _job(self, kills, kind, by, **params):
        job = running.start(kind, title=kind, by=by, request_key=secrets.token_hex(8), **params)
        while True:
            worker = Worker()
            try:
                if kills:
                    until(lambda: self._state(job) != Job.State.QUEUED, PATIENCE)
                    time.sleep(self.rng.uniform(0, self.span))
                    kills -= 1
                    self.kills += self._state(job) == Job.State.RUNNING
                else:
                    until(lambda: Job.objects.get(pk=job.pk).is_over, PATIENCE)
            finally:
                worker.kill()
            job.refresh_from_db()
            if job.is_over:
                break
            Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - STALE - timedelta(seconds=1))
        if job.state != Job.State.DONE:
            raise RuntimeError(f"{kind}: {job.state} {job.message}")

    def _state(self, job):
        return Job.objects.values_list("state", flat=True).get(pk=job.pk)

    def _approve(self, batch, kills):
        """Approve through the server, which dies over the request so many times."""
        while PaymentBatch.objects.get(pk=batch.pk).status == "SUBMITTED":
            server = Server()
            asked = threading.Thread(
                target=server.post, args=(self.approver, f"/aid/{batch.pk}/decide/", {"step": "APPROVE"})
            )
            asked.start()
            if kills:
                time.sleep(self.rng.uniform(0, self.span))
                self.kills += asked.is_alive()
                kills -= 1
                server.kill()
            asked.join(PATIENCE)
            server.kill()

    def _answer(self, batch):
        """The bank's answer: every fiftieth row bounces."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([column.title for column in LAYOUT.answer])
        for row in PaymentRow.objects.filter(batch=batch, status=RowStatus.SENT).order_by("serial"):
            result = ("E17", "账户已销户", "") if row.serial % 50 == 0 else ("成功", "", f"H{row.serial}")
            writer.writerow([row.reference, row.account, f"{row.amount:.2f}", *result])
        return out.getvalue().encode(LAYOUT.encoding)


def tally(batch, files):
    """Return what became of the rows of a batch: how many were lost, doubled, paid, bounced."""
    rows = list(batch.rows.values_list("aid__archive", "status", "paid_amount"))
    archives = [archive for archive, _status, _amount in rows]
    paid = [amount for _archive, status, amount in rows if status == RowStatus.PAID]
    doubled = AidRecord.objects.filter(payments__batch=batch).count() - len(set(archives))
    return {
        "lost": len({file.pk for file in files} - set(archives)),
        "doubled": len(archives) - len(set(archives)) + doubled,
        "paid": len(paid),
        "bounced": sum(status == RowStatus.BOUNCED for _archive, status, _amount in rows),
        "sum": sum(paid, Decimal(0)),
    }
