"""Rules and figures by date: regulations, minimum wages, holidays, banks."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from payung.reference.models.offices import Office
from payung.reference.models.regions import Region
from payung.reference.models.sourced import Sourced


class RegulationStatus(models.TextChoices):
    """Whether a rule still holds."""

    IN_FORCE = "IN_FORCE", "Berlaku"
    PERIOD_CLOSED = "PERIOD_CLOSED", "Masanya selesai"
    REPLACED = "REPLACED", "Diganti"
    LAPSED = "LAPSED", "Tidak berlaku lagi"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Regulation(Sourced):
    """A rule that a letter or a budget line may cite.

    ``role`` says in Indonesian what it does in this field of work.
    """

    code = models.CharField(max_length=60, primary_key=True)
    type = models.CharField(max_length=40)
    number = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    title_en = models.TextField()
    role = models.TextField()
    status = models.CharField(max_length=13, choices=RegulationStatus.choices)
    status_note = models.CharField(max_length=200, blank=True)

    class Meta(Sourced.Meta):
        ordering = ["type", "year", "number"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__range=(1945, 2100)), name="regulation_year_plausible"
            ),
            models.CheckConstraint(
                condition=Q(status__in=RegulationStatus.values), name="regulation_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """How the rule is cited: ``Inpres 2/2021``."""
        return (
            f"{self.type} {self.number}/{self.year}" if self.number else f"{self.type} {self.year}"
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class MinimumWage(Sourced):
    """The minimum wage of a region in a calendar year, rupiah a month (UMP, or UMK)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="minimum_wages")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    decree = models.CharField(max_length=120, blank=True)

    class Meta(Sourced.Meta):
        ordering = ["region", "year"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["region", "year"], name="minimum_wage_once_a_year"),
            models.CheckConstraint(
                condition=Q(amount__range=(100_000, 100_000_000)),
                name="minimum_wage_plausible",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2100)), name="minimum_wage_year_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}: {self.amount}"


class HolidayKind(models.TextChoices):
    """The kinds of day off."""

    NATIONAL = "NATIONAL", "Libur nasional"
    JOINT_LEAVE = "JOINT_LEAVE", "Cuti bersama"
    LOCAL = "LOCAL", "Libur setempat"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Holiday(Sourced):
    """A day off. A local one belongs to the office that keeps it (by a decree in ``source``)."""

    day = models.DateField()
    kind = models.CharField(max_length=11, choices=HolidayKind.choices)
    name = models.CharField(max_length=200)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="local_holidays"
    )

    class Meta(Sourced.Meta):
        ordering = ["day", "kind"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["day", "kind", "office"], name="holiday_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind="LOCAL", office__isnull=False)
                | Q(kind__in=["NATIONAL", "JOINT_LEAVE"], office=None),
                name="holiday_local_has_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Bank(Sourced):
    """A bank, by its three-digit clearing code."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(code__regex=r"^\d{3}$"), name="bank_code_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
