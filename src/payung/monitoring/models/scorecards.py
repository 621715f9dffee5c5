"""Scorecards: editions, their criteria and weights, and their locking. Rows are only added.

The criteria of an edition stand in sets: each change is a whole new set with who made it and why,
the newest is in force. A locked edition takes no further set; its league is read from the figures
that were stated by the day of the lock, so that it can be shown again however figures move since.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.clock import today


class ScorecardLevel(models.TextChoices):
    """Which governments an edition compares."""

    PROVINCE = "PROVINCE", _("pemerintah provinsi")
    REGENCY = "REGENCY", _("pemerintah kabupaten dan kota")


class Measure(models.TextChoices):
    """What of an indicator's figure a criterion looks at."""

    VALUE = "VALUE", _("angkanya sendiri")
    GROWTH = "GROWTH", _("kenaikan dalam setahun")
    SHARE = "SHARE", _("bagian dari penyebutnya sendiri")
    PER = "PER", _("per orang pada angka kedua")


class PointRule(models.TextChoices):
    """How a criterion's points come about."""

    RANK = "RANK", _("menurut peringkat")
    TARGET = "TARGET", _("menurut capaian target")
    THRESHOLDS = "THRESHOLDS", _("menurut ambang")
    YES_NO = "YES_NO", _("ada atau tidak ada")


class MissingRule(models.TextChoices):
    """What a missing figure means."""

    ZERO = "ZERO", _("tanpa poin")
    EXCLUDED = "EXCLUDED", _("dikeluarkan, bobot lain disesuaikan")


class ScorecardEdition(models.Model):
    """A round in which governments of one level are compared, by their figures of one day.

    Without a region it takes in the nation, else the regencies of that province.
    """

    name = models.CharField(max_length=120)
    year = models.SmallIntegerField()
    as_of = models.DateField()
    level = models.CharField(max_length=8, choices=ScorecardLevel.choices)
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField(default=today)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "level", "year", "name"],
                name="scorecard_edition_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(level="REGENCY") | Q(region=None), name="scorecard_provinces_of_nation"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="scorecard_edition_named"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class EditionAct(models.Model):
    """That an edition was locked, or withdrawn with a reason."""

    class Kind(models.TextChoices):
        LOCKED = "LOCKED", _("Dikunci")
        WITHDRAWN = "WITHDRAWN", _("Ditarik")

    edition = models.ForeignKey(ScorecardEdition, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition"], name="scorecard_ended_once"),
            models.CheckConstraint(
                condition=~Q(kind="WITHDRAWN") | ~Q(note=""), name="scorecard_withdrawn_why"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.edition_id} {self.kind}"


class CriteriaSet(models.Model):
    """The criteria of an edition as one person set them; the highest number is in force."""

    edition = models.ForeignKey(ScorecardEdition, on_delete=models.PROTECT, related_name="sets")
    number = models.SmallIntegerField()
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="criteria_set_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="criteria_set_reasoned"),
        ]
        triggers = [
            *only_added_to(),
            pgtrigger.Trigger(
                name="none_after_the_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF EXISTS (SELECT 1 FROM monitoring_editionact"
                " WHERE edition_id = NEW.edition_id) THEN"
                " RAISE EXCEPTION 'edition % takes no further criteria', NEW.edition_id"
                " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.number}"


class Criterion(models.Model):
    """One criterion: which figure, how points come about, and its weight.

    ``weight`` is in points: those that are no bonus are brought to a scale of 100, bonus points
    come on top. ``target`` and the values of ``steps`` are in the unit of what is measured;
    without a target the government's own target of the year counts. ``steps`` are pairs of a value
    and the points from it on (basis points of the full points). A figure older than ``months`` on
    the edition's day is treated as missing.
    """

    set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="criteria")
    position = models.SmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    indicator = models.CharField(max_length=40)
    measure = models.CharField(max_length=6, choices=Measure.choices)
    #: For PER: whose number it is divided by (a share's denominator).
    per_indicator = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=10, choices=PointRule.choices)
    target = models.BigIntegerField(null=True, blank=True)
    steps = models.JSONField(default=list, blank=True)
    weight = models.SmallIntegerField()
    is_bonus = models.BooleanField(default=False)
    more_is_better = models.BooleanField(default=True)
    missing = models.CharField(max_length=8, choices=MissingRule.choices)
    months = models.SmallIntegerField(default=12)

    class Meta:
        ordering = ["set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["set", "code"], name="criterion_code_once"),
            models.UniqueConstraint(fields=["set", "position"], name="criterion_position_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1000, months__gte=1, months__lte=120),
                name="criterion_weight_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(measure="PER") & ~Q(per_indicator="")
                | ~Q(measure="PER") & Q(per_indicator=""),
                name="criterion_per_second_figure",
            ),
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__gt=0) | Q(more_is_better=False),
                name="criterion_target_positive",
            ),
            models.CheckConstraint(
                condition=~Q(per_indicator=F("indicator")), name="criterion_two_figures"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.set_id} {self.code}"
