from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0006_lists")]
    operations: list = []
