"""The database itself refuses to change or remove evidence."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_event_stays BEFORE {act} ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'evidence is append-only'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_auditevent
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_auditevent
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
"""


def guard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(act=act).replace("audit_event_stays", f"audit_event_no_{act.lower()}"))
    else:
        editor.execute(POSTGRESQL)


def unguard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for act in ("update", "delete"):
            editor.execute(f"DROP TRIGGER audit_event_no_{act}")
    else:
        editor.execute("DROP TRIGGER audit_event_stays ON audit_auditevent")
        editor.execute("DROP TRIGGER audit_event_not_emptied ON audit_auditevent")
        editor.execute("DROP FUNCTION refuse_audit_change()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
