from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0003_indicators"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reportfile",
            name="office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="reference.office",
            ),
        ),
        migrations.AlterField(
            model_name="reportfile",
            name="content_hash",
            field=models.BinaryField(max_length=32),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("refused", 0)),
                fields=("content_hash",),
                name="report_file_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted", 0), ("refused__gt", 0)),
                    models.Q(("accepted__gt", 0), ("refused", 0)),
                    _connector="OR",
                ),
                name="report_file_all_or_nothing",
            ),
        ),
        migrations.RemoveIndex(model_name="observation", name="observation_of_region"),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                fields=["region", "definition", "part", "as_of"], name="observation_of_region"
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                condition=models.Q(("born_as", "DRAFT")),
                fields=["region", "as_of"],
                name="observation_to_check",
            ),
        ),
    ]
