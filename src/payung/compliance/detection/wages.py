"""WAGES_UNDERREPORTED: by minimum wage, sector, the same wage for everybody, and payrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payung.compliance.detection.ground import (
    DUE_OBLIGED,
    DUE_PAYROLL,
    DUE_PROGRAMMES,
    DUE_WAGES,
    WAGES,
    Search,
)
from payung.law import parameters

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: What the month says of each employer. The floor is that of the place of work.
_LOOK = f"""
CREATE TEMP TABLE detect_wages ON COMMIT DROP AS
SELECT report.employer_id, count(*) AS workers,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY report.wage) AS median,
    min(report.wage) AS lowest,
    count(*) FILTER (WHERE report.wage < floor.amount) AS below,
    coalesce(sum(floor.amount - report.wage) FILTER (WHERE report.wage < floor.amount), 0)::bigint
        AS below_gap,
    count(*) FILTER (WHERE report.wage = floor.amount) AS same
FROM ({WAGES}) AS report
JOIN detect_employer AS employer ON employer.id = report.employer_id
JOIN registry_membership AS membership ON membership.id = report.membership_id
LEFT JOIN detect_floor AS floor ON floor.region_id = membership.work_region_id
GROUP BY report.employer_id"""

#: Employers of one sector and province: the median of their medians, and below it a fence of so
#: many median absolute deviations. A group without deviation has no fence.
_SECTORS = """
CREATE TEMP TABLE detect_sector ON COMMIT DROP AS
SELECT of_group.sector, of_group.province, of_group.employers, of_group.median,
    CASE WHEN deviation.amount > 0
        THEN of_group.median - deviation.amount * %(deviations)s / 100 END AS fence
FROM (
    SELECT employer.sector, left(employer.region_id, 2) AS province, count(*) AS employers,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY look.median) AS median
    FROM detect_wages AS look JOIN detect_employer AS employer ON employer.id = look.employer_id
    GROUP BY 1, 2 HAVING count(*) >= %(least_employers)s
) AS of_group
JOIN LATERAL (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(look.median - of_group.median))
        AS amount
    FROM detect_wages AS look JOIN detect_employer AS employer ON employer.id = look.employer_id
    WHERE employer.sector = of_group.sector AND left(employer.region_id, 2) = of_group.province
) AS deviation ON true"""

#: Per employer: which of the three rules its month breaks.
_RULES = """
CREATE TEMP TABLE detect_wage_rule ON COMMIT DROP AS
SELECT look.*, employer.floor, sector.sector,
    sector.employers AS sector_employers, sector.median AS sector_median, sector.fence,
    look.below > 0 AND employer.business_size = ANY(%(bound_sizes)s) AS breaks_minimum,
    coalesce(look.median < sector.fence, false) AS breaks_sector,
    look.same >= %(same_least)s
        AND look.same * 1000000 >= look.workers * %(same_share)s AS breaks_same
FROM detect_wages AS look
JOIN detect_employer AS employer ON employer.id = look.employer_id
LEFT JOIN detect_sector AS sector ON sector.sector = employer.sector
    AND sector.province = left(employer.region_id, 2)"""

#: The least that each of these workers should have been reported with.
_DUES = f"""
INSERT INTO detect_due
SELECT {DUE_WAGES} + due.employer_id, %(month)s, due.membership_id, due.wage, due.due_wage,
    due.programmes, due.programmes, employer.risk_group
FROM (
    SELECT report.*, greatest(
        CASE WHEN rule.breaks_minimum THEN floor.amount END,
        CASE WHEN rule.breaks_sector THEN rule.fence END) AS due_wage
    FROM ({WAGES}) AS report
    JOIN detect_wage_rule AS rule ON rule.employer_id = report.employer_id
        AND (rule.breaks_minimum OR rule.breaks_sector)
        -- Whoever earns more than any floor and this fence is left out before the members are read.
        AND report.wage < greatest((SELECT max(amount) FROM detect_floor), rule.fence)
    JOIN registry_membership AS membership ON membership.id = report.membership_id
    LEFT JOIN detect_floor AS floor ON floor.region_id = membership.work_region_id
) AS due
JOIN detect_employer AS employer ON employer.id = due.employer_id
WHERE due.due_wage > due.wage"""

#: The newest payroll of each employer against what was reported for the same months.
_PAYROLL = """
CREATE TEMP TABLE detect_payroll ON COMMIT DROP AS
SELECT line.month, line.membership_id, file.employer_id, file.id AS file_id, line.wage AS paid,
    coalesce(reported.wage, 0) AS wage, coalesce(reported.programmes, employer.programmes)
        AS programmes, employer.risk_group
