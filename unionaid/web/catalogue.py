"""The English catalogue: read from the sources, kept in one .po file, compiled into one .mo file.

Babel takes the place of the system's gettext tools. It is installed for development only, so
nothing a page needs imports this module. Neither file holds a date or a line number: they change
when a word changes, and only then.
"""

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ("assistance", "campaigns", "households", "reports", "unionaid")
STORED_WORDS = "unionaid/demo"  # what the demo province writes into the database stays Chinese
PO = Path(settings.LOCALE_PATHS[0], "en", "LC_MESSAGES", "django.po")
MO = PO.with_suffix(".mo")
KEYWORDS = DEFAULT_KEYWORDS | {
    "_now": None,  # gettext beside a lazy `_` in one module
    "_t": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}


class English(Catalog):
    """A catalogue whose head says what a program needs, and nothing that changes with the day."""

    def __init__(self):
        super().__init__(locale="en", fuzzy=False, header_comment="# English words of unionaid")

    @property
    def mime_headers(self):
        return [
            ("Language", "en"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def messages():
    """Yield (message or its singular and plural, context) of every wrapped word in the sources."""
    for source in _sources():
        for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
            yield message, context


def kept():
    """Return the catalogue as it stands in the .po file."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def renewed():
    """Return the catalogue of today's messages: known translations kept, obsolete ones dropped."""
    old = kept() if PO.exists() else English()
    new = English()
    for message, context in messages():
        known = old.get(_key(message), context)
        same = known is not None and known.id == message
        new.add(
            message,
            known.string if same else None,
            flags=known.flags if same else (),
            context=context,
        )
    return new


def po_text(catalogue):
    """Return the .po file of a catalogue, sorted by message."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def mo_text(catalogue):
    """Return the .mo file of a catalogue; what is missing or fuzzy stays out of it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue):
    """Return the messages, or their singulars, that lack a translation or wait to be confirmed."""
    return [
        _key(message.id) for message in catalogue if message.id and (message.fuzzy or not _whole(message))
    ]


def _sources():
    """Yield every Python file, and every template turned into Python."""
    base = Path(settings.BASE_DIR)
    for app in APPS:
        for path in sorted((base / app).rglob("*.py")):
            if not path.is_relative_to(base / STORED_WORDS):
                yield path.read_bytes()
    for path in sorted((base / "templates").rglob("*.html")):
        yield templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def _key(message):
    return message if isinstance(message, str) else message[0]


def _whole(message):
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings)
