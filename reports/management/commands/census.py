import json

from django.core.management.base import BaseCommand

from households.queries import census
from unionaid.organizations.command_options import day_given, unit_given


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
        as_of = day_given(options["as_of"], "--as-of")
        answer = census.census(unit_given(options["unit"]), as_of, options["by"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
            return
        for row in answer.rows:
            self.stdout.write(self.line(row.code, row.name, row.total, row.by_tier))
        self.stdout.write(self.line("", "合计", answer.total, answer.by_tier))

    def line(self, code, name, total, by_tier):
        return f"{code:>14}  {total:>7}  " + "  ".join(f"{n:>6}" for n in by_tier.values()) + f"  {name}"
