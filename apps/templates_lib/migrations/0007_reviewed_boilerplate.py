"""Company texts with versions and review, as role profiles have them.

Only published texts exclude one another now, so the trigger of migration 0004 is made anew; adding a column has taken
it from SQLite's table anyway.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

OVERLAP = """
SELECT 1 FROM templates_lib_boilerplate AS other
WHERE NEW.is_published AND other.is_published
AND other.kind = NEW.kind AND other.department_id {is_same} NEW.department_id AND other.country = NEW.country
AND other.language = NEW.language AND other.id <> COALESCE(NEW.id, 0)
AND COALESCE(other.effective_from, '0001-01-01') <= COALESCE(NEW.effective_until, '9999-12-31')
AND COALESCE(NEW.effective_from, '0001-01-01') <= COALESCE(other.effective_until, '9999-12-31')
"""
MESSAGE = "another text of this kind is in force at the same time"
ONCE_SQLITE = f"""
CREATE TRIGGER boilerplate_once_{{name}} BEFORE {{event}} ON templates_lib_boilerplate
WHEN EXISTS ({OVERLAP.format(is_same="IS")}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
ONCE_POSTGRES = f"""
CREATE OR REPLACE FUNCTION refuse_boilerplate_overlap() RETURNS trigger AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('templates_lib_boilerplate'));
    IF EXISTS ({OVERLAP.format(is_same="IS NOT DISTINCT FROM")}) THEN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""
REFUSE_SQLITE = """
CREATE TRIGGER boilerplate_version_is_immutable BEFORE UPDATE ON templates_lib_boilerplateversion
BEGIN SELECT RAISE(ABORT, 'a version of a company text cannot be changed'); END
"""
REFUSE_POSTGRES = """
CREATE FUNCTION refuse_boilerplate_version_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a version of a company text cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER boilerplate_version_is_immutable BEFORE UPDATE ON templates_lib_boilerplateversion
FOR EACH ROW EXECUTE FUNCTION refuse_boilerplate_version_update();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ONCE_POSTGRES)
        schema_editor.execute(REFUSE_POSTGRES)
        return
    for event in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS boilerplate_once_{event}")
        schema_editor.execute(ONCE_SQLITE.format(name=event, event=event.upper()))
    schema_editor.execute(REFUSE_SQLITE)


def backwards(apps, schema_editor):
    """Texts that nobody has published go; the trigger of migration 0004 knows no difference."""
    apps.get_model("templates_lib", "Boilerplate").objects.filter(is_published=False).delete()
    old = import_module("apps.templates_lib.migrations.0004_templates_and_dated_boilerplate")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER boilerplate_version_is_immutable ON templates_lib_boilerplateversion")
        schema_editor.execute("DROP FUNCTION refuse_boilerplate_version_update()")
        schema_editor.execute("DROP TRIGGER boilerplate_once ON templates_lib_boilerplate")
        schema_editor.execute(old.POSTGRES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
        return
    schema_editor.execute("DROP TRIGGER boilerplate_version_is_immutable")


def make_old_triggers(apps, schema_editor):
    """Undoing the columns has made SQLite's table anew, without its triggers."""
    if schema_editor.connection.vendor != "postgresql":
        import_module("apps.templates_lib.migrations.0004_templates_and_dated_boilerplate").forwards(
            apps, schema_editor
        )


class Migration(migrations.Migration):

    dependencies = [
        ('templates_lib', '0006_profile_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, make_old_triggers),
        migrations.AddField(
            model_name='boilerplate',
            name='is_published',
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AlterField(
            model_name='companyprofile',
            name='tone',
            field=models.CharField(blank=True, choices=[(None, 'Neutral'), ('friendly', 'Friendly'), ('formal', 'Formal'), ('concise', 'Concise')], help_text='Where neither the brief nor its job template names a tone.', max_length=8, verbose_name='usual tone'),
        ),
        migrations.CreateModel(
            name='BoilerplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('shipped', 'Shipped with the product'), ('draft', 'Draft'), ('published', 'Published')], max_length=9)),
                ('content', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('boilerplate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='templates_lib.boilerplate')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='BoilerplateDraft',
            fields=[
                ('base', models.PositiveIntegerField(help_text='the number of the version that was live when the change began')),
                ('state', models.CharField(choices=[('editing', 'Being edited'), ('review', 'Waiting for review'), ('returned', 'Sent back')], default='editing', max_length=8)),
                ('answer', models.CharField(blank=True, help_text='why it was sent back', max_length=500)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('boilerplate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='draft', serialize=False, to='templates_lib.boilerplate')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='templates_lib.boilerplateversion')),
            ],
        ),
        migrations.AddField(
            model_name='boilerplate',
            name='live',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='templates_lib.boilerplateversion'),
        ),
        migrations.AddConstraint(
            model_name='boilerplateversion',
            constraint=models.UniqueConstraint(fields=('boilerplate', 'number'), name='boilerplate_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='boilerplateversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['shipped', 'draft', 'published'])), name='boilerplate_version_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='boilerplateversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'shipped'), ('author__isnull', False), _connector='OR'), name='boilerplate_change_has_an_author'),
        ),
        migrations.AddConstraint(
            model_name='boilerplateversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'published'), _negated=True), ('reviewer__isnull', False), _connector='OR'), name='published_boilerplate_has_a_reviewer'),
        ),
        migrations.AddConstraint(
            model_name='boilerplatedraft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['editing', 'review', 'returned'])), name='boilerplate_draft_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='boilerplatedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='returned_boilerplate_says_why'),
        ),
        migrations.AlterField(
            model_name='jobtemplate',
            name='tone',
            field=models.CharField(blank=True, choices=[('neutral', 'Neutral'), ('friendly', 'Friendly'), ('formal', 'Formal'), ('concise', 'Concise')], help_text="where the brief names none; empty for the company's", max_length=10),
        ),
        migrations.RunPython(forwards, backwards),
    ]
