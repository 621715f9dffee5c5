"""Provinces, regencies and cities; the codes that they had before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.reference.models.sourced import Sourced


class RegionKind(models.TextChoices):
    """The kinds of region that have their own code of two or four digits."""

    PROVINCE = "PROVINCE", "Provinsi"
    REGENCY = "REGENCY", "Kabupaten"
    CITY = "CITY", "Kota"


class TimeZone(models.TextChoices):
    """The three time zones of Indonesia."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Region(Sourced):
    """A region of today, by its Kemendagri code: ``19`` a province, ``19.01`` a regency.

    The code is the path: a regency's code begins with its province's code and a dot. A regency
    code is also the code of a place of work. Points are in thousandths of a degree (WGS84),
    inside the largest part of the area; population is registered persons, second half of 2024.
    """

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=8, choices=RegionKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="regencies"
    )
    capital = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=20, choices=TimeZone.choices)
    latitude_mdeg = models.IntegerField()
    longitude_mdeg = models.IntegerField()
    population_male = models.PositiveIntegerField()
    population_female = models.PositiveIntegerField()

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=RegionKind.PROVINCE, parent=None, code__regex=r"^\d\d$")
                | Q(kind=RegionKind.REGENCY, code__regex=r"^\d\d\.[0-6]\d$")
                | Q(kind=RegionKind.CITY, code__regex=r"^\d\d\.[7-9]\d$"),
                name="region_code_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=RegionKind.PROVINCE)
                | Q(parent__isnull=False, code__startswith=F("parent_id")),
                name="region_code_is_path",
            ),
            models.CheckConstraint(
                condition=Q(latitude_mdeg__range=(-12_000, 7_000))
                & Q(longitude_mdeg__range=(94_000, 142_000)),
                name="region_point_in_indonesia",
            ),
            models.CheckConstraint(
                condition=Q(time_zone__in=TimeZone.values), name="region_time_zone_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def population(self) -> int:
        """Registered persons, second half of 2024."""
        return self.population_male + self.population_female


class RegionCodeChange(Sourced):
    """A regency code of before and the code of today; a NIK keeps the old one for ever."""

    old_code = models.CharField(max_length=5, primary_key=True)
    new = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="former_codes")
    changed_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta(Sourced.Meta):
        ordering = ["old_code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(old_code__regex=r"^\d\d\.\d\d$") & ~Q(old_code=F("new_id")),
                name="code_change_is_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} → {self.new_id}"


class RegionSplit(Sourced):
    """A province that was cut out of another: its people may hold NIKs of the older one."""

    mother = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="daughters")
    daughter = models.OneToOneField(
        Region, on_delete=models.PROTECT, primary_key=True, related_name="split_from"
    )
    split_on = models.DateField()
    law = models.CharField(max_length=60)

    class Meta(Sourced.Meta):
        ordering = ["daughter"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(mother=F("daughter")), name="split_of_two_provinces"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mother_id} → {self.daughter_id}"
