"""The registry's workers as a population of the law: no name, no number, no employer.

A temporary table of one transaction. Wages are those in force of the latest wage month; risk
group and relief are those that the month was billed with, where it was billed.
"""

from __future__ import annotations

from payung.contributions.models import Condition
from payung.law.reform.population import AGE_BANDS, LARGEST_MONTHS
from payung.registry.models import Programme, Segment

LATEST_MONTH = "SELECT max(month) FROM registry_wagereport WHERE wage > 0"

_BANDS = " ".join(
    f"WHEN age.years >= {bound} THEN '{label}'" for bound, label in reversed(AGE_BANDS)
)

#: To be filled with the reader's ``employers``. Parameters: theirs, ``month`` of the wages,
#: ``law_month`` (for the age).
POPULATION = f"""
CREATE TEMPORARY TABLE population ON COMMIT DROP AS
WITH report AS (
    SELECT DISTINCT ON (membership_id) membership_id, employer_id, segment, programmes, wage
    FROM registry_wagereport WHERE month = %(month)s
    ORDER BY membership_id, revision DESC
), billed AS (
    SELECT DISTINCT ON (line.membership_id) line.membership_id, line.risk_group, line.conditions
    FROM contributions_billline AS line WHERE line.month = %(month)s
    ORDER BY line.membership_id, line.bill_id DESC
)
SELECT report.wage,
    report.programmes & {Programme.JHT.value} <> 0 AS takes_jht,
    report.programmes & {Programme.JP.value} <> 0 AS takes_jp,
    coalesce(billed.risk_group, employer.risk_group)::bigint AS risk_group,
    CASE report.segment WHEN {Segment.WAGE_EARNER.value} THEN 'WAGE_EARNER'
        ELSE 'NON_WAGE_EARNER' END AS segment,
    report.programmes & {Programme.JKP.value} <> 0 AS takes_jkp,
    coalesce(billed.conditions & {Condition.LABOUR_INTENSIVE.value} <> 0, false)
        AND report.segment = {Segment.WAGE_EARNER.value} AS labour_intensive,
    member.occupation_sector AS sector,
    coalesce(nullif(member.non_wage_kind, ''), 'OTHER') AS kind,
    member.paid_by_budget,
    {LARGEST_MONTHS}::bigint AS paid_months,
    employer.business_size AS size,
    employer.region_id AS region,
    CASE {_BANDS} END AS age,
    1::bigint AS weight
FROM report
JOIN registry_membership AS member ON member.id = report.membership_id
JOIN registry_employer AS employer ON employer.id = report.employer_id
    AND employer.id IN ({{employers}})
JOIN registry_person AS person ON person.id = member.person_id
CROSS JOIN LATERAL (
    SELECT extract(year FROM age(%(law_month)s, person.birth_date)) AS years) AS age
LEFT JOIN billed ON billed.membership_id = report.membership_id
WHERE report.wage > 0 AND report.segment IN
    ({Segment.WAGE_EARNER.value}, {Segment.NON_WAGE_EARNER.value})"""
