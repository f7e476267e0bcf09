"""The strip at the foot of every page: what runs, how far it is, how it ended."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from unionaid.jobs import actions
from unionaid.jobs.models import Job
from unionaid.jobs.queries import at_hand
from unionaid.jobs.worker import Worker

ELSEWHERE = "/more/"
STRIP = "/jobs/at-hand/"
HTMX = {"HX-Request": "true"}


def idle(job, progress):
    return None


def page(client, address=ELSEWHERE, **kwargs):
    return client.get(address, **kwargs).content.decode()


def test_a_running_job_shows_on_every_page_of_its_owner_alone(start, client_of, clerk, reviewer_lanzhou):
    job = start(idle)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, done=25, total=100, started_at=timezone.now()
    )

    text = page(client_of(clerk))

    for words in ("导出花名册", "办理中", "25.0%", f"{STRIP}?watched={job.pk}&amp;", 'hx-trigger="every 2s"'):
        assert words in text
    assert "jobs-at-hand" not in page(client_of(reviewer_lanzhou))
    assert "jobs-at-hand" not in page(client_of(clerk), f"/jobs/{job.pk}/")


def test_a_page_hears_how_the_job_it_watched_has_ended_and_asks_no_more(start, client_of, clerk):
    job = start(idle)
    Worker().run_all()
    Job.objects.update(finished_at=timezone.now() - timedelta(hours=1))

    text = page(client_of(clerk), f"{STRIP}?watched={job.pk}", headers=HTMX)

    assert "已完成" in text and f'href="/jobs/{job.pk}/"' in text
    assert "hx-get" not in text and "<html" not in text
    assert "jobs-at-hand" not in page(client_of(clerk))


def test_a_job_that_ended_between_two_pages_is_told_on_the_second(start, client_of, clerk):
    start(idle)
    Worker().run_all()

    assert "已完成" in page(client_of(clerk))


def test_a_cancelled_job_is_gone_and_a_job_of_others_is_never_told(start, clerk, reviewer_lanzhou):
    job = start(idle)
    assert at_hand(clerk, [job.pk]).jobs == [job]
    assert at_hand(reviewer_lanzhou, [job.pk]).jobs == []
    actions.cancel(job=job, by=clerk)
    assert at_hand(clerk, [job.pk]).jobs == []


def test_nonsense_is_watched_by_nobody(start, client_of, clerk):
    client = client_of(clerk)
    nonsense = f"{STRIP}?watched=x&watched=99999999999999999999&watched=²"
    assert page(client, nonsense, headers=HTMX).strip() == ""
    assert client.get(STRIP)["Location"] == "/jobs/"


def test_the_strip_costs_one_query_however_many_jobs(start, client_of, clerk):
    client = client_of(clerk)
    page(client)
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            page(client)
        counts.append(len(queries))
        start(idle, request_key=str(number))
    assert len(set(counts)) == 1
