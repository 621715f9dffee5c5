"""What every row of reference data carries: where it comes from and how sure it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Confidence(models.TextChoices):
    """How sure a row is: seen in its source, seen once or inferred, or from memory."""

    HIGH = "high", "tinggi"
    MEDIUM = "medium", "sedang"
    LOW = "low", "rendah"


class Origin(models.TextChoices):
    """Who wrote the row: the package, or the office that runs it.

    ``load_reference`` refreshes rows of the package only; what an office wrote stays.
    """

    PACKAGE = "PACKAGE", "Bawaan"
    OWN = "OWN", "Isian sendiri"


class Sourced(models.Model):
    """A row with its source, its confidence and its origin."""

    source = models.TextField()
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    origin = models.CharField(max_length=7, choices=Origin.choices, default=Origin.PACKAGE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="%(class)s_source_stated"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="%(class)s_confidence_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="%(class)s_origin_known"
            ),
        ]
