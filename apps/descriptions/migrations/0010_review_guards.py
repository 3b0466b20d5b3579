"""What must never be false: an approved text is the text that was approved, and no decision is rewritten."""

from django.db import migrations, models

REFUSE_SQLITE = """
CREATE TRIGGER decision_is_immutable BEFORE UPDATE ON descriptions_decision
BEGIN SELECT RAISE(ABORT, 'a decision cannot be changed'); END
"""
REFUSE_POSTGRES = """
CREATE FUNCTION refuse_decision_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a decision cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER decision_is_immutable BEFORE UPDATE ON descriptions_decision
FOR EACH ROW EXECUTE FUNCTION refuse_decision_update();
"""


def forwards(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(REFUSE_POSTGRES if is_postgres else REFUSE_SQLITE)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER decision_is_immutable ON descriptions_decision")
        schema_editor.execute("DROP FUNCTION refuse_decision_update()")
    else:
        schema_editor.execute("DROP TRIGGER decision_is_immutable")


class Migration(migrations.Migration):
    dependencies = [("descriptions", "0009_finished_to_review")]
    operations = [
        migrations.AddConstraint(
            model_name='jobdescription',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in_review', 'changes_requested', 'approved', 'published', 'archived'])), name='description_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='jobdescription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'published']), _negated=True), models.Q(('approved_at__isnull', False), ('text_hash', models.F('approved_hash')), models.Q(('text_hash', ''), _negated=True)), _connector='OR'), name='approval_is_of_this_text'),
        ),
        migrations.RunPython(forwards, backwards),
    ]
