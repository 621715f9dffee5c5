from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0002_row_status")]
    operations: list = []
