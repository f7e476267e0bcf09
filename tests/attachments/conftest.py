import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A folder of its own for each test."""
    settings.ATTACHMENTS = tmp_path / "attachments"
    return settings.ATTACHMENTS
