"""A job's page, its fragment while it runs, its file. Only its owner finds it."""

import mimetypes
from urllib.parse import quote

from django.db import transaction
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from unionaid.audit import Event, record
from unionaid.jobs import actions, results
from unionaid.jobs.queries import at_hand, jobs_of
from unionaid.web.access import require

LISTED = 50


@require()
@require_safe
def jobs(request):
    """List the latest jobs of the posting."""
    return render(request, "jobs/list.html", {"jobs": jobs_of(request.posting)[:LISTED]})


@require()
@require_safe
def job(request, pk):
    """Show a job; asked by htmx, only the part that moves."""
    template = "jobs/_progress.html" if request.htmx else "jobs/job.html"
    return render(request, template, {"job": _own(request, pk)})


@require()
@require_safe
def jobs_at_hand(request):
    """The strip at the foot of every page, asked again while something runs; without htmx, the list."""
    if not request.htmx:
        return redirect("jobs")
    watched = [int(pk) for pk in request.GET.getlist("watched")[:LISTED] if pk.isascii() and pk.isdecimal()]
    found = at_hand(request.posting, [pk for pk in watched if pk < 2**63])
    return render(request, "jobs/_at_hand.html", {"jobs_at_hand": found, "watched": watched})


@require()
@require_POST
def job_cancel(request, pk):
    actions.cancel(job=_own(request, pk), by=request.posting)
    return redirect("job", pk=pk)


@require()
@require_POST
def job_retry(request, pk):
    actions.retry(job=_own(request, pk), by=request.posting)
    return redirect("job", pk=pk)


@require()
@require_safe
def job_result(request, pk):
    """Hand the file to its owner, part by part; who took it and when is on record before the first byte."""
    found = _own(request, pk)
    if not found.has_file:
        raise Http404
    with transaction.atomic():
        record(
            Event.JOB_RESULT_TAKEN, subject=found, by=request.posting, detail={"file_name": found.result_name}
        )
    kind = mimetypes.guess_type(found.result_name)[0] or "application/octet-stream"
    answer = StreamingHttpResponse(results.parts(found), content_type=kind)
    answer.headers["Content-Length"] = str(found.result_size)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.result_name)}"
    return answer


def _own(request, pk):
    return get_object_or_404(jobs_of(request.posting), pk=pk)
