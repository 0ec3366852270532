"""Notices that were acted on are known by their names; and no row of what was received is put in another one's place.

On SQLite ``INSERT OR REPLACE`` takes the old row away without a trigger for DELETE being asked: a trigger for INSERT
refuses it. PostgreSQL has no such statement.
"""

import django.db.models.deletion
from django.db import migrations, models

KEYS = {
    "wire_body": ("id",),
    "wire_receipt": ("digest",),
    "wire_version": ("id", "item_id, number"),
    "wire_headline": ("id",),
    "wire_entry": ("serial",),
}


def guard(apps, schema_editor):
    """Refuse INSERT in the place of a row that stands."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for table, keys in KEYS.items():
        stands = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE ({key}) = ({', '.join('NEW.' + one for one in key.split(', '))}))"
            for key in keys
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} WHEN {stands} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def unguard(apps, schema_editor):
    """Take the guards away."""
    if schema_editor.connection.vendor == "sqlite":
        for table in KEYS:
            schema_editor.execute(f"DROP TRIGGER {table}_replace")


class Migration(migrations.Migration):
    dependencies = [("wire", "0004_keep_the_desk")]
    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("name", models.BinaryField()),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="wire.source")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "key"), name="told_once")]},
        ),
        migrations.RunPython(guard, unguard),
    ]
