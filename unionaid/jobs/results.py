"""Files that jobs leave behind: encrypted on disk, handed to their owner, gone after a week."""

import secrets
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from unionaid.privacy.sealing import seal, unseal

FOLDER = Path(settings.BASE_DIR) / "var" / "results"
CONTEXT = "jobs.result"


def keep(path):
    """Seal a file under a random name and remove the plain one; return the name."""
    FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_urlsafe(24)
    source = Path(path)
    (FOLDER / name).write_bytes(seal(source.read_bytes(), CONTEXT))
    source.unlink()
    return name


def read(job):
    """Return the plain bytes of a job's result, None when it has none or has expired."""
    path = FOLDER / job.result_file if job.result_file else None
    if path is None or not path.exists() or job.expires_at < timezone.now():
        return None
    return unseal(path.read_bytes(), CONTEXT)


def forget(job):
    """Remove a job's result from disk."""
    if job.result_file:
        (FOLDER / job.result_file).unlink(missing_ok=True)
