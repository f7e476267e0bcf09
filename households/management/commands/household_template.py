from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.imports import template
from unionaid.organizations.command_options import unit_given


class Command(BaseCommand):
    help = "Writes the empty import workbook of a union, with its drop-downs."

    def add_arguments(self, parser):
        parser.add_argument("--unit", required=True, help="code of the union, GB/T 2260 or its own")
        parser.add_argument("--out", required=True, help="the workbook to write (.xlsx)")

    def handle(self, **options):
        path = Path(options["out"])
        unit = unit_given(options["unit"])
        try:
            template.write(path, unit)
        except OSError as error:
            raise CommandError(f"cannot write {path}: {error.strerror}", returncode=2) from error
        self.stderr.write(f"{path}")
