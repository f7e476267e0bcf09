import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from households.queries import census
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import unit_by_code


class Command(BaseCommand):
    help = "Count the files on record at the end of a day."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", required=True, metavar="DATE")
        parser.add_argument(
            "--unit", metavar="CODE", help="GB/T 2260 code or a unit's own code; the province by default"
        )
        parser.add_argument("--by", choices=census.WAYS, default="prefecture")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, **options):
        try:
            as_of = date.fromisoformat(options["as_of"])
        except ValueError:
            raise CommandError(f"--as-of is not a date: {options['as_of']}", returncode=2) from None
        answer = census.census(named(options["unit"]), as_of, options["by"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
            return
        for row in answer.rows:
            self.stdout.write(self.line(row.code, row.name, row.total, row.by_tier))
        self.stdout.write(self.line("", "合计", answer.total, answer.by_tier))

    def line(self, code, name, total, by_tier):
        return f"{code:>14}  {total:>7}  " + "  ".join(f"{n:>6}" for n in by_tier.values()) + f"  {name}"


def named(code):
    """Return the unit of a code, the province without one."""
    try:
        return unit_by_code(code) if code else province()
    except UnitNotFound:
        raise CommandError(f"--unit names no union: {code}", returncode=2) from None


def province():
    unit = UnionUnit.objects.filter(depth=1).first()
    if unit is None:
        raise CommandError("No unions are loaded yet.", returncode=2)
    return unit
