"""Members whom governments employ or pay for, counted from the registry: each person once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from payung.contributions.queries.activity import (
    LAPSED,
    OPENED,
    WORK_REGION,
    active_grace,
    parameters_of,
)
from payung.contributions.queries.scoping import rows
from payung.monitoring.computing.reading import once
from payung.reference.models import WorkerSegment
from payung.registry.models import EmployerKind, Segment
from payung.sponsorship.models import RowStatus

#: Heads and officials of villages, neighbourhood heads (RT, RW).
VILLAGE_SEGMENTS = ("VILLAGE_OFFICIAL", "NEIGHBOURHOOD_HEAD")
_ELECTION = "ELECTION_STAFF"
_COVERED = (RowStatus.REGISTERED.value, RowStatus.CARD_HANDED.value)

#: The first condition that holds tells what somebody is; the region is that of the payer for staff
#: of a government, else the place of work. Whom a list registered is paid for by its government.
_MEMBERS = f"""
WITH opened AS NOT MATERIALIZED ({OPENED.format(region=WORK_REGION)}), told AS (
    SELECT opened.*, employer.region_id AS payer_region,
        CASE WHEN opened.worker_segment = ANY (%(village)s)
                OR (employer.kind = '{EmployerKind.VILLAGE.value}'
                    AND opened.segment = {Segment.WAGE_EARNER.value}) THEN 'VILLAGE'
             WHEN employer.kind = '{EmployerKind.GOVERNMENT_UNIT.value}'
                AND opened.segment = {Segment.WAGE_EARNER.value}
                AND NOT opened.worker_segment = ANY (%(election)s) THEN 'NON_ASN'
             WHEN opened.segment = {Segment.NON_WAGE_EARNER.value}
                AND opened.worker_segment = ANY (%(vulnerable)s)
                AND (paid.paid_by_budget OR EXISTS (
                    SELECT 1 FROM sponsorship_rowstep AS step
                    WHERE step.membership_id = opened.id
                        AND step.status = '{RowStatus.REGISTERED.value}'
                        AND step.happened_on <= %(as_of)s)) THEN 'VULNERABLE'
        END AS kind
    FROM opened
    JOIN registry_employer AS employer ON employer.id = opened.employer_id
    JOIN registry_membership AS paid ON paid.id = opened.id
    WHERE (opened.region LIKE %(prefix)s OR employer.region_id LIKE %(prefix)s)
        AND (opened.worker_segment <> ''
            OR employer.kind IN ('{EmployerKind.GOVERNMENT_UNIT.value}',
                '{EmployerKind.VILLAGE.value}'))
), candidate AS MATERIALIZED (
    SELECT told.*, CASE WHEN kind = 'NON_ASN' THEN payer_region ELSE region END AS counted_in
    FROM told WHERE kind IS NOT NULL
), {LAPSED}, ranked AS (
    SELECT candidate.kind, candidate.counted_in, row_number() OVER (
        PARTITION BY candidate.kind, candidate.person_id
        ORDER BY candidate.started_on, candidate.id) AS place
    FROM candidate LEFT JOIN lapsed ON lapsed.membership_id = candidate.id
    WHERE lapsed.membership_id IS NULL AND candidate.counted_in LIKE %(prefix)s
)
SELECT kind, counted_in, count(*) FROM ranked WHERE place = 1 GROUP BY kind, counted_in"""

#: The rows whose last step by the day says that they are covered, whose months end in the span
#: and for whom no later membership had been registered by that day.
_LAPSING = """
WITH last AS (
    SELECT DISTINCT ON (step.row_id) step.row_id, step.status
    FROM sponsorship_rowstep AS step
    JOIN sponsorship_listrow AS row ON row.id = step.row_id
    JOIN sponsorship_beneficiarylist AS list ON list.id = row.list_id
    WHERE step.happened_on <= %(as_of)s AND list.region_id = ANY (%(regions)s)
    ORDER BY step.row_id, step.id DESC
)
SELECT list.region_id, count(DISTINCT membership.person_id)
FROM last
JOIN sponsorship_listrow AS row ON row.id = last.row_id
JOIN sponsorship_beneficiarylist AS list ON list.id = row.list_id
JOIN sponsorship_rowstep AS step ON step.row_id = row.id AND step.status = %(registered)s
    AND step.happened_on <= %(as_of)s
JOIN registry_membership AS membership ON membership.id = step.membership_id
WHERE last.status = ANY (%(covered)s)
    AND membership.ended_on BETWEEN %(as_of)s AND %(until)s
    AND NOT EXISTS (
        SELECT 1 FROM registry_membership AS later
        JOIN sponsorship_rowstep AS renewed ON renewed.membership_id = later.id
            AND renewed.status = %(registered)s AND renewed.happened_on <= %(as_of)s
        WHERE later.person_id = membership.person_id
            AND later.started_on > membership.ended_on)
GROUP BY list.region_id"""

_KNOWN = """
SELECT DISTINCT region_id FROM registry_employer
WHERE region_id LIKE %(prefix)s AND registered_on <= %(as_of)s
UNION
SELECT DISTINCT work_region_id FROM registry_membership
WHERE work_region_id LIKE %(prefix)s AND started_on <= %(as_of)s"""


@dataclass(frozen=True)
class GovernmentMembers:
    """Persons by what they are to a government and by regency, with the rule that counted them."""

    counts: Mapping[tuple[str, str], int]
    inputs: Mapping[str, object]

    def of(self, kind: str, region: str) -> int:
        """How many of a kind (NON_ASN, VILLAGE, VULNERABLE) a region has, those below with it."""
        return sum(
            many for (one, code), many in self.counts.items()
            if one == kind and code.startswith(region)
        )  # fmt: skip


@once
def members(regions: tuple[str, ...], day: date) -> GovernmentMembers:
    """Active staff of governments, village officials and vulnerable members paid for.

    One statement for a province with its regencies.
    """
    grace = active_grace(day)
    vulnerable, election = _segments()
    values = parameters_of(day, grace.number) | {
        "prefix": f"{regions[0]}%",
        "village": list(VILLAGE_SEGMENTS),
        "election": list(election),
        "vulnerable": list(vulnerable),
    }
    counts = {(kind, code): many for kind, code, many in rows(_MEMBERS, values)}
    return GovernmentMembers(counts, {"grace_months": grace.number, "grace_article": grace.article})


def _segments() -> tuple[frozenset[str], frozenset[str]]:
    """The codes of vulnerable segments, those who serve villages or elections not among them."""
    every = WorkerSegment.objects.values_list("code", "parent_id", "is_vulnerable")
    election = frozenset(code for code, parent, _ in every if _ELECTION in (code, parent))
    vulnerable = frozenset(code for code, _, is_one in every if is_one)
    return vulnerable - election - set(VILLAGE_SEGMENTS), election


@once
def known_to_the_registry(regions: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The regions with an employer or a member by a day; of the rest nothing is known."""
    found = {code for (code,) in rows(_KNOWN, {"prefix": f"{regions[0]}%", "as_of": day})}
    return tuple(region for region in regions if any(code.startswith(region) for code in found))


def lapsing(regions: tuple[str, ...], day: date, until: date) -> Mapping[str, int]:
    """How many people of each government's lists end by a day without being renewed."""
    values = {
        "regions": list(regions),
        "as_of": day,
        "until": until,
        "registered": RowStatus.REGISTERED.value,
        "covered": list(_COVERED),
    }
    return dict(rows(_LAPSING, values))
