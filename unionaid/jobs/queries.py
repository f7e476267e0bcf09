"""Reads of jobs and of the worker's health."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from unionaid.jobs.models import Job, WorkerPulse

JUST_OVER = timedelta(seconds=20)
MOST_SHOWN = 3


def jobs_of(posting):
    """Jobs a posting has started, newest first; nobody else sees them."""
    return Job.objects.filter(owner=posting).select_related("owner__unit")


@dataclass(frozen=True)
class AtHand:
    """The jobs every page tells of: those not over, those that ended just now."""

    jobs: list

    @property
    def open(self):
        return [job for job in self.jobs if not job.is_over]


def at_hand(posting, watched=()):
    """Return the jobs every page tells a posting of.

    `watched` are numbers of jobs a page has shown running; it hears how they ended, however late it asks.
    """
    over = Q(state__in=[Job.State.DONE, Job.State.FAILED])
    news = Q(pk__in=watched) | Q(finished_at__gte=timezone.now() - JUST_OVER)
    found = jobs_of(posting).filter(Q(state__in=Job.OPEN) | (over & news))[:MOST_SHOWN]
    return AtHand(sorted(found, key=lambda job: job.pk))


def worker_seen_at():
    """Return when any worker was last alive, None when there never was one."""
    return WorkerPulse.objects.aggregate(latest=Max("seen_at"))["latest"]
