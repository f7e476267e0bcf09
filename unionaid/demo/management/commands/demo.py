from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from unionaid.demo import loading
from unionaid.demo.plans import FULL_SIZE


class Command(BaseCommand):
    help = "Load the demo province (once). Needs UNIONAID_DEBUG."

    def add_arguments(self, parser):
        parser.add_argument(
            "--households", type=int, default=FULL_SIZE, metavar="N", help="on file on 2022-03-31"
        )

    def handle(self, *, households, **options):
        if not settings.UNIONAID_DEBUG:
            raise CommandError("The demo is loaded only with UNIONAID_DEBUG on.", returncode=2)
        if households < 1:
            raise CommandError("--households takes a number from 1 on.", returncode=2)
        if loading.is_loaded():
            self.stderr.write("The demo province is loaded already; nothing was changed.")
            return
        if not loading.is_free():
            raise CommandError("There are household files already; the demo needs none.", returncode=2)
        files = loading.load(households, progress=lambda files: self.stderr.write(f"demo: {files} files"))
        self.stderr.write(f"The demo province is loaded: {households} households on file, {files} files.")
