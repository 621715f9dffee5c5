from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0008_matching")]
    operations: list = []
