"""Entries, links and retractions are never removed either: the database itself refuses it."""

from django.db import migrations

TABLES = ("ledger_entry", "ledger_link", "ledger_retraction")
_POSTGRESQL = (
    "CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_is_only_added_to()"
)
_SQLITE = (
    "CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
)


def guards(vendor):
    """The statements that guard the tables on this kind of database."""
    return [(_POSTGRESQL if vendor == "postgresql" else _SQLITE).format(table=table) for table in TABLES]


def guard(apps, schema_editor):
    """Set the guards."""
    for statement in guards(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def release(apps, schema_editor):
    """Take the guards away again."""
    for table in TABLES:
        place = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {table}_stays{place}")


class Migration(migrations.Migration):
    """Guards against removing."""

    dependencies = [("ledger", "0003_only_added_to")]
    operations = [migrations.RunPython(guard, release)]
