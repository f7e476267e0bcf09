"""Queueing a job and running it.

A kind of job is a function `work(job, progress)` registered under a name. It may run more
than once, since a worker can be killed at any moment: what it writes must not be written
twice. It keeps its transactions short and calls `progress.step` between them; on SQLite a
long one would make everybody else wait.
"""

import logging
import secrets
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from unionaid.accounts.models import Posting
from unionaid.jobs import results
from unionaid.jobs.errors import JobCancelled, JobFailed, WorkerStops
from unionaid.jobs.models import Job
from unionaid.privacy.masks import mask_numbers

logger = logging.getLogger(__name__)

WRITTEN_EVERY = 0.5  # seconds
stopping = threading.Event()  # set once the worker has been told to stop
alive = set()  # tokens of the runs of this process
_kinds = {}


class Result(NamedTuple):
    """What a job leaves: a file under the name its owner sees, values for the page, or both."""

    name: str = ""
    path: Path | None = None
    values: Any = None


def kind(name):
    """Register a function as a kind of job. It returns a Result, (name, path), or None."""

    def register(work):
        _kinds[name] = work
        return work

    return register


def start(name, *, title, by, request_key, **params):
    """Queue a job and return it; the same request key of the same posting gives the same job.

    The job and its place in the queue stand or fall together, with the caller's transaction.
    """
    if name not in _kinds:
        raise LookupError(f"no kind of job is called {name}")
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=name, title=title, owner=by, params=params, request_key=request_key
            )
            run_job.enqueue(job.pk)
    except IntegrityError:
        return Job.objects.get(owner=by, kind=name, request_key=request_key)
    return job


class Progress:
    """The pen a job writes its progress with."""

    def __init__(self, job):
        self.job = job
        self._written_at = None

    def step(self, done, total, message=""):
        """Write how many of how many are done; cheap to call for every row.

        Raises JobCancelled once the owner has cancelled, WorkerStops when the worker has to end.
        """
        if stopping.is_set():
            raise WorkerStops
        now = time.monotonic()
        if self._written_at is not None and done < total and now - self._written_at < WRITTEN_EVERY:
            return
        self._written_at = now
        if not _held(self.job).update(
            done=done, total=total, message=mask_numbers(message)[:300], heartbeat_at=timezone.now()
        ):
            raise JobCancelled


@task()
def run_job(job_id):
    """Run a queued job once; what is running, over or gone already is left alone."""
    job = _claimed(job_id)
    if job is None:
        return
    alive.add(job.run_token)
    try:
        _finish(job, Job.State.DONE, result=Result(*(_work(job) or ())))
    except JobCancelled:
        return
    except WorkerStops:
        _put_back(job)
    except JobFailed as error:
        _finish(job, Job.State.FAILED, message=str(error))
    except Exception:
        number = job.run_token[:8].upper()
        logger.exception("job %s failed with number %s", job.pk, number)
        words = _("没有完成。可以再试一次；仍然不行时，请把编号 %(number)s 告诉系统管理员")
        _finish(job, Job.State.FAILED, message=words % {"number": number})
    finally:
        alive.discard(job.run_token)


def _claimed(job_id):
    """Take a queued job, or return None when there is nothing to take."""
    now, token = timezone.now(), secrets.token_hex(8)
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        run_token=token,
        attempts=F("attempts") + 1,
        started_at=now,
        heartbeat_at=now,
    )
    return Job.objects.select_related("owner__user", "owner__unit").get(pk=job_id) if taken else None


def _work(job):
    if not Posting.objects.current().filter(pk=job.owner_id).exists():
        raise JobFailed(_("岗位已经结束，任务没有办理"))
    return _kinds[job.kind](job, Progress(job))


def _finish(job, state, result=None, message=""):
    """End a run and keep its result, unless it was cancelled or taken over meanwhile.

    A run that is done keeps the last words of its progress, which may tell what came of it.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            words = mask_numbers(message)[:300]
            told = {"message": words} if words or state != Job.State.DONE else {}
            ended = _held(job).update(state=state, finished_at=now, **told)
            if ended and result:
                results.keep(job, result, since=now)
    finally:
        if result and result.path:
            Path(result.path).unlink(missing_ok=True)


def _put_back(job):
    """Queue a job again that its worker could not finish; this does not count as an attempt."""
    with transaction.atomic():
        if _held(job).update(state=Job.State.QUEUED, attempts=F("attempts") - 1, run_token=""):
            run_job.enqueue(job.pk)


def _held(job):
    """The row of a job as long as this run may write it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, run_token=job.run_token)
