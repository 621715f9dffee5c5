"""Villages (desa) and wards (kelurahan), below the regencies."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from payung.reference.models.regions import Region
from payung.reference.models.sourced import Sourced


class VillageKind(models.TextChoices):
    """What a village is: with a budget of its own, or a part of the city's administration."""

    DESA = "DESA", "Desa"
    KELURAHAN = "KELURAHAN", "Kelurahan"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Village(Sourced):
    """A village by its Kemendagri code (``61.01.01.2001``), with the district that it lies in.

    The package carries none of the 84,000: an office loads those of its regencies from its own
    list (``own_tables.load_villages``). ``population`` is what its source says, empty if unknown.
    """

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    district = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=VillageKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="villages")
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$"), name="village_code_digits"
            ),
            models.CheckConstraint(
                condition=Q(code__startswith=F("region_id")), name="village_code_is_path"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=VillageKind.values), name="village_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
