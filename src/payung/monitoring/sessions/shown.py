"""The figures of a preparation as they are shown: read back from their records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from payung.monitoring.models import MonevPreparation, Observation, ObservationStep


@dataclass(frozen=True)
class Shown:
    """One observation with its meaning; ``value`` is in ``unit`` (basis points for shares)."""

    pk: int
    code: str
    version: int
    definition_id: int
    name_id: str
    name_en: str
    unit: str
    denominator_kind: str
    region: str | None
    part: str
    period_from: date | None
    as_of: date
    value: int
    numerator: int | None
    denominator: int | None
    printed: str
    method: str
    status: str
    source: str
    confidence: str

    def name(self, language: str) -> str:
        """What it counts, in words."""
        return self.name_en if language == "en" else self.name_id

    @property
    def definition(self) -> str:
        """Its definition in short: code and version."""
        return f"{self.code} v{self.version}"


#: The figures of one region: by code and part.
Figures = Mapping[tuple[str, str], Shown]


def shown_of(preparation: MonevPreparation) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """The figures of a preparation, and those of the line of the past; two queries."""
    steps = Prefetch("observation__steps", ObservationStep.objects.order_by("pk"))
    rows = (
        preparation.figures.filter(observation__isnull=False)
        .select_related("observation__definition")
        .prefetch_related(steps)
        .order_by("pk")
    )
    now: list[Shown] = []
    past: list[Shown] = []
    for row in rows:
        if row.observation is not None:
            (past if row.is_history else now).append(_shown(row.observation))
    return tuple(now), tuple(past)


def shown(pks: Iterable[int]) -> tuple[Shown, ...]:
    """Figures by the numbers of their records, in the order of these; two queries."""
    steps = Prefetch("steps", ObservationStep.objects.order_by("pk"))
    rows = Observation.objects.filter(pk__in=list(pks)).select_related("definition")
    return tuple(_shown(one) for one in rows.prefetch_related(steps).order_by("pk"))


def by_region(figures: Iterable[Shown]) -> dict[str | None, dict[tuple[str, str], Shown]]:
    """Figures by region (None: the nation), then by code and part."""
    found: dict[str | None, dict[tuple[str, str], Shown]] = {}
    for one in figures:
        found.setdefault(one.region, {})[one.code, one.part] = one
    return found


def _shown(one: Observation) -> Shown:
    definition = one.definition
    reached = [step.status for step in one.steps.all()]
    return Shown(
        pk=one.pk,
        code=definition.code,
        version=definition.version,
        definition_id=definition.pk,
        name_id=definition.name_id,
        name_en=definition.name_en,
        unit=definition.unit,
        denominator_kind=definition.denominator,
        region=one.region_id,
        part=one.part,
        period_from=one.period_from,
        as_of=one.as_of,
        value=one.value,
        numerator=one.numerator,
        denominator=one.denominator,
        printed=one.printed,
        method=one.method,
        status=reached[-1] if reached else one.born_as,
        source=one.source,
        confidence=one.confidence,
    )
