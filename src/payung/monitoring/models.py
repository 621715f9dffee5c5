"""What coverage is measured against: eligible universes and targets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class EligibleUniverse(models.Model):
    """How many workers of a region could be members, from whom, by which definition."""

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    persons = models.IntegerField()
    #: The kind of denominator: the fund's eligible workers, employed persons, labour force.
    kind = models.CharField(
        max_length=30,
        choices=[
            ("ELIGIBLE_UNIVERSE", "Potensi pekerja menurut BPJS Ketenagakerjaan"),
            ("EMPLOYED_PERSONS", "Penduduk bekerja (Sakernas)"),
            ("LABOUR_FORCE", "Angkatan kerja (Sakernas)"),
        ],
    )
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=6)
    #: Superseded figures stay: the newest record of a date and kind is in force.
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(persons__gt=0), name="universe_positive"),
        ]
        indexes = [models.Index(fields=["region", "kind", "as_of"])]


class CoverageTarget(models.Model):
    """The coverage that a region is to reach by the end of a year, and who set it.

    ``share`` is in hundredths of a percent (55.87 % is 5587): an exact integer.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    share = models.IntegerField()
    set_by = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=10000), name="target_share"),
        ]
        indexes = [models.Index(fields=["region", "year"])]
