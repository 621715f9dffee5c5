"""What coverage is measured against: universes and targets.

Both are only ever added to: the newest record of a day is in force, the older ones stay.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.monitoring.models.indicators import IndicatorDefinition


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
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.as_of}: {self.persons}"


class TargetSetter(models.TextChoices):
    """Who set a target; whose word counts first is ``monitoring/target_setters``."""

    LAW = "LAW", _("Undang-undang atau Peraturan Presiden")
    MINISTRY = "MINISTRY", _("Kementerian")
    PROVINCE = "PROVINCE", _("Pemerintah provinsi")
    LOCAL = "LOCAL", _("Pemerintah kabupaten atau kota")
    FUND = "FUND", _("BPJS Ketenagakerjaan")


class CoverageTarget(models.Model):
    """What a region (without one: the nation) is to reach by the end of a year, and who set it.

    A target stands on the scale of its definition and is never held against a figure of another.
    It is a ``share`` (in hundredths of a percent: 55.87 % is 5587) or a number of ``persons``;
    of the whole, or of a part (a segment).
    """

    definition = models.ForeignKey(
        IndicatorDefinition, on_delete=models.PROTECT, related_name="targets"
    )
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(max_length=30, blank=True)
    year = models.SmallIntegerField()
    share = models.IntegerField(null=True, blank=True)
    persons = models.IntegerField(null=True, blank=True)
    setter = models.CharField(
        max_length=8, choices=TargetSetter.choices, default=TargetSetter.MINISTRY
    )
    set_by = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    confidence = models.CharField(max_length=6, default="high")
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=10000), name="target_share"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=False, persons=None) | Q(share=None, persons__gte=0),
                name="target_share_or_persons",
            ),
            models.CheckConstraint(
                condition=~Q(set_by="") & ~Q(document=""), name="target_source_stated"
            ),
            models.CheckConstraint(
                condition=Q(setter__in=TargetSetter.values), name="target_setter_known"
            ),
        ]
        indexes = [models.Index(fields=["region", "year"])]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id or 'ID'} {self.year}: {self.share or self.persons}"


class TargetWithdrawal(models.Model):
    """A target that was recorded by mistake no longer counts; it stays readable with the reason."""

    target = models.OneToOneField(
        CoverageTarget, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="target_withdrawn_why"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.target_id}"
