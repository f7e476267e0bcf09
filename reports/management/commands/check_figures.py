import json

from django.core.management.base import BaseCommand

from reports import base_checks


class Command(BaseCommand):
    help = "Compare what screens and tables add up with the rows behind it; status 1 when they disagree."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, **options):
        found = base_checks.differences()
        if options["format"] == "json":
            answer = {
                "checks": [check.__name__ for check in base_checks.CHECKS],
                "differences": [difference.to_json() for difference in found],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for each in found:
                self.stdout.write(f"{each.check}: {each.where}: {each.left} / {each.right}")
            self.stdout.write(f"{len(base_checks.CHECKS)} checks, {len(found)} differences")
        if found:
            raise SystemExit(1)
