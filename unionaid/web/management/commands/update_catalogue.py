from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Bring the English catalogue up to date with the sources and compile it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing; status 1 when anything is left to do"
        )

    def handle(self, *, check, **options):
        from unionaid.web import catalogue

        words = catalogue.renewed()
        files = {catalogue.PO: catalogue.po_text(words), catalogue.MO: catalogue.mo_text(words)}
        missing = catalogue.untranslated(words)
        if check:
            stale = [
                path.name for path, text in files.items() if not path.exists() or path.read_bytes() != text
            ]
            if missing or stale:
                raise CommandError("\n".join([*(f"stale: {name}" for name in stale), *map(_named, missing)]))
        else:
            for path, text in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
            for message in missing:
                self.stdout.write(_named(message))
        self.stdout.write(f"{len(words)} messages, {len(missing)} to translate")


def _named(message):
    return f"missing: {message}"
