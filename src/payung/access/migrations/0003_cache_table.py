"""The table of the shared cache, which counts failed sign-ins."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("access", "0002_seats_and_contexts")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
