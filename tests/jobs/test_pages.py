"""The pages of a job: its owner follows it, everybody else finds nothing."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.jobs.models import Job
from unionaid.jobs.worker import Worker

HTMX = {"HX-Request": "true"}


def with_file(tmp_path):
    def work(job, progress):
        path = tmp_path / "out.xlsx"
        path.write_bytes(b"PK content")
        progress.step(286, 286)
        return "花名册 2022-03-31.xlsx", path

    return work


def test_the_owner_follows_a_waiting_job(start, client_of, clerk):
    job = start(lambda job, progress: None)
    text = client_of(clerk).get(f"/jobs/{job.pk}/").content.decode()

    for words in ("导出花名册", "排队中", 'hx-trigger="every 1s"', "取消任务", 'http-equiv="refresh"'):
        assert words in text


def test_the_moving_part_comes_alone_and_stops_asking_when_the_job_is_over(start, client_of, clerk, tmp_path):
    job = start(with_file(tmp_path))
    client = client_of(clerk)
    waiting = client.get(f"/jobs/{job.pk}/", headers=HTMX).content.decode()
    Worker().run_all()
    over = client.get(f"/jobs/{job.pk}/", headers=HTMX).content.decode()

    assert "<html" not in waiting + over
    assert "every 1s" in waiting
    assert "every 1s" not in over
    for words in ("已完成", "286 / 286 行", "下载 花名册 2022-03-31.xlsx", "文件保留到"):
        assert words in over


def test_the_file_goes_to_its_owner_and_leaves_evidence(start, client_of, clerk, tmp_path):
    job = start(with_file(tmp_path))
    Worker().run_all()

    answer = client_of(clerk).get(f"/jobs/{job.pk}/result/")

    assert b"".join(answer.streaming_content) == b"PK content"
    assert answer["Content-Length"] == "10"
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E8%8A%B1")
    event = AuditEvent.objects.get(event=Event.JOB_RESULT_TAKEN)
    assert (event.actor, event.subject_label, event.detail) == (
        clerk.user,
        "导出花名册",
        {"file_name": "花名册 2022-03-31.xlsx"},
    )


def test_before_it_is_done_there_is_no_file(start, client_of, clerk, tmp_path):
    job = start(with_file(tmp_path))

    assert client_of(clerk).get(f"/jobs/{job.pk}/result/").status_code == 404


def test_neither_the_neighbour_nor_the_level_above_finds_it(
    start, client_of, clerk, neighbour, reviewer_lanzhou, tmp_path
):
    job = start(with_file(tmp_path))
    Worker().run_all()
    assert client_of(clerk).get(f"/jobs/{job.pk}/").status_code == 200

    for other in (neighbour, reviewer_lanzhou):
        client = client_of(other)
        statuses = [client.get(f"/jobs/{job.pk}/{page}").status_code for page in ("", "result/")]
        statuses += [client.post(f"/jobs/{job.pk}/{page}/").status_code for page in ("cancel", "retry")]
        assert statuses == [404] * 4
        assert "导出花名册" not in client.get("/jobs/").content.decode()


def test_cancel_and_repeat_from_the_page(start, client_of, clerk):
    job = start(lambda job, progress: None)
    client = client_of(clerk)

    assert client.post(f"/jobs/{job.pk}/cancel/")["Location"] == f"/jobs/{job.pk}/"
    assert "已取消" in client.get(f"/jobs/{job.pk}/").content.decode()
    client.post(f"/jobs/{job.pk}/retry/")
    Worker().run_all()

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_cancelling_takes_a_post(start, client_of, clerk):
    job = start(lambda job, progress: None)

    assert client_of(clerk).get(f"/jobs/{job.pk}/cancel/").status_code == 405


def test_the_list_names_the_own_jobs_and_says_so_when_there_are_none(start, client_of, clerk, neighbour):
    start(lambda job, progress: None)

    assert "导出花名册" in client_of(clerk).get("/jobs/").content.decode()
    assert "还没有后台任务" in client_of(neighbour).get("/jobs/").content.decode()


def test_the_list_costs_the_same_for_one_and_many(start, client_of, clerk):
    client, counts = client_of(clerk), []
    for keys in (range(1), range(30)):
        for key in keys:
            start(lambda job, progress: None, request_key=str(key))
        client.get("/jobs/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/jobs/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
