"""What jobs leave behind: encrypted in the database, handed to their owner, gone after a week."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from unionaid.jobs.models import Job, ResultPart

KEPT = timedelta(days=7)
PART_BYTES = 1 << 20


def keep(job, result, *, since):
    """Keep a Result with its job, the file in parts. The caller holds the transaction."""
    size = 0
    if result.path:
        with Path(result.path).open("rb") as file:
            for place, content in enumerate(iter(lambda: file.read(PART_BYTES), b"")):
                ResultPart.objects.create(job=job, place=place, content=content)
                size += len(content)
    Job.objects.filter(pk=job.pk).update(
        result=result.values,
        result_name=result.name if result.path else "",
        result_size=size,
        expires_at=since + KEPT,
    )


def parts(job):
    """Yield the bytes of a job's file, part by part."""
    for place in range(-(-job.result_size // PART_BYTES)):
        yield ResultPart.objects.values_list("content", flat=True).get(job=job, place=place)


def forget_expired():
    """Remove the files and values whose week is over; the jobs stay listed without them."""
    for job in Job.objects.filter(expires_at__lt=timezone.now()).exclude(result_name="", result__isnull=True):
        job.parts.all().delete()
        Job.objects.filter(pk=job.pk).update(result=None, result_name="", result_size=0)
