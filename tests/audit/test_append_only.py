"""Evidence stays: the model refuses, and so does the database behind its back."""

import pytest
from django.db import DatabaseError, connection, transaction

from unionaid.audit import Event, record
from unionaid.audit.errors import EvidenceStays
from unionaid.audit.models import AuditEvent, ChainHead


@pytest.fixture
def event(clerk):
    return record(Event.UNIT_RENAMED, subject=clerk.unit, by=clerk)


def test_the_model_refuses_to_change_or_remove(event):
    with pytest.raises(EvidenceStays):
        event.save()
    with pytest.raises(EvidenceStays):
        event.delete()


STATEMENTS = [
    "UPDATE audit_auditevent SET purpose = 'x'",
    "DELETE FROM audit_auditevent",
    "DELETE FROM audit_chainhead",
    "UPDATE audit_chainhead SET seq = 0",
    "UPDATE audit_chainhead SET seq = seq + 2",
    "UPDATE audit_chainhead SET chain = 'x', seq = seq + 1",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses(event, statement):
    before = rows()

    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert rows() == before


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_chainhead"])
def test_postgresql_refuses_to_empty_the_tables(event, table):
    if connection.vendor != "postgresql":
        return  # SQLite empties a table by DELETE, which is refused above
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_querysets_are_refused_too(event):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.update(purpose="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.all().delete()


def rows():
    return list(AuditEvent.objects.values_list()), list(ChainHead.objects.values_list("chain", "seq"))
