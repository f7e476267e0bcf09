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
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            # Numbers without quotes stay exact when they are read as text.
            document = json.loads(content.decode("utf-8-sig"), parse_float=str)
            results = assess_document(document)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}", returncode=2) from None
        except MalformedCase as error:
            raise CommandError(str(error), returncode=2) from None
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{file} is not JSON in UTF-8: {error}", returncode=2) from None
        self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
