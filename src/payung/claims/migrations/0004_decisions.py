from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_facts"),
    ]

    operations: list = []
