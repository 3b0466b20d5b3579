"""Revisions cannot be changed, on either database; full-text index where PostgreSQL is used."""

from django.db import migrations

REFUSE_SQLITE = """
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON descriptions_revision
BEGIN SELECT RAISE(ABORT, 'a revision cannot be changed'); END
"""
REFUSE_POSTGRES = """
CREATE FUNCTION refuse_revision_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a revision cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON descriptions_revision
FOR EACH ROW EXECUTE FUNCTION refuse_revision_update();
"""
SEARCH_INDEX = """
CREATE INDEX description_search ON descriptions_jobdescription
USING gin (to_tsvector('english'::regconfig, COALESCE(search_text, '')))
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE_POSTGRES)
        schema_editor.execute(SEARCH_INDEX)
    else:
        schema_editor.execute(REFUSE_SQLITE)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX description_search")
        schema_editor.execute("DROP TRIGGER revision_is_immutable ON descriptions_revision")
        schema_editor.execute("DROP FUNCTION refuse_revision_update()")
    else:
        schema_editor.execute("DROP TRIGGER revision_is_immutable")


class Migration(migrations.Migration):
    dependencies = [("descriptions", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
