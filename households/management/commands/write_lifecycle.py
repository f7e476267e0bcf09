from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from households import lifecycle_document


class Command(BaseCommand):
    help = "Write docs/lifecycle.md from the tables of moves."

    def handle(self, **options):
        path = Path(settings.BASE_DIR) / "docs" / "lifecycle.md"
        path.write_text(lifecycle_document.text(), encoding="utf-8")
        self.stdout.write(str(path))
