"""The database itself refuses to change what stands in the ledger."""

from django.db import migrations

TABLES = ("ledger_entry", "ledger_link", "ledger_retraction")


def guard(apps, schema_editor):
    """Refuse every UPDATE of the ledger's tables."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION ledger_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is only added to'; END $$"
        )
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_is_only_added_to BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ledger_is_only_added_to()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_is_only_added_to BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            )


def release(apps, schema_editor):
    """Take the guards away again."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        place = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {table}_is_only_added_to{place}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION ledger_is_only_added_to()")


class Migration(migrations.Migration):
    """Guards on the ledger's tables."""

    dependencies = [("ledger", "0002_initial")]
    operations = [migrations.RunPython(guard, release)]
