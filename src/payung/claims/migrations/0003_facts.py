from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_intake"),
    ]

    operations: list = []
