from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0004_benefits"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("account", 240)),
                fields=["journal"],
                include=("amount",),
                name="posting_benefit_tax",
            ),
        ),
    ]
