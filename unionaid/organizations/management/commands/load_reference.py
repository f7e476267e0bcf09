from django.core.management.base import BaseCommand

from unionaid.organizations.actions.reference import load_reference


class Command(BaseCommand):
    help = "Load the administrative divisions of the whole country and every code list. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--refresh-codes",
            action="store_true",
            help="give code items that are already there the packaged words again",
        )

    def handle(self, *, refresh_codes, **options):
        regions, codes = load_reference(refresh_codes=refresh_codes)
        self.stderr.write(
            f"divisions: {regions.added} added, {regions.changed} changed; "
            f"code items: {codes.added} added, {codes.changed} changed"
        )
