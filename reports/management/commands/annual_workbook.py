from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports import exporting
from reports.annual.period import Period, period_of
from unionaid.accounts.command_options import add_person, posting_given
from unionaid.accounts.permissions import Permission
from unionaid.organizations.command_options import day_given, unit_given


class Command(BaseCommand):
    help = "Write the annual tables of a union as a workbook."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help="a whole calendar year")
        parser.add_argument("--from", metavar="DATE", dest="first", help="the first day, with --to")
        parser.add_argument("--to", metavar="DATE", dest="last", help="the last day, with --from")
        parser.add_argument(
            "--unit", metavar="CODE", help="GB/T 2260 code or a unit's own code; the person's own by default"
        )
        add_person(parser)
        parser.add_argument("--out", required=True, metavar="FILE.xlsx")

    def handle(self, *, username, out, **options):
        period = _period(options)
        posting = posting_given(username, Permission.VIEW_DASHBOARD)
        unit = unit_given(options["unit"]) if options["unit"] else posting.unit
        if not posting.sees(unit.path):
            raise CommandError(f"--unit lies outside the scope of {username}: {unit.code}", returncode=2)
        target = Path(out)
        if not target.parent.is_dir():
            raise CommandError(f"--out lies in no folder: {out}", returncode=2)
        with transaction.atomic():
            target.write_bytes(exporting.annual_workbook(unit, period, posting).content)
        self.stderr.write(f"{out}: {unit.name}, {period.first} to {period.last}")


def _period(options):
    year, first, last = options["year"], options["first"], options["last"]
    if (year is None) == (first is None and last is None):
        raise CommandError("Give either --year, or --from and --to.", returncode=2)
    if year is not None:
        if not 1 <= year <= 9998:
            raise CommandError(f"--year is no year: {year}", returncode=2)
        return period_of(year)
    if first is None or last is None:
        raise CommandError("Give both --from and --to.", returncode=2)
    period = Period(day_given(first, "--from"), day_given(last, "--to"))
    if period.last < period.first:
        raise CommandError(f"--to lies before --from: {last} < {first}", returncode=2)
    return period
