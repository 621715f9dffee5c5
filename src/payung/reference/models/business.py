"""Kinds of business, their risk groups, KBLI, and the segments of workers."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from payung.reference.models.sourced import Sourced

RISK_GROUPS = (1, 5)


class RiskGroup(Sourced):
    """One of the five risk groups of Annex I of PP 82/2019 (its rate is in ``law``)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    kinds_in_annex = models.PositiveSmallIntegerField()

    class Meta(Sourced.Meta):
        ordering = ["number"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(number__range=RISK_GROUPS), name="risk_group_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class BusinessKind(Sourced):
    """A kind of business and its risk group.

    With a number (1 to 191) it is a line of the annex, loaded by the office from the gazette.
    Without one it is an example in our own words, good for orientation only.
    """

    code = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True, unique=True)
    name = models.CharField(max_length=300)
    risk_group = models.ForeignKey(RiskGroup, on_delete=models.PROTECT, related_name="kinds")

    class Meta(Sourced.Meta):
        ordering = ["number", "code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__range=(1, 191)),
                name="business_kind_number_of_annex",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KbliSection(Sourced):
    """A section (kategori) of KBLI 2020, by its letter."""

    code = models.CharField(max_length=1, primary_key=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta(Sourced.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class KbliClass(Sourced):
    """A KBLI 2020 class of two to five digits with its risk group.

    The package names the divisions (two digits) and *suggests* a group. A person confirms it, or
    confirms another group for a finer class; only a confirmed group may decide a bill. The
    confirmation has all its parts or none.
    """

    code = models.CharField(max_length=5, primary_key=True)
    section = models.ForeignKey(KbliSection, on_delete=models.PROTECT, related_name="classes")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    suggested_risk_group = models.ForeignKey(
        RiskGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_risk_group = models.ForeignKey(
        RiskGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_because = models.TextField(blank=True)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{2,5}$"), name="kbli_two_to_five_digits"
            ),
            models.CheckConstraint(
                condition=Q(
                    confirmed_risk_group=None,
                    confirmed_by="",
                    confirmed_on=None,
                    confirmed_because="",
                )
                | (
                    Q(confirmed_risk_group__isnull=False, confirmed_on__isnull=False)
                    & ~Q(confirmed_by="")
                    & ~Q(confirmed_because="")
                ),
                name="kbli_confirmation_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LabourIntensiveClass(Sourced):
    """A KBLI class of one of the six labour-intensive industries of PP 7/2025."""

    kbli_prefix = models.CharField(max_length=5, primary_key=True)
    industry = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta(Sourced.Meta):
        ordering = ["kbli_prefix"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kbli_prefix__regex=r"^\d{2,5}$"), name="labour_intensive_prefix_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kbli_prefix} {self.name}"


class WorkerSegment(Sourced):
    """A segment of workers, or a group of vulnerable workers inside one.

    ``parent`` is the segment that such a group is registered in by default. ``guided`` marks the
    groups for whom a regional agency answers (guru, nelayan ...). ``often_state_wage_earner``
    marks the border: RT/RW, village officials, election staff and honorary teachers are often
    registered as wage earners of the state and not as non-wage earners. ``transport`` marks the
    transport sector of PP 50/2025.
    """

    code = models.CharField(max_length=40, primary_key=True)
    abbreviation = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="groups"
    )
    is_vulnerable = models.BooleanField(default=False)
    guided = models.BooleanField(default=False)
    often_state_wage_earner = models.BooleanField(default=False)
    transport = models.BooleanField(default=False)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(parent=models.F("code")), name="segment_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name
