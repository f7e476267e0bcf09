"""Destroying bytes that no row speaks of any more: of uploads that failed half-way, and of removed files."""

from datetime import timedelta
from itertools import islice

from unionaid.attachments.models import StoredFile
from unionaid.privacy import sealed_files

SPARED = timedelta(days=1).total_seconds()  # longer than any request that is still writing its row
BATCH = 500


def sweep():
    """Destroy files of no row or of a removed one, and what broken writes left; return their number."""
    sealed_files.clear_parts(older_than=SPARED)
    swept = 0
    found = sealed_files.names(older_than=SPARED)
    while names := list(islice(found, BATCH)):
        kept = set(
            StoredFile.objects.filter(stored_as__in=names, removed_at__isnull=True).values_list(
                "stored_as", flat=True
            )
        )
        for name in set(names) - kept:
            sealed_files.destroy(name)
            swept += 1
    return swept
