"""Where upper apps put their parts on a household's page: a link beside its tabs, a card below.

The page knows neither who registers nor what is shown; an upper app registers in `ready()`.
"""

from dataclasses import dataclass

from django.urls import reverse

_links, _cards, _tables = [], [], []


@dataclass(frozen=True)
class Link:
    """A drawn link: its words, its address and a count, None where nothing is counted."""

    label: str
    url: str
    count: int | None


def register_link(url_name, label, count=None):
    """Show a link to `url_name` (with the file number), with `count(archive)` beside it."""
    _links.append((url_name, label, count))


def register_card(template, context):
    """Show `template` in the main column, drawn with the dict `context(archive, posting)`."""
    _cards.append((template, context))


def register_print(template, context):
    """Print `template` on the sheet of a file, drawn with the dict `context(archive)`."""
    _tables.append((template, context))


def prints(archive):
    """Return (template, context) of the tables printed on the sheet, in the order they were registered."""
    return [(template, context(archive)) for template, context in _tables]


def links(archive):
    return [
        Link(label, reverse(name, args=[archive.file_no]), count(archive) if count else None)
        for name, label, count in _links
    ]


def cards(archive, posting):
    """Return (template, context) of the cards, in the order they were registered."""
    return [(template, context(archive, posting)) for template, context in _cards]
