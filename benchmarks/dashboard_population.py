"""A nation's figures, invented: every region, every month, forty indicators and their parts."""

from __future__ import annotations

from datetime import date

from django.db import connection

from payung.access.reader import operator
from payung.monitoring.definitions import ACTIVE_COVERAGE, definition_of
from payung.monitoring.models import CoverageTarget
from payung.reference.models import Region

#: The indicators of the dashboards and those that a reader may choose besides.
CODES = (
    *("ACTIVE_COVERAGE", "ACTIVE_COVERAGE_WORK", "REGISTERED_COVERAGE", "EMPLOYED_COVERAGE"),
    *("LABOUR_FORCE_COVERAGE", "FORMAL_COVERAGE", "INFORMAL_COVERAGE", "VULNERABLE_COVERAGE"),
    *("NON_ASN_COVERAGE", "ACTIVE_MEMBERS", "REGISTERED_MEMBERS", "WAGE_MEMBERS"),
    *("NON_WAGE_MEMBERS", "VULNERABLE_MEMBERS", "NON_ASN_ENROLLED", "NON_ASN_TOTAL"),
    *("VILLAGE_OFFICIALS_ENROLLED", "LAPSING_60", "ELIGIBLE_UNIVERSE", "EMPLOYED_PERSONS"),
    *("LABOUR_FORCE", "ACTIVE_EMPLOYERS", "NEW_EMPLOYERS", "BILLED", "COLLECTED"),
    *("COLLECTION_RATE", "ARREARS_PRINCIPAL", "EMPLOYERS_IN_ARREARS", "ARREARS_SHARE"),
    *("MANDATES_OPEN", "MANDATED_PRINCIPAL", "RECOVERED", "REGULATIONS_IN_FORCE"),
    *("BUDGET_PLANNED", "BUDGET_REALISED", "BUDGET_PERSONS", "AGREEMENTS_IN_FORCE"),
    *("CLAIMS_CASES", "CLAIMS_PAID", "INSTRUCTIONS_ANSWERED"),
)
PARTS = {
    "ACTIVE_MEMBERS": ("WAGE_EARNER", "NON_WAGE_EARNER", "CONSTRUCTION", "MIGRANT_WORKER"),
    "ARREARS_PRINCIPAL": ("CURRENT", "SUBSTANDARD", "DOUBTFUL", "BAD"),
    "CLAIMS_PAID": ("JKK", "JKM", "JHT", "JP", "JKP"),
}

#: Persons from the registered population, rupiah from persons, shares from a base of the region
#: that grows by the month; the same figures in every run.
_FILL = """
INSERT INTO monitoring_observation (definition_id, region_id, part, period_from, as_of, value,
    numerator, denominator, printed, method, born_as, source, confidence, inputs, reason,
    stated_on, recorded_by_id, recorded_at)
SELECT d.id, nullif(place.code, 'ID'), wanted.part,
    CASE WHEN d.is_flow THEN month.first END, month.last,
    CASE d.unit WHEN 'BASIS_POINTS' THEN (numbers.members * 10000 + numbers.whole / 2)
            / numbers.whole
        WHEN 'RUPIAH' THEN numbers.members * 41000 WHEN 'PERSONS' THEN numbers.members
        ELSE numbers.members / 200 END,
    CASE d.unit WHEN 'BASIS_POINTS' THEN numbers.members END,
    CASE d.unit WHEN 'BASIS_POINTS' THEN numbers.whole END,
    '', 'COMPUTED', 'FINAL', 'benchmark', 'low', '{{}}', '', month.last, %(by)s, now()
FROM monitoring_indicatordefinition AS d
JOIN unnest(%(codes)s::text[], %(parts)s::text[]) AS wanted (code, part) ON wanted.code = d.code
CROSS JOIN (
    SELECT code, (population_male + population_female)::bigint AS people FROM reference_region
    UNION ALL SELECT 'ID', sum(population_male + population_female)::bigint
    FROM reference_region WHERE parent_id IS NULL) AS place
CROSS JOIN (
    SELECT first::date, (first + interval '1 month - 1 day')::date AS last,
        row_number() OVER (ORDER BY first) AS number
    FROM generate_series(%(last)s::date - (%(months)s - 1) * interval '1 month', %(last)s::date,
        interval '1 month') AS first) AS month
CROSS JOIN LATERAL (
    SELECT 1500 + abs(hashtext(place.code)) %% 3500
        + abs(hashtext(d.code || wanted.part)) %% 1500 + month.number * 12 AS share) AS base
CROSS JOIN LATERAL (
    SELECT greatest(place.people * 45 / 100, 100) AS whole,
        greatest(place.people * 45 / 100, 100) * base.share / 10000
            / CASE WHEN wanted.part = '' THEN 1 ELSE 4 END AS members) AS numbers
"""


def fill(months: int, last: date) -> int:
    """Figures of the nation and all its regions for so many months; how many were written."""
    wanted = [(code, part) for code in CODES for part in ("", *PARTS.get(code, ()))]
    values = {
        "codes": [code for code, _ in wanted],
        "parts": [part for _, part in wanted],
        "months": months,
        "last": last,
        "by": operator().user.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FILL.replace("{{}}", "{}"), values)
        written = cursor.rowcount
    _aim(last.year, months)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE monitoring_observation")  # as autovacuum does soon
    return written


def _aim(year: int, months: int) -> None:
    """A target for the nation and each province, and each year."""
    stated = {
        "definition": definition_of(ACTIVE_COVERAGE, date(year, 12, 31)),
        "set_by": "benchmark",
        "document": "benchmark",
        "recorded_by": operator().user,
    }
    places = [None, *Region.objects.filter(parent=None).values_list("pk", flat=True)]
    CoverageTarget.objects.bulk_create(
        CoverageTarget(region_id=place, year=at, share=4_000 + 300 * (at - year + 5), **stated)
        for place in places
        for at in range(year - months // 12, year + 1)
    )
