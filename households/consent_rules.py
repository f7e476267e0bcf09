"""Who has to sign what, and whether it is signed (DOMAIN 8, PIPL 29 and 31). Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from households.content import age_on
from households.enums import ConsentState, Signers

ADULT = 18


@dataclass(frozen=True)
class Person:
    """Somebody of a household by the key consents know them by."""

    key: bytes
    name: str
    birth_date: date | None
    is_worker: bool = False


@dataclass(frozen=True)
class Need:
    """A signature that is asked for under a text, by the person or by a guardian, and what became of it.

    `consent` is the latest row that speaks to it, None where there is none.
    """

    person: Person
    text: object
    by_guardian: bool
    state: ConsentState
    consent: object = None

    @property
    def is_open(self):
        return self.state != ConsentState.VALID


def needs(people, texts, consents, day):
    """Return the Needs of a household under the texts in force on a day, person by person."""
    return [
        Need(person, text, by_guardian, *_latest(person, text.purpose, consents, day))
        for person in people
        for text in texts
        for by_guardian in _asked(person, text, day)
    ]


def end_of(signed_on, months):
    """Return the last day a signature holds: the day before the same day so many months later."""
    place = signed_on.month - 1 + months
    year, month = signed_on.year + place // 12, place % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(signed_on.day, last)) - timedelta(days=1)


def _asked(person, text, day):
    """Yield whether a guardian signs, where the text asks for this person's signature at all.

    Somebody without a birth date counts as grown up.
    """
    if person.is_worker:
        yield False
        return
    if text.signers != Signers.ADULTS:
        return
    age = age_on(person.birth_date, day)
    if age is None or age >= ADULT:
        yield False
    elif age < text.guardian_below:
        yield True


def _latest(person, purpose, consents, day):
    own = [row for row in consents if bytes(row.person) == person.key and row.purpose == purpose]
    if not own:
        return ConsentState.MISSING, None
    valid = [row for row in own if row.withdrawn_on is None and row.signed_on <= day <= row.expires_on]
    if valid:
        return ConsentState.VALID, max(valid, key=lambda row: row.expires_on)
    latest = max(own, key=lambda row: (row.signed_on, row.pk))
    return (ConsentState.WITHDRAWN if latest.withdrawn_on else ConsentState.EXPIRED), latest
