"""Which requests a person may open about a file now: the doors on its page."""

from dataclasses import dataclass

from django.urls import reverse

from households import request_lifecycle
from households.forms.requests import form_for, kinds
from households.queries.requests import open_about
from unionaid.accounts.permissions import Permission


@dataclass(frozen=True)
class Door:
    """A button that leads to the form of a kind."""

    label: str
    icon: str
    url: str


def doors(archive, posting):
    """Return the doors of the kinds that may be asked for in the file's state; none while one is open."""
    if not posting.may(Permission.ENTER_FILES) and not posting.may(Permission.REVIEW_FILES):
        return []
    if open_about(archive):
        return []
    return [
        Door(kind.label, form_for(kind).icon, reverse("request_new", args=[archive.file_no, kind.lower()]))
        for kind in kinds()
        if archive.status in request_lifecycle.OPEN_FOR[kind] and not form_for(kind).doorway
    ]
