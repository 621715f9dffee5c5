from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0004_actions")]
    operations: list = []
