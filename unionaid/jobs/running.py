"""Starting, running, cancelling and reviving jobs.

A kind of job is a function `work(job, progress)` registered under a name. It may run more
than once (a worker can be killed at any moment) and must not do its effect twice.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from unionaid.jobs.models import Job
from unionaid.jobs.results import keep

STALE = timedelta(minutes=2)
MOST_ATTEMPTS = 3
KEPT = timedelta(days=7)
_kinds = {}


class JobCancelled(Exception):
    """Raised inside a job whose owner has cancelled it."""


class Progress:
    """The pen a job writes its progress with."""

    def __init__(self, job):
        self.job = job

    def step(self, done, total, message=""):
        """Write rows done and in all; raises JobCancelled once the owner has cancelled."""
        running = Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING).update(
            done=done, total=total, message=message, heartbeat_at=timezone.now()
        )
        if not running:
            raise JobCancelled


def kind(name):
    """Register a function as a kind of job."""

    def register(work):
        _kinds[name] = work
        return work

    return register


def start(name, *, title, by, request_key, **params):
    """Queue a job and return it; the same request key of the same person gives the same job."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=name, title=title, owner=by, params=params, request_key=request_key
            )
    except IntegrityError:
        return Job.objects.get(owner=by, kind=name, request_key=request_key)
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


@task()
def run_job(job_id):
    """Run a queued job once; what is running, over or gone already is left alone."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now
    )
    if not taken:
        return
    job = Job.objects.select_related("owner__user", "owner__unit").get(pk=job_id)
    try:
        result = _kinds[job.kind](job, Progress(job))
    except JobCancelled:
        return
    except Exception as error:
        _finish(job, Job.State.FAILED, message=_("没有完成：%(why)s") % {"why": type(error).__name__})
        raise
    if result:
        name, path = result
        job.result_name, job.result_file = name, keep(path)
    _finish(job, Job.State.DONE)


def cancel(job):
    """Cancel a job that is not over; a running one stops at its next step."""
    return Job.objects.filter(
        pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]
    ).update(state=Job.State.CANCELLED, finished_at=timezone.now())


def retry(job):
    """Queue a failed or cancelled job again."""
    changed = Job.objects.filter(
        pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED]
    ).update(state=Job.State.QUEUED, done=0, message="", finished_at=None)
    if changed:
        run_job.enqueue(job.pk)
    return changed


def revive():
    """Queue again every running job whose worker has gone silent; give up after three attempts."""
    silent = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=timezone.now() - STALE)
    for job in silent:
        over = job.attempts + 1 >= MOST_ATTEMPTS
        changed = Job.objects.filter(
            pk=job.pk, state=Job.State.RUNNING, heartbeat_at=job.heartbeat_at
        ).update(
            state=Job.State.FAILED if over else Job.State.QUEUED,
            attempts=job.attempts + 1,
            finished_at=timezone.now() if over else None,
        )
        if changed and not over:
            run_job.enqueue(job.pk)


def _finish(job, state, message=""):
    job.state, job.finished_at = state, timezone.now()
    job.message = message or job.message
    job.expires_at = job.finished_at + KEPT
    if state == Job.State.DONE and job.total:
        job.done = job.total
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=job.state, finished_at=job.finished_at, message=job.message,
        expires_at=job.expires_at, result_name=job.result_name, result_file=job.result_file,
    )
