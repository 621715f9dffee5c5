"""The stored figures of a region's page.

They hold nothing of their own, and are written anew whenever the books have moved.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


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
