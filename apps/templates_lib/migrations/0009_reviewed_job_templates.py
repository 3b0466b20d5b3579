"""Job templates with versions and review, as role profiles and company texts have them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSE_SQLITE = """
CREATE TRIGGER job_template_version_is_immutable BEFORE UPDATE ON templates_lib_jobtemplateversion
BEGIN SELECT RAISE(ABORT, 'a version of a job template cannot be changed'); END
"""
REFUSE_POSTGRES = """
CREATE FUNCTION refuse_job_template_version_update() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a version of a job template cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER job_template_version_is_immutable BEFORE UPDATE ON templates_lib_jobtemplateversion
FOR EACH ROW EXECUTE FUNCTION refuse_job_template_version_update();
"""


def forwards(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(REFUSE_POSTGRES if is_postgres else REFUSE_SQLITE)


def backwards(apps, schema_editor):
    """New templates that nobody has published go: nothing else knows what to do with one without sections."""
    apps.get_model("templates_lib", "JobTemplate").objects.filter(sections=[]).delete()
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER job_template_version_is_immutable ON templates_lib_jobtemplateversion")
        schema_editor.execute("DROP FUNCTION refuse_job_template_version_update()")
    else:
        schema_editor.execute("DROP TRIGGER job_template_version_is_immutable")


class Migration(migrations.Migration):

    dependencies = [
        ('templates_lib', '0008_employer_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JobTemplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('shipped', 'Shipped with the product'), ('draft', 'Draft'), ('published', 'Published')], max_length=9)),
                ('content', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job_template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='templates_lib.jobtemplate')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='JobTemplateDraft',
            fields=[
                ('base', models.PositiveIntegerField(help_text='the number of the version that was live when the change began')),
                ('state', models.CharField(choices=[('editing', 'Being edited'), ('review', 'Waiting for review'), ('returned', 'Sent back')], default='editing', max_length=8)),
                ('answer', models.CharField(blank=True, help_text='why it was sent back', max_length=500)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('job_template', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='draft', serialize=False, to='templates_lib.jobtemplate')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='templates_lib.jobtemplateversion')),
            ],
        ),
        migrations.AddField(
            model_name='jobtemplate',
            name='live',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='templates_lib.jobtemplateversion'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplateversion',
            constraint=models.UniqueConstraint(fields=('job_template', 'number'), name='job_template_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplateversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['shipped', 'draft', 'published'])), name='job_template_version_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplateversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'shipped'), ('author__isnull', False), _connector='OR'), name='job_template_change_has_an_author'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplateversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'published'), _negated=True), ('reviewer__isnull', False), _connector='OR'), name='published_job_template_has_a_reviewer'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplatedraft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['editing', 'review', 'returned'])), name='job_template_draft_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='jobtemplatedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='returned_job_template_says_why'),
        ),
        migrations.RunPython(forwards, backwards),
    ]
