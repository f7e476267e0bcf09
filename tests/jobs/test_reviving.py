"""A killed worker loses nothing: its jobs run again, three times at most, and never twice at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from unionaid.jobs import actions, running
from unionaid.jobs.errors import JobCancelled
from unionaid.jobs.models import Job, WorkerPulse
from unionaid.jobs.queries import worker_seen_at
from unionaid.jobs.worker import Worker

State = Job.State


def nothing(job, progress):
    return None


def silence(job):
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - actions.STALE - timedelta(seconds=1))


def killed(job):
    """Leave a job as a worker leaves it that was killed while it ran."""
    claimed = running._claimed(job.pk)
    DBTaskResult.objects.update(status="RUNNING")
    silence(job)
    return claimed


def state(job):
    job.refresh_from_db()
    return job.state


def waiting_tasks():
    return DBTaskResult.objects.ready().count()


def test_a_job_whose_worker_was_killed_runs_again(start):
    job = start(nothing)
    killed(job)

    actions.revive()
    assert (state(job), waiting_tasks()) == (State.QUEUED, 1)
    Worker().run_all()

    assert (state(job), job.attempts) == (State.DONE, 2)


def test_a_job_that_gives_signs_of_life_is_left_alone(start):
    job = start(nothing)
    running._claimed(job.pk)

    actions.revive()

    assert state(job) == State.RUNNING


def test_the_pulse_keeps_a_long_silent_step_alive(start):
    job = start(nothing)
    claimed = killed(job)
    running.alive.add(claimed.run_token)
    try:
        Worker().beat_once()
    finally:
        running.alive.clear()

    actions.revive()

    assert state(job) == State.RUNNING
    assert timezone.now() - worker_seen_at() < timedelta(seconds=5)


def test_a_job_is_given_up_after_three_attempts(start):
    job = start(nothing)
    for _time in range(actions.MOST_ATTEMPTS):
        killed(job)
        actions.revive()

    assert (state(job), waiting_tasks()) == (State.FAILED, 0)
    assert job.message == "试了 3 次都没有完成，请联系系统管理员"


def test_a_queued_job_without_a_task_gets_one_and_with_one_no_second(start):
    job = start(nothing)
    silence(job)
    actions.revive()
    assert waiting_tasks() == 1

    DBTaskResult.objects.all().delete()
    actions.revive()
    assert (state(job), waiting_tasks()) == (State.QUEUED, 1)


def test_a_run_given_up_for_dead_that_goes_on_writes_nothing_more(start, tmp_path):
    job = start(nothing)
    dead = killed(job)
    actions.revive()
    alive = running._claimed(job.pk)
    path = tmp_path / "a.txt"
    path.write_text("x")

    with pytest.raises(JobCancelled):
        running.Progress(dead).step(1, 2)
    running._finish(dead, State.DONE, result=running.Result("a.txt", path))

    assert (state(job), job.run_token, job.result_name) == (State.RUNNING, alive.run_token, "")


def test_two_revivals_at_once_queue_it_once(start):
    job = start(nothing)
    killed(job)
    stale = Job.objects.get(pk=job.pk)

    actions._revive(stale)
    actions._revive(stale)

    assert waiting_tasks() == 1


def test_old_jobs_and_workers_are_forgotten(start):
    old, new = start(nothing, request_key="old"), start(nothing, request_key="new")
    Worker().run_all()
    long_ago = timezone.now() - actions.LISTED - timedelta(days=1)
    Job.objects.filter(pk=old.pk).update(finished_at=long_ago)
    DBTaskResult.objects.filter(args_kwargs={"args": [old.pk], "kwargs": {}}).update(enqueued_at=long_ago)
    WorkerPulse.objects.create(worker="gone", seen_at=long_ago)

    actions.forget_old()

    assert list(Job.objects.all()) == [new]
    assert DBTaskResult.objects.count() == 1
    assert not WorkerPulse.objects.filter(worker="gone").exists()
