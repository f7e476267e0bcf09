import json

from django.core.management.base import BaseCommand, CommandError

from campaigns.queries.article import campaign_totals
from unionaid.organizations.command_options import day_given, unit_given


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
        start, end = day_given(options["start"], "--from"), day_given(options["end"], "--to")
        if end < start:
            raise CommandError(f"--to lies before --from: {end} < {start}", returncode=2)
        answer = campaign_totals(unit_given(options["unit"]), start, end)
        if options["format"] == "json":
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for name, value in answer.items():
            self.stdout.write(f"{value:>16}  {name}")
