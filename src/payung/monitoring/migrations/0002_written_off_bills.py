from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="billfact",
            name="written_off",
            field=models.BigIntegerField(default=0),
        ),
    ]