FROM (
    SELECT DISTINCT ON (employer_id) id, employer_id FROM compliance_comparisonfile
    WHERE kind = 'PAYROLL' AND accepted AND office_id = %(office)s
        AND listed_on <= %(as_of)s AND listed_on > %(listed_since)s
    ORDER BY employer_id, listed_on DESC, id DESC
) AS file
JOIN compliance_payrollline AS line ON line.file_id = file.id
JOIN detect_employer AS employer ON employer.id = file.employer_id
LEFT JOIN LATERAL (
    SELECT report.wage, report.programmes FROM registry_wagereport AS report
    WHERE report.month = line.month AND report.membership_id = line.membership_id
    ORDER BY report.revision DESC LIMIT 1
) AS reported ON true
WHERE line.wage - coalesce(reported.wage, 0) >= %(difference_least)s"""

_PAYROLL_DUES = f"""
INSERT INTO detect_due
SELECT {DUE_PAYROLL} + employer_id, month, membership_id, wage, paid, programmes, programmes,
    risk_group
FROM detect_payroll"""

_FIND = f"""
INSERT INTO candidate (kind, employer_id, firm_name, firm_address, firm_identifier, region_id,
    evidence, amount, is_estimate, workers, paid_recently, business_size)
SELECT 'WAGES_UNDERREPORTED', employer.id, employer.name, employer.address,
    employer.registration_number || '/' || employer.division, employer.region_id,
    jsonb_strip_nulls(jsonb_build_object(
        'month', %(month)s::date, 'reported', rule.workers,
        'below_minimum', CASE WHEN rule.breaks_minimum THEN jsonb_build_object(
            'workers', rule.below, 'minimum', employer.floor, 'gap', rule.below_gap,
            'lowest', rule.lowest) END,
        'sector', CASE WHEN rule.breaks_sector THEN jsonb_build_object(
            'sector', rule.sector, 'employers', rule.sector_employers,
            'median', rule.sector_median, 'fence', rule.fence, 'own_median', rule.median) END,
        'same_minimum', CASE WHEN rule.breaks_same THEN jsonb_build_object(
            'workers', rule.same, 'minimum', employer.floor) END,
        'payroll', payroll.facts, 'rules', %(rules)s::jsonb)),
    coalesce(gap.amount * %(estimate_months)s, 0) + coalesce(paid_gap.amount, 0), true,
    greatest(coalesce(gap.workers, 0), coalesce(payroll.workers, 0),
        CASE WHEN rule.breaks_same THEN rule.same ELSE 0 END),
    employer.paid_recently, employer.business_size
FROM detect_employer AS employer
LEFT JOIN detect_wage_rule AS rule ON rule.employer_id = employer.id
LEFT JOIN (
    SELECT due.due_id - {DUE_WAGES} AS employer_id, gap.gap AS amount, due.workers
    FROM (SELECT due_id, count(*) AS workers FROM detect_due
          WHERE due_id > {DUE_WAGES} AND due_id < {DUE_PROGRAMMES} GROUP BY due_id) AS due
    JOIN detect_gap AS gap USING (due_id)
) AS gap ON gap.employer_id = employer.id
LEFT JOIN (
    SELECT due_id - {DUE_PAYROLL} AS employer_id, sum(gap)::bigint AS amount FROM detect_gap
    WHERE due_id > {DUE_PAYROLL} AND due_id < {DUE_OBLIGED} GROUP BY due_id
) AS paid_gap ON paid_gap.employer_id = employer.id
LEFT JOIN (
    SELECT employer_id, count(DISTINCT membership_id) AS workers, jsonb_build_object(
        'file', min(file_id), 'months', count(DISTINCT month), 'from', min(month),
        'to', max(month), 'workers', count(DISTINCT membership_id),
        'gap', sum(paid - wage)) AS facts
    FROM detect_payroll GROUP BY employer_id
) AS payroll ON payroll.employer_id = employer.id
WHERE rule.breaks_minimum OR rule.breaks_sector OR rule.breaks_same
    OR payroll.employer_id IS NOT NULL"""

RULES = (
    "compliance/minimum_wage_binds",
    "compliance/sector_least_employers",
    "compliance/sector_deviations_percent",
    "compliance/same_wage_least",
    "compliance/same_wage_share",
    "compliance/payroll_difference_least",
    "compliance/estimate_months",
)


def prepare(cursor: CursorWrapper, search: Search) -> None:
    """Look at the month's wages and at the payrolls; note what would be owed besides."""
    values = _values(search)
    for statement in (_LOOK, _SECTORS, _RULES, _DUES, _PAYROLL, _PAYROLL_DUES):
        cursor.execute(statement, values)


def find(cursor: CursorWrapper, search: Search) -> None:
    """Employers whose reported wages break a rule (``weigh_dues`` has run)."""
    cursor.execute(_FIND, _values(search) | {"rules": search.rules(*RULES)})


def _values(search: Search) -> dict[str, Any]:
    return search.values(
        bound_sizes=_bound_sizes(search),
        deviations=search.number("sector_deviations_percent"),
        least_employers=search.number("sector_least_employers"),
        same_least=search.number("same_wage_least"),
        same_share=search.number("same_wage_share"),
        difference_least=search.number("payroll_difference_least"),
        listed_since=search.listed_since,
    )


def _bound_sizes(search: Search) -> list[str]:
    """The business sizes that the minimum wage binds (PP 36/2021 Pasal 36); none before it."""
    value = parameters.find("compliance/minimum_wage_binds", search.as_of)
    return [str(row["business_size"]) for row in value.rows if row["binds"]] if value else []
