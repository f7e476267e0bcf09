import signal
import time

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from unionaid.jobs import results, running
from unionaid.jobs.models import Job

PAUSE_SECONDS = 1.0
UPKEEP_SECONDS = 30


class Command(BaseCommand):
    help = "Run background jobs until TERM or Ctrl-C; revives jobs of a dead worker, removes expired results."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is queued and stop")

    def handle(self, **options):
        self.running = True
        if not options["once"]:
            signal.signal(signal.SIGTERM, self.stop)
            signal.signal(signal.SIGINT, self.stop)
        upkeep_at = 0.0
        while self.running:
            if time.monotonic() >= upkeep_at:
                upkeep()
                upkeep_at = time.monotonic() + UPKEEP_SECONDS
            run_queued()
            if options["once"]:
                return
            time.sleep(PAUSE_SECONDS)

    def stop(self, *_):
        self.running = False


def run_queued():
    """Run every queued task, one after the other."""
    Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="unionaid",
    ).run()


def upkeep():
    running.revive()
    for job in Job.objects.filter(expires_at__lt=timezone.now()).exclude(result_file=""):
        results.forget(job)
        Job.objects.filter(pk=job.pk).update(result_file="")
