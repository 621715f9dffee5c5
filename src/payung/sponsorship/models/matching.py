"""Pairs that may be one person: found by likeness, decided by a clerk where in doubt."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.registry.models import Person
from payung.sponsorship.models.lists import BeneficiaryList, ListRow


class MatchRun(models.Model):
    """One comparison of a list with the registry (and with other lists). Rows are only added.

    Weights are in millibits (thousandths of log2 of the odds), whole numbers; ``model`` is the
    SHA-256 of the trained model's file, ``inputs`` that of all that was compared, so that the same
    comparison is not made twice.
    """

    list = models.ForeignKey(BeneficiaryList, on_delete=models.PROTECT, related_name="match_runs")
    model = models.CharField(max_length=64)
    inputs = models.CharField(max_length=64)
    sure_from = models.IntegerField()
    doubtful_from = models.IntegerField()
    rows = models.IntegerField()
    sure = models.IntegerField()
    doubtful = models.IntegerField()
    run_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    run_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.list_id} {self.run_at:%Y-%m-%d}"


class MatchPair(models.Model):
    """A row of a list beside a person of the registry or a row of another (or the same) list."""

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="pairs")
    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="pairs")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_row = models.ForeignKey(
        ListRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    weight = models.IntegerField()
    sure = models.BooleanField()
    #: ``parts``: of each comparison its level and its share of the weight in millibits; ``flag``:
    #: what a clerk must look at (``matching.choosing``).
    evidence = models.JSONField(default=dict)

    class Meta:
        ordering = ["run", "-weight", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "row", "person", "other_row"],
                name="match_pair_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, other_row=None)
                | Q(person=None, other_row__isnull=False),
                name="match_pair_of_two",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.row_id} ~ {self.person_id or self.other_row_id}"


class MatchDecision(models.Model):
    """What a clerk decided of a pair, and why. Rows are only added; the newest is in force."""

    class Verdict(models.TextChoices):
        SAME = "SAME", _("Orang yang sama")
        DIFFERENT = "DIFFERENT", _("Orang yang berbeda")

    pair = models.ForeignKey(MatchPair, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pair", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="match_decision_reasoned"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.pair_id} {self.verdict}"
