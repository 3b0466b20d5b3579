"""Job templates with content of their own; boilerplate by language and date, one text of a kind at a time.

No unique constraint can say that periods do not overlap, so a trigger does, on either database. Django makes an SQLite
table anew when a column is altered, and loses its triggers: a later migration that does so has to run `forwards` again.
A test fails when that is forgotten.
"""

import django.db.models.deletion
from django.db import migrations, models


OVERLAP = """
SELECT 1 FROM templates_lib_boilerplate AS other
WHERE other.kind = NEW.kind AND other.department_id {is_same} NEW.department_id AND other.country = NEW.country
AND other.language = NEW.language AND other.id <> COALESCE(NEW.id, 0)
AND COALESCE(other.effective_from, '0001-01-01') <= COALESCE(NEW.effective_until, '9999-12-31')
AND COALESCE(NEW.effective_from, '0001-01-01') <= COALESCE(other.effective_until, '9999-12-31')
"""
MESSAGE = "another text of this kind is in force at the same time"
SQLITE = f"""
CREATE TRIGGER boilerplate_once_{{name}} BEFORE {{event}} ON templates_lib_boilerplate
WHEN EXISTS ({OVERLAP.format(is_same="IS")}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
POSTGRES = f"""
CREATE FUNCTION refuse_boilerplate_overlap() RETURNS trigger AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('templates_lib_boilerplate'));
    IF EXISTS ({OVERLAP.format(is_same="IS NOT DISTINCT FROM")}) THEN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER boilerplate_once BEFORE INSERT OR UPDATE ON templates_lib_boilerplate
FOR EACH ROW EXECUTE FUNCTION refuse_boilerplate_overlap();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)
        return
    for event in ("insert", "update"):
        schema_editor.execute(SQLITE.format(name=event, event=event.upper()))


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER boilerplate_once ON templates_lib_boilerplate")
        schema_editor.execute("DROP FUNCTION refuse_boilerplate_overlap()")
        return
    for event in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER boilerplate_once_{event}")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('templates_lib', '0003_reference'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='boilerplate',
            name='one_boilerplate_a_department',
        ),
        migrations.RemoveConstraint(
            model_name='boilerplate',
            name='one_boilerplate_for_all',
        ),
        migrations.AddField(
            model_name='boilerplate',
            name='effective_from',
            field=models.DateField(blank=True, help_text='empty: since ever', null=True, verbose_name='in force from'),
        ),
        migrations.AddField(
            model_name='boilerplate',
            name='effective_until',
            field=models.DateField(blank=True, help_text='the last day; empty: without end', null=True, verbose_name='until'),
        ),
        migrations.AddField(
            model_name='boilerplate',
            name='language',
            field=models.CharField(blank=True, choices=[('en-GB', 'British English'), ('en-US', 'American English')], help_text='empty for every language', max_length=5),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='content_hash',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='is_published',
            field=models.BooleanField(default=True, help_text='offered on the page of the brief'),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='length',
            field=models.CharField(blank=True, choices=[('short', 'Short'), ('standard', 'Standard'), ('long', 'Long')], help_text='where the brief names none; empty for standard', max_length=10),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='person',
            field=models.CharField(blank=True, choices=[('you', 'you'), ('postholder', 'the postholder')], help_text="empty for the company's own choice", max_length=12, verbose_name='speaks to'),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='purpose',
            field=models.CharField(blank=True, help_text='one line for those who choose', max_length=120, verbose_name='what it is for'),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='skills',
            field=models.JSONField(blank=True, default=list, help_text='skills that this kind of job implies'),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='source',
            field=models.SlugField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='tone',
            field=models.CharField(blank=True, choices=[('neutral', 'Neutral'), ('friendly', 'Friendly'), ('formal', 'Formal'), ('concise', 'Concise')], help_text='where the brief names none; empty for neutral', max_length=10),
        ),
        migrations.AlterField(
            model_name='boilerplate',
            name='department',
            field=models.ForeignKey(blank=True, help_text='empty for every department', null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.department'),
        ),
        migrations.AlterField(
            model_name='boilerplate',
            name='kind',
            field=models.CharField(choices=[('about', 'About us'), ('benefits', 'Benefits (one a line)'), ('equal_opportunity', 'Equal opportunity'), ('accommodation', 'Adjustments and accommodation'), ('privacy_notice', 'Privacy notice'), ('ai_notice', 'Notice on the use of AI')], max_length=20),
        ),
        migrations.AlterField(
            model_name='jobtemplate',
            name='is_default',
            field=models.BooleanField(default=False, help_text='used where the brief names no template'),
        ),
        migrations.AlterField(
            model_name='jobtemplate',
            name='sections',
            field=models.JSONField(help_text='an ordered list of sections'),
        ),
        migrations.AddConstraint(
            model_name='boilerplate',
            constraint=models.CheckConstraint(condition=models.Q(('effective_from', None), ('effective_until', None), ('effective_until__gte', models.F('effective_from')), _connector='OR'), name='boilerplate_ends_after_it_begins', violation_error_message='The last day lies before the first one.'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source',), name='template_loaded_once'),
        ),
        migrations.RunPython(forwards, backwards),
    ]
