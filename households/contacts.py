"""Who may be written down as the responsible contact of a household, and how the next visit is reckoned."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from households import standards
from households.errors import LineMissing
from households.pairing_errors import ContactMissing, ContactNotHere, ContactPhoneWrong
from households.recognition import months_before
from unionaid.accounts.models import Posting, User
from unionaid.privacy import contact_numbers

INTERVAL = 6  # months, where no rule set is in force


@dataclass(frozen=True)
class Contact:
    """A person as a pairing writes them down. `user` is None for somebody from outside."""

    user: User | None
    name: str
    post: str
    phone: str

    def as_columns(self):
        return {
            "contact": self.user, "contact_name": self.name, "contact_post": self.post,
            "contact_phone": self.phone,
        }


def of_staff(posting):
    """Return the contact a person in an office is; the office is their post."""
    user = posting.user
    with translation.override(settings.LANGUAGE_CODE):  # words that are kept are Chinese
        post = f"{posting.unit.name} {posting.role_label}"
    return Contact(user, user.display_name, post, user.telephone)


def contact_from(*, user=None, name="", post="", phone="", path):
    """Return a contact from what was chosen or typed, for a file at a unit path.

    Raises a FileError: an account without an office that sees the path, a name without post or
    telephone, a telephone that is none.
    """
    if user is not None:
        return of_staff(_office(user, path))
    if not (name.strip() and post.strip() and phone.strip()):
        raise ContactMissing()
    number = contact_numbers.telephone(phone)
    if number is None:
        raise ContactPhoneWrong()
    return Contact(None, name.strip(), post.strip(), number)


def next_visit(unit, day):
    """Return when a household is visited next after a day, by the interval of the rule set."""
    try:
        months = standards.rule_set_for(unit, day).visit_interval_months
    except LineMissing:
        months = INTERVAL
    return months_before(day, -months)


def _office(user, path):
    offices = Posting.objects.current().filter(user=user).select_related("unit", "user")
    for posting in offices.order_by("-unit__depth", "pk"):
        if posting.sees(path):
            return posting
    raise ContactNotHere(name=user.display_name)
