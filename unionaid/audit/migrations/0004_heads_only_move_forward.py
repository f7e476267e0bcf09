"""Heads of chains move one place at a time and are never removed."""

from django.db import migrations

SQLITE = (
    """
    CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_chainhead
    BEGIN SELECT RAISE(ABORT, 'heads of evidence stay'); END
    """,
    """
    CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_chainhead
    WHEN NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1
    BEGIN SELECT RAISE(ABORT, 'heads of evidence only move forward'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_audit_head_change() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'heads of evidence only move forward'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_head_change()
    """,
    """
    CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_chainhead
    FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1)
    EXECUTE FUNCTION refuse_audit_head_change()
    """,
    """
    CREATE TRIGGER audit_heads_not_emptied BEFORE TRUNCATE ON audit_chainhead
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_head_change()
    """,
)


def guard(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER audit_head_stays")
        editor.execute("DROP TRIGGER audit_head_moves_on")
    else:
        editor.execute("DROP FUNCTION refuse_audit_head_change() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_index_time_and_name_root_key")]
    operations = [migrations.RunPython(guard, unguard)]
