"""What is recorded for monitoring: the universe of eligible workers, and the stored figures."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access import permissions
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.monitoring.apportionment import largest_remainder
from payung.monitoring.coverage import known_region, past_day, universe_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.facts import current_facts, write_facts
from payung.monitoring.models import (
    EligibleUniverse,
    FactRefresh,
    UniverseKind,
    UniverseMethod,
)
from payung.reference.models import Confidence, Region


@transaction.atomic
def record_universe(
    *,
    actor: Reader,
    region: str,
    as_of: date,
    persons: int,
    kind: UniverseKind,
    source: str,
    confidence: Confidence,
    method: UniverseMethod = UniverseMethod.PUBLISHED,
) -> EligibleUniverse:
    """Record how many workers of a region are eligible; an equal record in force is kept.

    Earlier figures stay readable. ``MonitoringRefused`` for an unknown region or a number below
    one, ``AccessRefused`` without the right to manage reference figures.
    """
    actor.require(permissions.MANAGE_REFERENCE)
    known_region(region)
    if persons < 1:
        raise MonitoringRefused(
            "universe_not_positive",
            f"Jumlah potensi pekerja harus lebih dari 0, ditemukan {persons}.",
            f"The number of eligible workers must be above 0, found {persons}.",
            persons=persons,
        )
    stated = {
        "region_id": region,
        "as_of": as_of,
        "persons": persons,
        "kind": kind,
        "method": method,
        "source": source,
        "confidence": confidence,
    }
    in_force = universe_of(region, as_of, kind)
    if in_force and all(getattr(in_force, name) == value for name, value in stated.items()):
        return in_force
    with acting(actor, "record_universe"):
        return EligibleUniverse.objects.create(**stated, recorded_by=actor.user)


@transaction.atomic
def split_universe(*, actor: Reader, record: EligibleUniverse) -> list[EligibleUniverse]:
    """Split a province's universe over its regencies by registered population.

    For regions that publish no figure of their own. The parts add up to the whole (largest
    remainder) and are marked as split, with low confidence: not a count.
    """
    populations = {
        child.code: child.population for child in Region.objects.filter(parent=record.region_id)
    }
    return [
        record_universe(
            actor=actor,
            region=code,
            as_of=record.as_of,
            persons=persons,
            kind=UniverseKind(record.kind),
            source=f"Pembagian dari {record.region_id} menurut penduduk terdaftar 2024 semester 2",
            confidence=Confidence.LOW,
            method=UniverseMethod.SPLIT_BY_POPULATION,
        )
        for code, persons in largest_remainder(record.persons, populations).items()
    ]


def refresh_facts(*, actor: Reader, region: str, as_of: date) -> FactRefresh:
    """Write the stored figures of a region and day, if the books have moved since the last time.

    The page does so by itself when it is asked for; this does it beforehand (after a bill run, in
    the night). ``AccessRefused`` without VIEW_COVERAGE, ``MonitoringRefused`` for an unknown
    region or a day to come.
    """
    actor.require(permissions.VIEW_COVERAGE)
    known_region(region)
    past_day(as_of)
    return current_facts(region, as_of) or write_facts(region, as_of)
