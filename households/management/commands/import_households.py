import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.actions import importing
from households.errors import FileError
from households.imports import marking
from unionaid.accounts.command_options import add_person, posting_given
from unionaid.accounts.permissions import Permission
from unionaid.web import workbook_reader
from unionaid.web.workbook_reader import WorkbookRefused


class Command(BaseCommand):
    help = "Imports household files from a workbook: all of it or nothing, or all but the wrong rows."

    def add_arguments(self, parser):
        parser.add_argument("workbook", metavar="FILE.xlsx")
        add_person(parser)
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")
        parser.add_argument("--keep-good", action="store_true", help="leave wrong rows out, import the rest")
        parser.add_argument("--marked", metavar="OUT.xlsx", help="write the workbook back, its errors marked")
        parser.add_argument("--password", default="", help="what opens the workbook")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, **options):
        by = posting_given(options["username"], Permission.ENTER_FILES)
        content = _content(options["workbook"])
        self.stderr.write(f"{options['workbook']}: {len(content)} bytes")
        try:
            outcome = importing.bring_in(
                by=by,
                file_name=options["workbook"],
                content=content,
                password=options["password"],
                keep_good=options["keep_good"],
                dry_run=options["dry_run"],
            )
        except (WorkbookRefused, FileError) as error:
            raise CommandError(str(error), returncode=2) from error
        report = outcome.report
        if options["marked"]:
            _write_marked(options["marked"], content, options["password"], outcome)
        answer = report.counts | {"errors": [_error(problem) for problem in report.errors]}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        if answer["refused"] or answer["errors"]:
            sys.exit(1)


def _content(name):
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {name}: {error.strerror}", returncode=2) from error


def _write_marked(name, content, password, outcome):
    _kind, plain = workbook_reader.opened(content, password)
    try:
        marking.write(name, plain, marking.marks_of(outcome.report.rows), marking.headers_of(outcome.plans))
    except OSError as error:
        raise CommandError(f"cannot write {name}: {error.strerror}", returncode=2) from error


def _error(problem):
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message,
    }
