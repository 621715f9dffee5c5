from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0007_covers")]
    operations = [
        migrations.AddField(
            model_name="matchrun",
            name="inputs",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
    ]
