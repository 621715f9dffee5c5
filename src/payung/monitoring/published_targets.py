"""The targets that plans and letters set, as the package knows them: one file for all rooms.

The figure checker holds printed targets against the same rows.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from payung.monitoring.figure_check.knowledge import text_of
from payung.monitoring.models import TargetSetter
from payung.monitoring.printed_shares import basis_points
from payung.reference.models import Confidence

NATION = "ID"
_SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True)
class PublishedTarget:
    """One published target. ``confidence`` is the lower one of the number and of its scale."""

    region: str | None
    year: int
    share: int
    indicator: str
    setter: TargetSetter
    set_by: str
    document: str
    confidence: Confidence


@lru_cache(maxsize=1)
def published_targets() -> tuple[PublishedTarget, ...]:
    """The rows of ``figure_check/data/targets.csv``."""
    return tuple(_target(row) for row in csv.DictReader(text_of("targets.csv").splitlines()))


def _target(row: dict[str, str]) -> PublishedTarget:
    grades = (Confidence(row["confidence"]), Confidence(row["scale_confidence"]))
    share = basis_points(row["percent"])
    if share is None:
        raise ValueError(f"targets.csv: {row['percent']!r} is no share")
    return PublishedTarget(
        region=None if row["region_code"] == NATION else row["region_code"],
        year=int(row["year"]),
        share=share,
        indicator=row["indicator"],
        setter=TargetSetter(row["setter"]),
        set_by=row["set_by"],
        document=row["document"],
        confidence=min(grades, key=_SURENESS.index),
    )
