from pathlib import Path

from django.conf import settings

from households.lifecycle_document import text


def test_documentation_of_the_moves_is_fresh():
    """Run `manage.py write_lifecycle` after a change of the tables."""
    assert (Path(settings.BASE_DIR) / "docs" / "lifecycle.md").read_text(encoding="utf-8") == text()
