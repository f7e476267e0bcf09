"""Writing the people of a file so that a person already there stays the same row.

What other rows say of a person, such as an aid, holds on to the row of that person.
"""

from django.db.models import ProtectedError

from households import rows
from households.enums import LIVING
from households.errors import PersonHasHistory
from households.models import FamilyMember
from households.models.members import SELF


def replace_members(archive, content, *, left_on=None):
    """Write the people of a content and return them in its order; who is in it no longer is removed.

    A person is known again by the number, else as the worker, else by name and birth date. Where
    other rows hold on to somebody who would be removed, the row stays with the day `left_on`;
    raises PersonHasHistory without such a day, and IntegrityError for a person in another living file.
    """
    before = list(archive.members.order_by("position"))
    members = rows.member_rows(archive, content)
    for member in members:
        member.is_living_file = archive.status in LIVING
    for same in (_same_number, _same_role, _same_name):
        for member in members:
            if member.pk is None and (known := next((old for old in before if same(old, member)), None)):
                member.pk = known.pk
                before.remove(known)
    _remove(before, left_on)
    kept = [member for member in members if member.pk is not None]
    # The database allows one worker at a time, also while the worker changes.
    FamilyMember.objects.filter(pk__in=[member.pk for member in kept]).update(relation="")
    for member in kept:
        member.save(force_update=True)
    FamilyMember.objects.bulk_create(member for member in members if member.pk is None)
    return members


def _remove(members, left_on):
    for member in members:
        try:
            member.delete()
        except ProtectedError:
            if left_on is None:
                raise PersonHasHistory(name=member.name) from None
            member.left_on, member.is_living_file = left_on, False
            member.save(update_fields=["left_on", "is_living_file"])


def _same_number(old, new):
    return bool(new.id_last4) and bytes(old.id_index) == bytes(new.id_index)


def _same_role(old, new):
    return old.relation == new.relation == SELF


def _same_name(old, new):
    return (old.name, old.birth_date) == (new.name, new.birth_date)
