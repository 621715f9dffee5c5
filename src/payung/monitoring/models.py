"""What coverage is measured against, and the stored figures of the dashboards.

Universes and targets are only ever added to: the newest record of a day is in force, the older
ones stay. The facts are the opposite: they hold nothing of their own, and are written anew
whenever the books have moved.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q


def _only_added_to() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="only_added_to",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
            func="RAISE EXCEPTION '% on %: universes and targets are only added to', "
            "TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
        )
    ]


class UniverseKind(models.TextChoices):
    """The kinds of denominator. Figures of different kinds are never compared."""

    ELIGIBLE_UNIVERSE = "ELIGIBLE_UNIVERSE", "Potensi pekerja menurut BPJS Ketenagakerjaan"
    EMPLOYED_PERSONS = "EMPLOYED_PERSONS", "Penduduk bekerja (Sakernas)"
    LABOUR_FORCE = "LABOUR_FORCE", "Angkatan kerja (Sakernas)"


class UniverseMethod(models.TextChoices):
    """How the number came about."""

    PUBLISHED = "PUBLISHED", "Angka yang diterbitkan"
    SPLIT_BY_POPULATION = "SPLIT_BY_POPULATION", "Dibagi menurut jumlah penduduk terdaftar"


class EligibleUniverse(models.Model):
    """How many workers of a region could be members, from whom, by which definition."""

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    persons = models.IntegerField()
    kind = models.CharField(max_length=30, choices=UniverseKind.choices)
    method = models.CharField(max_length=30, choices=UniverseMethod.choices)
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=6)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(persons__gt=0), name="universe_positive"),
            models.CheckConstraint(condition=~Q(source=""), name="universe_source_stated"),
        ]
        indexes = [models.Index(fields=["region", "kind", "as_of"])]
        triggers = _only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.as_of}: {self.persons}"


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
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=10000), name="target_share"
            ),
            models.CheckConstraint(
                condition=~Q(set_by="") & ~Q(document=""), name="target_source_stated"
            ),
        ]
        indexes = [models.Index(fields=["region", "year"])]
        triggers = _only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}: {self.share}"


class RegionBasis(models.TextChoices):
    """Which place a member is counted at. Figures of different bases are never compared."""

    REGISTRATION = "registration", "Tempat pendaftaran pemberi kerja"
    WORK_REGION = "work_region", "Tempat bekerja"


class FactRefresh(models.Model):
    """The state of the books from which the facts of a region and day were written.

    ``version`` is that of ``contributions.queries.last_change``; ``rules`` names the values of
    the law that the figures rest on. Facts of another version or other rules are out of date.
    Universes and targets are no facts: they are read as they stand.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()
    version = models.BigIntegerField()
    rules = models.CharField(max_length=200)
    refreshed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "as_of"], name="fact_refresh_once")
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.as_of} v{self.version}"


class CoverageFact(models.Model):
    """Members of one regency by segment on a day, by place of registration.

    A province is the sum of its regencies: each person is counted once.
    """

    refresh = models.ForeignKey(FactRefresh, on_delete=models.CASCADE, related_name="members")
    region = models.ForeignKey("reference.Region", on_delete=models.CASCADE, related_name="+")
    segment = models.SmallIntegerField()
    active = models.IntegerField()
    registered = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["refresh", "region", "segment"], name="coverage_fact_once"
            ),
            models.CheckConstraint(
                condition=Q(active__gte=0, registered__gte=F("active")),
                name="coverage_fact_active_are_registered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.segment}: {self.active}"


class BillFact(models.Model):
    """The bills of one contribution month within the region of a refresh; money in rupiah."""

    refresh = models.ForeignKey(FactRefresh, on_delete=models.CASCADE, related_name="bills")
    month = models.DateField()
    employers = models.IntegerField()
    workers = models.IntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_worker = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_worker = models.BigIntegerField()
    total = models.BigIntegerField()
    paid = models.BigIntegerField()
    written_off = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["refresh", "month"], name="bill_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.total}"


class ArrearsFact(models.Model):
    """Arrears within the region of a refresh: of the whole, of a class, or of a part of it.

    ``code`` is empty for the whole, else that of the collectability class or of the region.
    """

    class Part(models.TextChoices):
        WHOLE = "WHOLE", "Seluruhnya"
        CLASS = "CLASS", "Kelas kolektibilitas"
        REGION = "REGION", "Wilayah"

    refresh = models.ForeignKey(FactRefresh, on_delete=models.CASCADE, related_name="arrears")
    part = models.CharField(max_length=6, choices=Part.choices)
    code = models.CharField(max_length=30, blank=True)
    active_employers = models.IntegerField(default=0)
    employers = models.IntegerField()
    principal = models.BigIntegerField()
    penalty = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["refresh", "part", "code"], name="arrears_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.code}: {self.principal}"
