from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0007_covers")]
    operations: list = []
