"""The clauses of decrees by which stand-ins decide are one record, told apart by their subject."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SUBJECTS = [
    ("binding_agreement", "Perjanjian yang mengikat"),
    ("frame_agreement", "Kesepakatan kerangka"),
    ("budget", "Anggaran"),
    ("minutes", "Notulen rapat"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="actingauthority",
            name="subject",
            field=models.CharField(choices=SUBJECTS, default="binding_agreement", max_length=20),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="actingauthority",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authorities",
                to="access.postholder",
            ),
        ),
        migrations.AddConstraint(
            model_name="actingauthority",
            constraint=models.UniqueConstraint(
                fields=("holder", "subject"), name="acting_authority_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="actingauthority",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__in", [code for code, _ in SUBJECTS])),
                name="acting_authority_subject_known",
            ),
        ),
    ]
