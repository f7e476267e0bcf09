"""Writing what a content says into the rows of a file: people, items, and the columns that repeat them."""

from django.db import IntegrityError, transaction

from households import rows
from households.actions.members import replace_members
from households.errors import PersonAlreadyOnFile
from households.models import FamilyMember


def refuse_people_on_file(content, *beside):
    """Raise PersonAlreadyOnFile for the first person who is in another living file of any unit.

    `beside` are the keys of the files these people may be in.
    """
    by_index = {
        rows.identity_index(person["id_number"]): person
        for person in content.people
        if person.get("id_number")
    }
    taken = (
        FamilyMember.objects.filter(id_index__in=list(by_index), is_living_file=True)
        .exclude(archive__in=[pk for pk in beside if pk])
        .select_related("archive__unit")
        .first()
    )
    if taken is not None:
        raise PersonAlreadyOnFile(
            member=by_index[bytes(taken.id_index)]["name"],
            office=taken.archive.unit.name,
            telephone=taken.archive.unit.telephone,
        )


def set_columns(archive, content):
    """Give a file the values that repeat its content; the caller saves it."""
    for name, value in rows.archive_values(content).items():
        setattr(archive, name, value)


def replace_rows(archive, content, *, left_on=None):
    """Write the people and items of a saved file anew; a person already there stays the same row.

    With `left_on`, who is in it no longer and is named elsewhere keeps the row with that day.
    """
    try:
        with transaction.atomic():
            members = replace_members(archive, content, left_on=left_on)
    except IntegrityError:
        refuse_people_on_file(content, archive.pk)
        raise
    for model, items in rows.item_rows(archive, content, members).items():
        model.objects.filter(archive=archive).delete()
        model.objects.bulk_create(items)
