from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.imports import export
from unionaid.accounts.command_options import add_person, posting_given
from unionaid.accounts.permissions import Permission


class Command(BaseCommand):
    help = "Writes the files of a person's scope to a workbook; loading it again changes nothing."

    def add_arguments(self, parser):
        add_person(parser)
        parser.add_argument("--out", required=True, metavar="FILE.xlsx")

    def handle(self, **options):
        by = posting_given(options["username"], Permission.EXPORT_REGISTER)
        path = Path(options["out"])
        if not path.parent.is_dir():
            raise CommandError(f"cannot write {path}: no such folder", returncode=2)
        files = export.export(path, by=by, step=lambda done: self.stderr.write(f"{done}"))
        self.stderr.write(f"{path}: {files} files")
