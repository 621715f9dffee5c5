"""Scenarios of the planner: what was asked, and what came out. Rows are only added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.sponsorship.models.budgets import FundSource


class Scenario(models.Model):
    """What a government asks of the planner; a change is a new version, never an edit.

    ``inputs`` is the whole problem (``planning.inputs`` knows its shape), ``digest`` its SHA-256:
    the same question twice is the same version. ``time_limit`` is in seconds, ``gap`` the distance
    from the best that is good enough, parts per million.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    version = models.SmallIntegerField()
    inputs = models.JSONField()
    digest = models.CharField(max_length=64)
    time_limit = models.SmallIntegerField(default=60)
    gap = models.IntegerField(default=100)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name", "version"], name="scenario_once"),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_named"),
            models.CheckConstraint(
                condition=Q(version__gte=1, time_limit__gte=1, gap__gte=0), name="scenario_sound"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class ScenarioResult(models.Model):
    """What solving a scenario gave under one set of legal numbers (``law``: its fingerprint).

    ``points`` and ``bound`` are whole; no plan can earn more than ``bound``. ``outcome`` holds the
    tables of the page (``planning.outcome``). A refusal is kept with its sentences, too.
    """

    class Status(models.TextChoices):
        OPTIMAL = "OPTIMAL", _("Terbaik, terbukti")
        NEAR = "NEAR", _("Hampir terbaik, dengan batas terbukti")
        TIME = "TIME", _("Dihentikan oleh waktu")
        REFUSED = "REFUSED", _("Tidak dapat dihitung")

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="results")
    status = models.CharField(max_length=8, choices=Status.choices)
    points = models.BigIntegerField(default=0)
    bound = models.BigIntegerField(default=0)
    gap_ppm = models.BigIntegerField(default=0)
    milliseconds = models.IntegerField(default=0)
    law = models.CharField(max_length=64)
    outcome = models.JSONField(default=dict)
    solved_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    solved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["scenario", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "law"], name="scenario_solved_once"),
            models.CheckConstraint(
                condition=Q(status="REFUSED") | Q(bound__gte=models.F("points")),
                name="scenario_within_bound",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.scenario_id} {self.status}"


class ScenarioRow(models.Model):
    """A line of a plan: so many persons of a regency, segment and decile, by one fund.

    ``segment`` and ``fund`` are codes of the scenario's inputs; decile 0 means unknown.
    """

    result = models.ForeignKey(ScenarioResult, on_delete=models.PROTECT, related_name="rows")
    year = models.SmallIntegerField()
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    segment = models.CharField(max_length=40)
    decile = models.SmallIntegerField()
    fund = models.CharField(max_length=60)
    fund_source = models.CharField(max_length=20, choices=FundSource.choices)
    months = models.SmallIntegerField()
    persons = models.IntegerField()
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["result", "year", "region", "segment", "decile", "fund", "months"]
        constraints = [
            models.CheckConstraint(
                condition=Q(persons__gte=1, amount__gte=0, months__gte=1, months__lte=12),
                name="scenario_row_counts",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.result_id} {self.year} {self.segment} {self.persons}"
