"""The database itself refuses to change or remove vouchers and entries; a voucher's path follows its unit.

On SQLite a migration that rebuilds one of the tables has to create its triggers again.
"""

from django.db import migrations

KEPT = (
    "id, fund_id, unit_id, year, serial, \"on\", kind, document_no, summary, made_by_id, checked_by_id, "
    "allocation_id, allocation_row_id, hold_id, reverses_id, refunds_id, effect_key, written_at"
)
SQLITE = (
    f"""
    CREATE TRIGGER voucher_no_update BEFORE UPDATE OF {KEPT} ON assistance_voucher
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER voucher_no_delete BEFORE DELETE ON assistance_voucher
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON assistance_ledgerentry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON assistance_ledgerentry
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
)
SQLITE_NAMES = ("voucher_no_update", "voucher_no_delete", "ledger_entry_no_update", "ledger_entry_no_delete")
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_ledger_change() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$ LANGUAGE plpgsql
    """,
    f"""
    CREATE TRIGGER voucher_no_update BEFORE UPDATE OF {KEPT} ON assistance_voucher
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()
    """,
    """
    CREATE TRIGGER voucher_no_delete BEFORE DELETE ON assistance_voucher
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()
    """,
    """
    CREATE TRIGGER vouchers_not_emptied BEFORE TRUNCATE ON assistance_voucher
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()
    """,
    """
    CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON assistance_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()
    """,
    """
    CREATE TRIGGER ledger_entries_not_emptied BEFORE TRUNCATE ON assistance_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()
    """,
)


def guard(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for name in SQLITE_NAMES:
            editor.execute(f"DROP TRIGGER {name}")
    else:
        editor.execute("DROP FUNCTION refuse_ledger_change() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
