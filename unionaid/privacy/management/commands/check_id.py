import json

from django.core.management.base import BaseCommand

from unionaid.privacy.identity_number import check


class Command(BaseCommand):
    help = "Check identity numbers without a database; numbers after -- may begin with a dash."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("numbers", nargs="+", metavar="NUMBER")
        parser.add_argument("--format", choices=["json", "table"], default="table")

    def handle(self, *, numbers, **options):
        verdicts = [_plain(check(number)) for number in numbers]
        if options["format"] == "json":
            self.stdout.write(json.dumps(verdicts, ensure_ascii=False, indent=2))
            return
        for verdict in verdicts:
            self.stdout.write(f"{verdict['normalised']}  {verdict['reason'] or 'valid'}")


def _plain(verdict):
    return {
        "number": verdict.number,
        "normalised": verdict.normalised,
        "valid": verdict.valid,
        "reason": verdict.reason,
        "warnings": list(verdict.warnings),
        "birth_date": verdict.birth_date and verdict.birth_date.isoformat(),
        "sex": verdict.sex,
        "region_code": verdict.region_code,
    }
