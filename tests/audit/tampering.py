"""What somebody with the database's own rights could do: take the guards away and write."""

from django.db import connection

GUARDS = {
    "sqlite": [
        "DROP TRIGGER audit_event_no_update",
        "DROP TRIGGER audit_event_no_delete",
        "DROP TRIGGER audit_head_stays",
        "DROP TRIGGER audit_head_moves_on",
    ],
    "postgresql": [
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER USER",
        "ALTER TABLE audit_chainhead DISABLE TRIGGER USER",
    ],
}


def tamper(*statements):
    """Run statements with all guards taken away. The test's transaction brings them back."""
    with connection.cursor() as cursor:
        for statement in [*GUARDS[connection.vendor], *statements]:
            cursor.execute(statement)
