"""The worker: one loop that runs queued jobs and the duties beside them, on both databases."""

import logging
import os
import signal
import socket
import threading

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from unionaid.jobs import running, upkeep
from unionaid.jobs.models import Job, WorkerPulse

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks into an empty queue
PULSE = 10.0


class Worker:
    """Runs one job after the other until it is told to stop.

    On TERM or Ctrl-C the running job goes back into the queue at its next step, and the
    process ends with status 0. A database that is away for a while is waited for.
    """

    def __init__(self):
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        self.tasks = TaskWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
        )

    def run(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        pulse = threading.Thread(target=self.beat, name="pulse", daemon=True)
        pulse.start()
        while not running.stopping.is_set():
            close_old_connections()
            try:
                upkeep.run_due()
                found = self.run_one()
            except (OperationalError, InterfaceError):
                logger.exception("the database does not answer; trying again")
                connection.close()
                found = False
            if not found:
                running.stopping.wait(PAUSE)
        pulse.join(PAUSE)

    def run_all(self):
        """Run what is queued now, then return."""
        upkeep.run_due()
        while self.run_one():
            pass

    def run_one(self):
        """Run the next task of the queue; return whether there was one."""
        task = self.claim() if DBTaskResult.objects.ready().exists() else None
        if task is not None:
            self.tasks.run_task(task)
        return task is not None

    def claim(self):
        """Take the next task, which no other worker can take any more; None when there is none."""
        with exclusive_transaction():
            task = DBTaskResult.objects.ready().get_locked()
            if task is not None:
                task.claim(self.name)
        return task

    def stop(self, number, frame):
        running.stopping.set()
        signal.signal(number, signal.SIG_DFL)  # a second one ends the process at once

    def beat(self):
        """Say in the database that this process and its running job are alive, while they are."""
        while not running.stopping.is_set():
            try:
                self.beat_once()
            except (OperationalError, InterfaceError):
                connection.close()  # busy or away; the next beat tries again
            running.stopping.wait(PULSE)
        connection.close()

    def beat_once(self):
        now = timezone.now()
        WorkerPulse.objects.update_or_create(worker=self.name, defaults={"seen_at": now})
        if running.alive:
            Job.objects.filter(run_token__in=running.alive, state=Job.State.RUNNING).update(heartbeat_at=now)
