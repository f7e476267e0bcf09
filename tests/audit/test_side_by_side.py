"""Writers of one chain take turns: no fork, no gap, also when the chain begins under all of them."""

import threading

import pytest
from django.db import connection, transaction

from tests import union_tree
from unionaid.accounts.permissions import Role
from unionaid.audit import Event, record, recording
from unionaid.audit.models import AuditEvent, ChainHead
from unionaid.audit.verifying import verify

WRITERS, EVENTS = 6, 8

pytestmark = pytest.mark.django_db(transaction=True)


def write_side_by_side():
    """Let several people of one county write at the same moment; return the errors that came of it."""
    unit = union_tree.plant()["GS620102"]
    people = [union_tree.posting(f"clerk.{n}", unit, Role.CLERK) for n in range(WRITERS)]
    together, errors = threading.Barrier(WRITERS), []

    def write(by):
        together.wait()
        try:
            for _time in range(EVENTS):
                with transaction.atomic():
                    record(Event.AUDIT_READ, by=by)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[by]) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_no_fork_and_no_gap():
    assert write_side_by_side() == []

    places = list(AuditEvent.objects.order_by("seq").values_list("seq", flat=True))
    assert places == list(range(1, WRITERS * EVENTS + 1))
    assert verify()["valid"]


def test_without_the_lock_they_collide(monkeypatch):
    if connection.vendor == "sqlite":
        return  # every transaction of SQLite takes the one lock for writing there is
    monkeypatch.setattr(recording, "_locked_head", lambda chain: ChainHead.objects.get(chain=chain))
    ChainHead.objects.create(chain="00010001", root_key=recording.keyring.root_id())

    errors = write_side_by_side()

    assert errors
    assert {type(error).__name__ for error in errors} <= {"IntegrityError", "InternalError"}
