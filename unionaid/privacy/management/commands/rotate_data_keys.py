from django.conf import settings
from django.core.management.base import BaseCommand

from unionaid.privacy import keyring, rotation, sealed_files


class Command(BaseCommand):
    help = (
        "Seal every sensitive value and file with the newest of UNIONAID_DATA_KEYS. May be stopped and "
        "run again. Blind indexes and audit chains keep their root key."
    )

    def handle(self, **options):
        rows, unreadable = 0, 0
        for model, fields in rotation.sealed_models():
            done, lost = rotation.rotate(model, fields, on_batch=self.progress(model))
            rows, unreadable = rows + done, unreadable + len(lost)
            for pk in lost:
                self.stderr.write(f"{model._meta.label} {pk}: cannot be read with any key of the ring")
        files, lost = sealed_files.rotate()
        unreadable += len(lost)
        for name in lost:
            self.stderr.write(f"file {name}: cannot be read with any key of the ring")
        self.stderr.write(f"{files} files sealed anew")
        self.stderr.write(f"{rows} rows sealed with key {keyring.newest_id().hex()}, {unreadable} unreadable")
        if unreadable:
            raise SystemExit(1)
        self.stderr.write(self.what_next())

    def progress(self, model):
        return lambda done: self.stderr.write(f"{model._meta.label}: {done} rows")

    def what_next(self):
        if settings.INDEX_KEY:
            return "Keys after the first in UNIONAID_DATA_KEYS may be removed."
        return (
            f"Key {keyring.root_id().hex()}, the last of UNIONAID_DATA_KEYS, is the root of blind indexes "
            "and audit chains: before you remove it, set UNIONAID_INDEX_KEY to it."
        )
