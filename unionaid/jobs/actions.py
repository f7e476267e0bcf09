"""Cancelling, repeating and reviving jobs."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from unionaid.audit import Event, record
from unionaid.jobs.models import Job, WorkerPulse
from unionaid.jobs.running import run_job

STALE = timedelta(minutes=2)
MOST_ATTEMPTS = 3
LISTED = timedelta(days=90)


@transaction.atomic
def cancel(*, job, by):
    """Cancel a job that is not over; a running one stops at its next step. Returns whether it was open."""
    changed = Job.objects.filter(pk=job.pk, state__in=Job.OPEN).update(
        state=Job.State.CANCELLED, finished_at=timezone.now()
    )
    if changed:
        record(Event.JOB_CANCELLED, subject=job, by=by)
    return bool(changed)


@transaction.atomic
def retry(*, job, by):
    """Queue a failed or cancelled job again, from the beginning. Returns whether it was one of these."""
    changed = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED]).update(
        state=Job.State.QUEUED,
        done=0,
        total=0,
        message="",
        attempts=0,
        finished_at=None,
        heartbeat_at=timezone.now(),
    )
    if changed:
        run_job.enqueue(job.pk)
        record(Event.JOB_REPEATED, subject=job, by=by)
    return bool(changed)


def revive():
    """Queue again what a dead worker has left: running jobs gone silent, queued ones without a task.

    After three attempts a job is given up. Safe to call at any time from any number of workers.
    """
    silent = Job.objects.filter(state__in=Job.OPEN, heartbeat_at__lt=timezone.now() - STALE)
    for job in silent:
        if job.state == Job.State.QUEUED and _waits_in_queue(job):
            continue
        _revive(job)


def forget_old():
    """Remove jobs that were over long ago, their tasks in the queue, and workers long gone."""
    before = timezone.now() - LISTED
    WorkerPulse.objects.filter(seen_at__lt=before).delete()
    Job.objects.filter(finished_at__lt=before).delete()
    DBTaskResult.objects.filter(enqueued_at__lt=before).delete()


@transaction.atomic
def _revive(job):
    over = job.attempts >= MOST_ATTEMPTS
    now = timezone.now()
    changed = Job.objects.filter(
        pk=job.pk, state=job.state, run_token=job.run_token, heartbeat_at=job.heartbeat_at
    ).update(
        state=Job.State.FAILED if over else Job.State.QUEUED,
        run_token="",
        heartbeat_at=now,
        finished_at=now if over else None,
        message=_("试了 %(n)d 次都没有完成，请联系系统管理员") % {"n": job.attempts} if over else "",
    )
    if changed and not over:
        run_job.enqueue(job.pk)


def _waits_in_queue(job):
    return DBTaskResult.objects.ready().filter(args_kwargs={"args": [job.pk], "kwargs": {}}).exists()
