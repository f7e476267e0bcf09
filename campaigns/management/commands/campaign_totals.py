import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from campaigns.queries.article import campaign_totals
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import unit_by_code


class Command(BaseCommand):
    help = "Sum up what the four deliveries and the other programmes reached between two days."

    def add_arguments(self, parser):
        parser.add_argument("--from", required=True, metavar="DATE", dest="start")
        parser.add_argument("--to", required=True, metavar="DATE", dest="end")
        parser.add_argument(
            "--unit", metavar="CODE", help="GB/T 2260 code or a unit's own code; the province by default"
        )
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, **options):
        start, end = _day(options["start"], "--from"), _day(options["end"], "--to")
        if end < start:
            raise CommandError(f"--to lies before --from: {end} < {start}", returncode=2)
        answer = campaign_totals(_unit(options["unit"]), start, end)
        if options["format"] == "json":
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for name, value in answer.items():
            self.stdout.write(f"{value:>16}  {name}")


def _day(text, option):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} is not a date: {text}", returncode=2) from None


def _unit(code):
    try:
        unit = unit_by_code(code) if code else UnionUnit.objects.filter(depth=1).first()
    except UnitNotFound:
        raise CommandError(f"--unit names no union: {code}", returncode=2) from None
    if unit is None:
        raise CommandError("No unions are loaded yet.", returncode=2)
    return unit
