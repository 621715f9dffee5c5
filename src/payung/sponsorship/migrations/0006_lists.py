from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0005_budgets")]
    operations: list = []
