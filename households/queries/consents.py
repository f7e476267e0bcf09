"""Signatures and the texts they are given under."""

from households import consent_rules
from households.consent_rules import Person
from households.models import Consent, ConsentText
from households.rows import person_key


def texts_on(day):
    """Return the texts in force on a day, one for each purpose."""
    return list(ConsentText.objects.in_force(day).order_by("purpose"))


def people_of_content(content):
    """Return the Persons of a content, the worker first."""
    return [
        Person(
            person_key(person["name"], person.get("id_number", ""), person.get("birth_date")),
            person["name"], person.get("birth_date"), is_worker=place == 0,
        )
        for place, person in enumerate(content.people)
    ]


def people_of_file(members):
    """Return the Persons of a stored file, given its members in order."""
    return [
        Person(
            bytes(member.id_index) or person_key(member.name, "", member.birth_date),
            member.name, member.birth_date, is_worker=member.is_worker,
        )
        for member in members
    ]


def consents_of(*places):
    """Return the signatures on files and drafts, newest first."""
    return [
        consent
        for place in places
        if place is not None
        for consent in place.consents.select_related("text", "recorded_by", "withdrawn_by", "scan__file")
    ]


def needs_of_file(archive, members, day):
    """Return the Needs of a stored file on a day."""
    return consent_rules.needs(people_of_file(members), texts_on(day), consents_of(archive), day)


def consents_for(posting):
    """Return the signatures a posting may know of."""
    return Consent.objects.visible_to(posting).select_related("archive", "draft", "text")
