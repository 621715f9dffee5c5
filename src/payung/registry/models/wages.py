"""Wages by month: the one table with a row per worker and month."""

from __future__ import annotations

from django.db import models

from payung.registry.models.choices import Segment
from payung.registry.models.employers import Employer
from payung.registry.models.imports import ImportFile
from payung.registry.models.people import Membership


class WageReport(models.Model):
    """The wage (or stated income) of one membership for one month, as reported.

    It carries what a bill needs (payer, segment, programmes), so that a month is billed by one
    pass over its partition. Rows are only added: the highest ``revision`` is in force, and a
    revision with wage 0 withdraws the report (the worker had left). ``source`` tells whether the
    employer reported it or the rule "no change reported: as last month" carried it on.

    The table is partitioned by ``month``; the migration makes it with SQL, and
    ``months.ensure_month`` makes a month's partition.
    """

    class Source(models.IntegerChoices):
        REPORTED = 1, "Dilaporkan"
        CARRIED = 2, "Sama dengan bulan lalu"
        CORRECTED = 3, "Perbaikan"

    pk = models.CompositePrimaryKey("month", "membership_id", "revision")
    month = models.DateField()
    membership = models.ForeignKey(
        Membership, on_delete=models.DO_NOTHING, related_name="wages", db_constraint=False
    )
    revision = models.SmallIntegerField(default=0)
    employer = models.ForeignKey(
        Employer, on_delete=models.DO_NOTHING, related_name="wages", db_constraint=False
    )
    segment = models.SmallIntegerField(choices=Segment.choices)
    programmes = models.SmallIntegerField()
    wage = models.BigIntegerField()
    source = models.SmallIntegerField(choices=Source.choices)
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        managed = False
        db_table = "registry_wagereport"

    def __str__(self) -> str:
        return f"{self.membership_id} {self.month:%Y-%m} r{self.revision}"


class VanishedWorker(models.Model):
    """A worker who had a wage last month and is missing from this month's list of his employer.

    He is not dropped: the branch asks the employer whether he left (F1b) or was forgotten.
    """

    import_file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="vanished")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    last_wage = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["import_file", "membership"], name="vanished_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} ({self.import_file_id})"
