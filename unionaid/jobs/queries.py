"""Reads of jobs and of the worker's health."""

from django.db.models import Max

from unionaid.jobs.models import Job, WorkerPulse


def jobs_of(posting):
    """Jobs a posting has started, newest first; nobody else sees them."""
    return Job.objects.filter(owner=posting).select_related("owner__unit")


def worker_seen_at():
    """Return when any worker was last alive, None when there never was one."""
    return WorkerPulse.objects.aggregate(latest=Max("seen_at"))["latest"]
