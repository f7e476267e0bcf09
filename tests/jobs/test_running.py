"""A job runs once, says how far it is, and leaves its result to its owner, whatever happens to the worker."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.jobs import actions, results, running
from unionaid.jobs.errors import JobFailed
from unionaid.jobs.models import Job
from unionaid.jobs.worker import Worker

State = Job.State


def run_queue():
    worker = Worker()
    while worker.run_one():
        pass


def seen(job):
    job.refresh_from_db()
    return job.state, job.done, job.total, job.message


def three_steps(job, progress):
    for done in (1, 2, 3):
        progress.step(done, 3, f"第 {done} 行")


def nothing(job, progress):
    return None


def test_a_job_waits_runs_and_is_done(start):
    job = start(three_steps)
    assert seen(job) == (State.QUEUED, 0, 0, "")

    run_queue()

    assert seen(job)[:3] == (State.DONE, 3, 3)
    assert (job.attempts, job.finished_at is not None, job.result_name) == (1, True, "")


def test_it_finds_its_owner_and_its_parameters(start, clerk):
    met = []
    start(lambda job, progress: met.append((job.owner, job.params)), query="q=王", rows=2)

    run_queue()

    assert met == [(clerk, {"query": "q=王", "rows": 2})]


def test_a_double_click_is_one_job(start):
    assert start(nothing, request_key="a") == start(nothing, request_key="a")
    assert start(nothing, request_key="b") != start(nothing, request_key="a")
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (2, 2)


def test_two_people_with_one_key_have_two_jobs(start, neighbour):
    assert start(nothing) != start(nothing, by=neighbour)


def test_an_unknown_kind_is_refused_at_once(clerk, kind):
    with pytest.raises(LookupError, match="no kind of job"):
        running.start("nothing", title="t", by=clerk, request_key="a")


def test_a_caller_that_fails_queues_nothing(start):
    with pytest.raises(RuntimeError), transaction.atomic():
        start(nothing)
        raise RuntimeError

    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_second_run_of_the_same_task_does_nothing(start):
    ran = []
    job = start(lambda job, progress: ran.append(job.pk))
    run_queue()
    running.run_job.func(job.pk)

    assert ran == [job.pk]


def test_the_result_is_kept_encrypted_and_handed_out_whole(start, tmp_path, monkeypatch):
    monkeypatch.setattr(results, "PART_BYTES", 1000)
    content = bytes(range(256)) * 10
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    job = start(lambda job, progress: running.Result("花名册.xlsx", path, {"read": 3}))

    run_queue()

    job.refresh_from_db()
    assert (job.result_name, job.result_size, job.result) == ("花名册.xlsx", 2560, {"read": 3})
    assert [len(part) for part in results.parts(job)] == [1000, 1000, 560]
    assert b"".join(results.parts(job)) == content
    assert not path.exists(), "the plain file is gone"


def test_results_are_forgotten_after_a_week_and_the_job_stays_listed(start, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    job = start(lambda job, progress: ("a.txt", path))
    run_queue()
    results.forget_expired()
    job.refresh_from_db()
    assert job.has_file

    Job.objects.update(expires_at=timezone.now())
    results.forget_expired()

    job.refresh_from_db()
    assert (job.state, job.has_file, job.result, job.parts.count()) == (State.DONE, False, None, 0)


def test_a_refusal_is_told_in_its_own_words(start):
    def refuse(job, progress):
        raise JobFailed("第 3 行的证件号码 620102198001011234 有误")

    job = start(refuse)
    run_queue()

    assert seen(job) == (State.FAILED, 0, 0, "第 3 行的证件号码 620***********1234 有误")


def test_a_fault_gets_a_number_that_stands_in_the_log_too(start, caplog):
    def fail(job, progress):
        progress.step(1, 2)
        raise ValueError("620102198001011234")

    job = start(fail)
    run_queue()

    state, _done, _total, message = seen(job)
    number = re.search(r"编号 ([0-9A-F]{8}) ", message)[1]
    assert state == State.FAILED
    assert "620102198001011234" not in message
    assert number in caplog.text
    assert "620102198001011234" not in str(DBTaskResult.objects.values_list("traceback", "return_value"))


def test_cancelling_a_waiting_job_keeps_it_from_running(start, clerk):
    ran = []
    job = start(lambda job, progress: ran.append(1))

    assert actions.cancel(job=job, by=clerk)
    run_queue()

    assert (seen(job)[0], ran) == (State.CANCELLED, [])
    event = AuditEvent.objects.get(event=Event.JOB_CANCELLED)
    assert (event.actor, event.subject_label) == (clerk.user, "导出花名册")


def test_cancelling_a_running_job_stops_it_at_its_next_step(start, clerk):
    reached = []

    def work(job, progress):
        progress.step(1, 3)
        reached.append(1)
        actions.cancel(job=job, by=clerk)
        progress.step(3, 3)
        reached.append(3)

    job = start(work)
    run_queue()

    assert (seen(job)[0], reached) == (State.CANCELLED, [1])


def test_a_job_cancelled_after_its_last_step_keeps_no_result(start, clerk, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")

    def work(job, progress):
        actions.cancel(job=job, by=clerk)
        return "a.txt", path

    job = start(work)
    run_queue()

    assert seen(job)[0] == State.CANCELLED
    assert (job.result_name, job.parts.count(), path.exists()) == ("", 0, False)


def test_what_is_over_cannot_be_cancelled_nor_what_is_done_repeated(start, clerk):
    job = start(nothing)
    run_queue()

    assert not actions.cancel(job=job, by=clerk)
    assert not actions.retry(job=job, by=clerk)
    assert seen(job)[0] == State.DONE


def test_a_failed_job_runs_again_from_the_beginning(start, clerk):
    tries = []

    def work(job, progress):
        tries.append(1)
        progress.step(1, 2)
        if len(tries) == 1:
            raise JobFailed("再试")

    job = start(work)
    run_queue()
    assert actions.retry(job=job, by=clerk)
    assert seen(job) == (State.QUEUED, 0, 0, "")
    run_queue()

    assert (seen(job)[0], len(tries)) == (State.DONE, 2)


def test_the_job_of_an_office_that_has_ended_is_not_done(start, clerk):
    ran = []
    job = start(lambda job, progress: ran.append(1))
    clerk.ended_at = timezone.now()
    clerk.save()

    run_queue()

    assert seen(job) == (State.FAILED, 0, 0, "岗位已经结束，任务没有办理")
    assert ran == []


def test_a_worker_told_to_stop_puts_its_job_back(start):
    def work(job, progress):
        running.stopping.set()
        progress.step(1, 2)

    job = start(work)
    try:
        run_queue_once()
    finally:
        running.stopping.clear()

    assert (seen(job)[0], job.attempts) == (State.QUEUED, 0)
    start(three_steps)
    run_queue()
    assert seen(job)[0] == State.DONE


def run_queue_once():
    assert Worker().run_one()


def test_progress_is_written_at_most_twice_a_second(start, django_assert_max_num_queries):
    def work(job, progress):
        with django_assert_max_num_queries(3):
            for done in range(1000):
                progress.step(done, 1000)
            progress.step(1000, 1000)

    job = start(work)
    run_queue()

    assert seen(job)[:3] == (State.DONE, 1000, 1000)


def test_the_time_left_follows_from_the_pace(start):
    job = start(nothing)
    job.state, job.done, job.total = State.RUNNING, 100, 400
    job.started_at = timezone.now() - timedelta(seconds=20)

    assert job.seconds_left == 60
    job.done = 0
    assert job.seconds_left is None
