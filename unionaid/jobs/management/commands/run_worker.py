from django.core.management.base import BaseCommand

from unionaid.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs and daily timers until TERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is queued and stop")

    def handle(self, *, once, **options):
        worker = Worker()
        if once:
            worker.run_all()
        else:
            worker.run()
