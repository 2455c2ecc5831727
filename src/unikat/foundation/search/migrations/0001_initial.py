"""The findable things and the index of the database in use."""

from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
    title, text, content='search_findable', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER search_words_added AFTER INSERT ON search_findable BEGIN
    INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text);
END""",
    """CREATE TRIGGER search_words_removed AFTER DELETE ON search_findable BEGIN
    INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END""",
    """CREATE TRIGGER search_words_changed AFTER UPDATE ON search_findable BEGIN
    INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text);
END""",
)
POSTGRESQL = """
CREATE INDEX search_findable_words ON search_findable
    USING gin (to_tsvector('simple', title || ' ' || text));
"""


def index(apps, schema_editor):
    """Make the index: trigrams on SQLite (parts of German compounds are found), words on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Take the index away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_findable_words")
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER search_words_{name}")
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    """Findable things."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing_kind", models.CharField(max_length=24)),
                ("thing_id", models.BigIntegerField()),
                ("project_id", models.BigIntegerField(db_index=True, null=True)),
                ("language", models.CharField(default="de", max_length=5)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("thing_kind", "thing_id"), name="found_once")
                ]
            },
        ),
        migrations.RunPython(index, drop),
    ]
