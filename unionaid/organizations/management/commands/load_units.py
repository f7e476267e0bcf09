import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from unionaid.organizations.actions.units import load_units
from unionaid.organizations.models import Region
from unionaid.organizations.unit_rows import MalformedUnits, unit_rows


class Command(BaseCommand):
    help = (
        "Load union units from a CSV file with the columns code, name, level, parent_code, "
        "division_code, kind and, if wanted, short_name and telephone. Units already there stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        try:
            with Path(file).open(encoding="utf-8-sig", newline="") as table:
                rows = unit_rows(csv.DictReader(table), region_short_names())
        except (OSError, UnicodeDecodeError, MalformedUnits) as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        self.stderr.write(f"{load_units(rows)} units added, {len(rows)} in the file")


def region_short_names():
    return dict(Region.objects.in_force().values_list("code", "short_name"))
