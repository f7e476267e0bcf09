import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from unionaid.demo.benches import BENCHES


class Command(BaseCommand):
    help = "Run a benchmark on a database of its own. Needs UNIONAID_DEBUG."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--households", type=int, metavar="N")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *, name, households, **options):
        if not settings.UNIONAID_DEBUG:
            raise CommandError("Benchmarks run only with UNIONAID_DEBUG on.", returncode=2)
        run, usual = BENCHES[name]
        if households is not None and households < 1:
            raise CommandError("--households takes a number from 1 on.", returncode=2)
        answer = run(households or usual, lambda words: self.stderr.write(words))
        self.stdout.write(json.dumps({"name": name} | answer))
