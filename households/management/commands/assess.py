import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.recognition_json import MalformedCase, assess_document


class Command(BaseCommand):
    help = "Recommend tiers for the cases of a JSON file (- reads standard input), without a database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *, file, **options):
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
            results = assess_document(json.loads(text))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}", returncode=2) from None
        except json.JSONDecodeError as error:
            raise CommandError(f"{file} is not JSON: {error}", returncode=2) from None
        except MalformedCase as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
