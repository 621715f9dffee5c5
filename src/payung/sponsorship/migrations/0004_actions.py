from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0003_regulations")]
    operations: list = []
