"""Rows that are written once and never changed: the database itself refuses."""

from django.db import migrations

TABLES = ("wire_body", "wire_receipt", "wire_version", "wire_headline", "wire_entry")


def guard(apps, schema_editor):
    """Refuse UPDATE and DELETE on these tables, whoever asks."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION wire_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$",
            params=None,  # so that the mark in the message is no place for a value
        )
        for table in TABLES:
            execute(
                f"CREATE TRIGGER {table}_never BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse()"
            )
        return
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )


def unguard(apps, schema_editor):
    """Take the guards away."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        if postgres:
            schema_editor.execute(f"DROP TRIGGER {table}_never ON {table}")
        else:
            for event in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_{event}")
    if postgres:
        schema_editor.execute("DROP FUNCTION wire_refuse()")


class Migration(migrations.Migration):
    dependencies = [("wire", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
