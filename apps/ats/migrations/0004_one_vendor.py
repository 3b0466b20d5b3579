from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def give_to_connection(apps, schema_editor):
    """The system that is asked is the one that sends, too; events signed as Standard Webhooks are taken as before."""
    access = apps.get_model("ats", "ApiAccess").objects.filter(connection=OuterRef("pk"))
    connections = apps.get_model("ats", "Connection").objects.filter(access__isnull=False)
    connections.update(vendor=Subquery(access.values("vendor")[:1]))


def give_back(apps, schema_editor):
    connection = apps.get_model("ats", "Connection").objects.filter(pk=OuterRef("connection"))
    apps.get_model("ats", "ApiAccess").objects.update(vendor=Subquery(connection.values("vendor")[:1]))


class Migration(migrations.Migration):
    dependencies = [("ats", "0003_connectors")]
    operations = [
        # Empty for a moment on the way back.
        migrations.AlterField("apiaccess", "vendor", models.CharField(max_length=20, null=True)),
        migrations.RunPython(give_to_connection, give_back),
        migrations.RemoveConstraint(model_name="apiaccess", name="access_vendor_is_known"),
        migrations.RemoveField(model_name="apiaccess", name="vendor"),
    ]
