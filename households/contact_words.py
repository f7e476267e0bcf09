"""How contacts and demands are shown: telephones masked, the next thing to do with a task."""

from django.urls import reverse

from households.enums import TaskKind
from unionaid.privacy.contact_numbers import MOBILE
from unionaid.privacy.masks import mask_numbers, mask_phone

VISITS = {
    TaskKind.VISIT: "PAIRING", TaskKind.FOLLOW_UP: "FOLLOW_UP", TaskKind.SURVEY: "SURVEY",
    TaskKind.SPOT_CHECK: "SPOT_CHECK",
}
_doors = {}


def phone_shown(pairing):
    """A landline is an office's and is shown; a mobile number is masked."""
    number = pairing.contact_phone
    return mask_phone(number) if MOBILE.fullmatch(number) else number


def words_shown(text, most=60):
    """A free text for lists: what looks like a number of a person is masked, the end is cut off."""
    plain = mask_numbers(text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def register_door(kind, address):
    """Have tasks of a kind lead to `address(task)`."""
    _doors[TaskKind(kind)] = address


def door(task):
    """Return the address at which a task is done: its form, else the page of its file."""
    kind, file_no = TaskKind(task.kind), task.archive.file_no
    if kind in _doors:
        return _doors[kind](task)
    if kind in VISITS:
        return f"{reverse('visit_new')}?household={file_no}&purpose={VISITS[kind]}"
    if kind == TaskKind.PAIRING:
        return f"{reverse('pairing_new')}?household={file_no}"
    return reverse("household", args=[file_no])
