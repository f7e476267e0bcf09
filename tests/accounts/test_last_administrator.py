"""Two administrators who remove each other at the same moment: one of them must stay."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from tests import union_tree
from unionaid.accounts.actions import guard
from unionaid.accounts.actions.accounts import disable_account
from unionaid.accounts.actions.postings import end_posting
from unionaid.accounts.errors import LastAdministrator, OwnAccount
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role


def second_admin(units, **fields):
    return union_tree.posting("admin.two", units["GS"], Role.ADMIN, **fields)


def administrators():
    return Posting.objects.current().filter(role=Role.ADMIN, unit__depth=1).count()


@pytest.mark.django_db
def test_an_administrator_does_not_remove_the_own_account(units, admin):
    second_admin(units)
    with pytest.raises(OwnAccount):
        disable_account(by=admin, user=admin.user)
    with pytest.raises(OwnAccount):
        end_posting(by=admin, posting=admin)


@pytest.mark.django_db
def test_one_of_two_can_be_removed(units, admin):
    end_posting(by=second_admin(units), posting=admin)
    assert administrators() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["disable", "end"])
def test_the_last_lasting_one_cannot_be_removed_by_one_who_serves_for_a_while(units, admin, action):
    passing = second_admin(units, valid_to=admin.valid_from.replace(year=2099))
    with pytest.raises(LastAdministrator):
        if action == "disable":
            disable_account(by=passing, user=admin.user)
        else:
            end_posting(by=passing, posting=admin)
    admin.user.refresh_from_db()
    assert admin.user.is_active
    assert Posting.objects.current().filter(pk=admin.pk).exists()


def remove_each_other(first, second):
    """Let both act at the same moment, each in a connection of its own; return what came of it."""
    together, results = threading.Barrier(2), []

    def act(by, user):
        try:
            together.wait(timeout=10)
            disable_account(by=by, user=user)
            results.append("removed")
        except LastAdministrator:
            results.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=act, args=(first, second.user)),
        threading.Thread(target=act, args=(second, first.user)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_at_once_leave_one(units, admin):
    assert remove_each_other(admin, second_admin(units)) == ["refused", "removed"]
    assert administrators() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_go_where_two_can_write_at_once(units, admin, monkeypatch):
    """The control: the test above is able to fail. SQLite lets one writer in at a time anyway."""
    counted = threading.Barrier(2)

    def count_together():
        guard.keep_an_administrator()
        with suppress(threading.BrokenBarrierError):
            counted.wait(timeout=1)

    monkeypatch.setattr("unionaid.accounts.actions.accounts.lock_administrators", lambda: None)
    monkeypatch.setattr("unionaid.accounts.actions.accounts.keep_an_administrator", count_together)
    results = remove_each_other(admin, second_admin(units))
    if connection.features.has_select_for_update:
        assert (results, administrators()) == (["removed", "removed"], 0)
    else:
        assert (results, administrators()) == (["refused", "removed"], 1)
