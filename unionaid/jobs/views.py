"""A job's page, its fragment while it runs, its result."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from unionaid.jobs import results, running
from unionaid.jobs.models import Job
from unionaid.web.access import require


@require()
def jobs(request):
    return render(request, "jobs/list.html", {"jobs": _own(request)[:50]})


@require()
def job(request, pk):
    found = get_object_or_404(_own(request), pk=pk)
    template = "jobs/progress.html" if request.htmx else "jobs/job.html"
    return render(request, template, {"job": found})


@require()
@require_POST
def job_cancel(request, pk):
    found = get_object_or_404(_own(request), pk=pk)
    running.cancel(found)
    return redirect("job", pk=pk)


@require()
@require_POST
def job_retry(request, pk):
    found = get_object_or_404(_own(request), pk=pk)
    running.retry(found)
    return redirect("job", pk=pk)


@require()
def job_result(request, pk):
    found = get_object_or_404(_own(request), pk=pk)
    content = results.read(found)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.result_name)}"
    return answer


def _own(request):
    return Job.objects.filter(owner=request.posting)

