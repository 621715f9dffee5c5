"""The figures that may be published: final, of a public definition, the newest of their chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.monitoring.models import Denominator, IndicatorDefinition

#: Of each chain the newest figure that is final; a later draft does not take it back.
_FINAL = """
SELECT DISTINCT ON (o.definition_id, o.region_id, o.part, o.period_from, o.as_of)
    o.id, o.definition_id, o.region_id, o.part, o.period_from, o.as_of,
    o.value, o.numerator, o.denominator, o.source, o.confidence
FROM monitoring_observation AS o
JOIN monitoring_indicatordefinition AS d ON d.id = o.definition_id
CROSS JOIN LATERAL (SELECT coalesce((
    SELECT step.status FROM monitoring_observationstep AS step
    WHERE step.observation_id = o.id ORDER BY step.id DESC LIMIT 1), o.born_as) AS status
) AS standing
WHERE d.code = ANY(%s) AND d.is_public AND standing.status = 'FINAL' AND o.as_of <= %s
ORDER BY o.definition_id, o.region_id, o.part, o.period_from, o.as_of, o.id DESC"""


@dataclass(frozen=True)
class Final:
    """One final figure; fields as in ``Observation``."""

    pk: int
    definition: IndicatorDefinition
    region: str | None
    part: str
    period_from: date | None
    as_of: date
    value: int
    numerator: int | None
    denominator: int | None
    source: str
    confidence: str

    @property
    def level(self) -> str:
        """``nation``, ``province`` or ``regency``."""
        if self.region is None:
            return "nation"
        return "regency" if "." in self.region else "province"

    @property
    def span(self) -> tuple[date | None, date]:
        """First (for flows) and last day."""
        return (self.period_from, self.as_of)

    @property
    def counted_denominator(self) -> bool:
        """Whether the denominator counts persons one by one (no estimate of a survey)."""
        return self.definition.denominator in (
            Denominator.VULNERABLE_WORKERS,
            Denominator.NON_ASN_STAFF,
        )


def final_figures(codes: Iterable[str], until: date) -> list[Final]:
    """All final figures of some indicators up to a day. One statement."""
    definitions = {one.pk: one for one in IndicatorDefinition.objects.filter(code__in=list(codes))}
    with connection.cursor() as cursor:
        cursor.execute(_FINAL, [sorted({one.code for one in definitions.values()}), until])
        return [Final(row[0], definitions[row[1]], *row[2:]) for row in cursor.fetchall()]
