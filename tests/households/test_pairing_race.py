"""Two people who pair one household at the same moment: one wins, the other is told."""

import pytest
from django.db import connection

from households.actions import pairing as actions
from households.models import HardshipArchive, Pairing
from households.pairing_errors import AlreadyPaired
from tests.racing import at_once
from unionaid import clock

ONE = next(rule for rule in Pairing._meta.constraints if rule.name == "one_current_contact_per_file")


def paired_at_once(archive, people, action):
    """Let both take the household at the same moment; return how many got it."""

    def click(by):
        return lambda: action(archive=HardshipArchive.objects.get(pk=archive.pk), by=by)

    return len(at_once([click(by) for by in people], refused=AlreadyPaired))


@pytest.mark.django_db(transaction=True)
def test_one_of_two_contacts_wins(active_file, clerk_chengguan, reviewer_chengguan):
    archive = active_file()

    def pair(*, archive, by):
        return actions.pair(archive=archive, by=by, user=by.user)

    assert paired_at_once(archive, [clerk_chengguan, reviewer_chengguan], pair) == 1
    assert Pairing.objects.current().filter(archive=archive).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_lock_and_constraint_both_would_be_contacts(active_file, clerk_chengguan, reviewer_chengguan):
    """The negative control: whoever trusts what he has read, on a table without the constraint."""
    archive = active_file()
    with connection.schema_editor() as editor:
        editor.remove_constraint(Pairing, ONE)

    def trusting(*, archive, by):
        return Pairing.objects.create(
            archive=archive, unit=archive.unit, unit_path=archive.unit_path, contact=by.user,
            contact_name=by.user.display_name, contact_post="经办", paired_on=clock.today(),
            paired_by=by.user, next_visit_on=clock.today(),
        )

    try:
        assert paired_at_once(archive, [clerk_chengguan, reviewer_chengguan], trusting) == 2
    finally:
        Pairing.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Pairing, ONE)
