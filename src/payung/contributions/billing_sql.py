"""The statements of a bill run. They write ``billing_payer``, ``billing_changed``,
``billing_bill``: working tables of one transaction.

Parameters: ``office``, ``month``, ``issued_on``.
"""

from __future__ import annotations

from datetime import date

from payung.contributions import law_sql
from payung.contributions.models import Condition
from payung.law import parameters
from payung.registry.models import Segment

#: The wage reports in force: the highest revision. Corrections are few and found by their index;
#: the month is read once, each report that has none is taken at the first test.
_IN_FORCE = """
    SELECT membership_id, employer_id, segment, programmes, wage
    FROM registry_wagereport
    WHERE month = %(month)s AND ((revision = 0 AND membership_id NOT IN (
            SELECT membership_id FROM registry_wagereport
            WHERE month = %(month)s AND revision > 0))
        OR (revision > 0 AND (membership_id, revision) IN (
            SELECT membership_id, max(revision) FROM registry_wagereport
            WHERE month = %(month)s AND revision > 0 GROUP BY membership_id)))
"""

_MEMBER_CONDITIONS = f"""(
    CASE WHEN member.paid_by_budget THEN {Condition.PAID_BY_BUDGET.value} ELSE 0 END
    + CASE member.occupation_sector WHEN 'TRANSPORT' THEN {Condition.TRANSPORT.value} ELSE 0 END
    + CASE member.non_wage_kind WHEN 'EMPLOYER' THEN {Condition.EMPLOYING.value}
        WHEN 'SELF_EMPLOYED' THEN {Condition.SELF_EMPLOYED.value} ELSE 0 END)::smallint"""

_COLUMNS = ", ".join(law_sql.LINE_COLUMNS)
_SUMS = ", ".join(f"sum(line.{name})::bigint AS {name}" for name in law_sql.AMOUNTS)


_PAYERS = """
CREATE TEMP TABLE billing_payer ON COMMIT DROP AS
SELECT nextval('contributions_bill_id_seq') AS bill_id, payer.* FROM ({payers}) AS payer"""


def payers(month: date) -> str:
    """``billing_payer``: each payer and segment of the office with the id of its bill to be."""
    return _PAYERS.format(
        payers=f"""
    SELECT employer.id AS employer_id, kind.segment, employer.risk_group,
        ({_relief(month)})::smallint AS conditions
    FROM registry_employer AS employer
    CROSS JOIN (VALUES ({Segment.WAGE_EARNER.value}::smallint),
        ({Segment.NON_WAGE_EARNER.value}::smallint)) AS kind (segment)
    WHERE employer.office_id = %(office)s
        AND NOT EXISTS (SELECT 1 FROM contributions_bill AS bill
            WHERE bill.employer_id = employer.id AND bill.month = %(month)s
                AND bill.segment = kind.segment)
    ORDER BY employer.id, kind.segment"""
    )


def payers_of_changes(month: date) -> str:
    """The same for the payers in ``billing_changed``.

    The risk group and the relief of a payer who has bills of the month are those of his lines.
    """
    return _PAYERS.format(
        payers=f"""
    SELECT employer.id AS employer_id, kind.segment,
        coalesce(known.risk_group, employer.risk_group) AS risk_group,
        coalesce(known.conditions, ({_relief(month)}))::smallint AS conditions
    FROM (SELECT DISTINCT employer_id, segment FROM billing_changed) AS kind
    JOIN registry_employer AS employer ON employer.id = kind.employer_id
    LEFT JOIN (
        SELECT bill.employer_id, bill.segment, max(line.risk_group) AS risk_group,
            max(line.conditions & {Condition.LABOUR_INTENSIVE.value}) AS conditions
        FROM contributions_billline AS line
        JOIN contributions_bill AS bill ON bill.id = line.bill_id
        WHERE line.month = %(month)s AND bill.segment = {Segment.WAGE_EARNER.value}
            AND bill.employer_id IN (SELECT employer_id FROM billing_changed)
        GROUP BY bill.employer_id, bill.segment
    ) AS known ON known.employer_id = employer.id AND known.segment = kind.segment
    ORDER BY employer.id, kind.segment"""
    )


def _relief(month: date) -> str:
    """The bit of the labour-intensive relief (PP 7/2025): its conditions hold for the payer."""
    least = parameters.find("jkk/labour_intensive_minimum_workers", month)
    paid_until = parameters.find("jkk/labour_intensive_paid_until", month)
    if least is None or paid_until is None:
        return "0"
    return f"""CASE WHEN kind.segment = {Segment.WAGE_EARNER.value} AND employer.labour_intensive
        AND employer.id IN (
            SELECT report.employer_id FROM ({_IN_FORCE}) AS report
            JOIN registry_employer AS candidate
                ON candidate.id = report.employer_id AND candidate.labour_intensive
            WHERE report.segment = {Segment.WAGE_EARNER.value} AND report.wage > 0
            GROUP BY report.employer_id HAVING count(*) >= {least.number})
        AND NOT EXISTS (
            SELECT 1 FROM contributions_bill AS bill
            WHERE bill.employer_id = employer.id AND bill.month <= '{paid_until.day:%Y-%m-%d}'
                AND bill.segment = {Segment.WAGE_EARNER.value}
                AND bill.total <> coalesce((SELECT sum(paid.amount)
                    FROM contributions_settlement AS paid
                    WHERE paid.bill_id = bill.id AND paid.component = 1
                        AND paid.write_off_id IS NULL), 0))
        THEN {Condition.LABOUR_INTENSIVE.value} ELSE 0 END"""


def _wage_earner_reports() -> str:
    return f"""
    SELECT payer.bill_id, report.membership_id, report.wage, report.programmes,
        payer.risk_group, payer.conditions
    FROM ({_IN_FORCE}) AS report
    JOIN billing_payer AS payer
        ON payer.employer_id = report.employer_id AND payer.segment = report.segment
    WHERE report.segment = {Segment.WAGE_EARNER.value} AND report.wage > 0
    ORDER BY payer.bill_id"""


def _non_wage_earner_reports() -> str:
    return f"""
    SELECT payer.bill_id, report.membership_id, report.wage, report.programmes,
        payer.risk_group, {_MEMBER_CONDITIONS} AS conditions
    FROM ({_IN_FORCE}) AS report
    JOIN billing_payer AS payer
        ON payer.employer_id = report.employer_id AND payer.segment = report.segment
    JOIN registry_membership AS member ON member.id = report.membership_id
    WHERE report.segment = {Segment.NON_WAGE_EARNER.value} AND report.wage > 0
    ORDER BY payer.bill_id"""


def partition_name(month: date) -> str:
    """The table that holds the lines of a month."""
    return f"contributions_billline_{month:%Y%m}"


def new_partition(month: date) -> str:
    """The partition of a month, made of the lines of its wage earners."""
    return f"""
CREATE TABLE {partition_name(month)} AS
WITH reports AS ({_wage_earner_reports()})
{law_sql.wage_earner_lines(month)}"""


def more_wage_earners(month: date) -> str:
    """The lines of wage earners, into a partition that is there already."""
    return f"""
INSERT INTO contributions_billline ({_COLUMNS})
WITH reports AS ({_wage_earner_reports()})
{law_sql.wage_earner_lines(month)}"""


def non_wage_earners(month: date) -> str:
    """The lines of non-wage earners."""
    return f"""
INSERT INTO contributions_billline ({_COLUMNS})
WITH reports AS ({_non_wage_earner_reports()})
{law_sql.non_wage_earner_lines(month)}"""


_BILL_COLUMNS = f"""bill_id, employer_id, segment, NULL::bigint AS project_id,
    {{sequence}}::smallint AS sequence, worker_count, {", ".join(law_sql.AMOUNTS)},
    {" + ".join(law_sql.AMOUNTS)} AS total, is_complete"""

#: A run needs its memory at once, for one sort of the month and one table of sums.
WORKING_MEMORY = "SET LOCAL work_mem = '256MB'"

#: PostgreSQL knows nothing yet of the lines that were just written and would sort them all;
#: their sums fit into a table of the bills.
SUM_BY_HASHING = "SET LOCAL enable_sort = off"
PLAN_FREELY = "SET LOCAL enable_sort = on"

#: Whether the law gave an amount for every worker of the run (it gives none outside its bounds).
LINES_INCOMPLETE = "SELECT coalesce(bool_or(NOT is_complete), false) FROM billing_bill"

#: Whether the office has any report of the month, withdrawn ones included.
ANY_REPORT = """SELECT EXISTS (
    SELECT 1 FROM registry_wagereport AS report
    JOIN registry_employer AS employer ON employer.id = report.employer_id
    WHERE report.month = %(month)s AND employer.office_id = %(office)s)"""

#: ``billing_bill`` of a first run: the sums of its lines.
BILLS_OF_LINES = f"""
CREATE TEMP TABLE billing_bill ON COMMIT DROP AS
SELECT {_BILL_COLUMNS.format(sequence=0)}
FROM (SELECT bill_id, count(*)::integer AS worker_count, {_SUMS},
          count({" + ".join(law_sql.AMOUNTS)}) = count(*) AS is_complete
      FROM contributions_billline AS line WHERE month = %(month)s
          AND bill_id >= (SELECT min(bill_id) FROM billing_payer)
      GROUP BY bill_id) AS line
JOIN billing_payer USING (bill_id)"""

#: ``billing_changed``: workers whose report differs from what their last line was computed from.
CHANGED_REPORTS = f"""
CREATE TEMP TABLE billing_changed ON COMMIT DROP AS
WITH billed AS (
    SELECT DISTINCT ON (line.membership_id, bill.employer_id, bill.segment)
        line.membership_id, bill.employer_id, bill.segment,
        line.wage, line.programmes, line.risk_group, line.conditions
    FROM contributions_billline AS line
    JOIN contributions_bill AS bill ON bill.id = line.bill_id
    JOIN registry_employer AS employer ON employer.id = bill.employer_id
    WHERE line.month = %(month)s AND bill.month = %(month)s AND employer.office_id = %(office)s
    ORDER BY line.membership_id, bill.employer_id, bill.segment, line.bill_id DESC
), present AS (
    SELECT report.* FROM ({_IN_FORCE}) AS report
    JOIN registry_employer AS employer ON employer.id = report.employer_id
    WHERE employer.office_id = %(office)s
), worker AS (
    SELECT employer_id, segment, membership_id, coalesce(present.wage, 0) AS wage,
        coalesce(present.programmes, billed.programmes) AS programmes,
        billed.risk_group, billed.conditions, coalesce(billed.wage, 0) AS billed_wage
    FROM billed FULL JOIN present USING (membership_id, employer_id, segment)
    WHERE coalesce(present.wage, 0) <> coalesce(billed.wage, 0)
        OR (present.wage > 0 AND present.programmes <> billed.programmes)
)
SELECT worker.employer_id, worker.segment, worker.membership_id, worker.wage, worker.programmes,
    worker.risk_group,
    coalesce(worker.conditions, CASE worker.segment WHEN {Segment.NON_WAGE_EARNER.value}
        THEN {_MEMBER_CONDITIONS} END) AS conditions,
    worker.billed_wage
FROM worker
JOIN registry_membership AS member ON member.id = worker.membership_id"""


def changed_lines(month: date) -> str:
    """The lines of a correction: the law on the new report less what was billed before."""
    differences = ", ".join(
        f"CASE fresh.wage WHEN 0 THEN 0 ELSE fresh.{name} END - coalesce(before.{name}, 0)"
        for name in law_sql.AMOUNTS
    )
    reports = """SELECT payer.bill_id, changed.membership_id, changed.wage, changed.programmes,
        coalesce(changed.risk_group, payer.risk_group) AS risk_group,
        coalesce(changed.conditions, payer.conditions) AS conditions
    FROM billing_changed AS changed JOIN billing_payer AS payer USING (employer_id, segment)
    WHERE changed.segment ="""
    return f"""
INSERT INTO contributions_billline (bill_id, membership_id, wage, base,
    {", ".join(law_sql.AMOUNTS)}, month, programmes, risk_group, conditions)
WITH before AS (
    SELECT line.membership_id, bill.employer_id, bill.segment, {_SUMS}
    FROM contributions_billline AS line JOIN contributions_bill AS bill ON bill.id = line.bill_id
    WHERE line.month = %(month)s
        AND line.membership_id IN (SELECT membership_id FROM billing_changed)
    GROUP BY line.membership_id, bill.employer_id, bill.segment
), fresh AS (
    (WITH reports AS ({reports} {Segment.WAGE_EARNER.value})
    {law_sql.wage_earner_lines(month)})
    UNION ALL
    (WITH reports AS ({reports} {Segment.NON_WAGE_EARNER.value})
    {law_sql.non_wage_earner_lines(month)})
)
SELECT fresh.bill_id, fresh.membership_id, fresh.wage,
    CASE fresh.wage WHEN 0 THEN 0 ELSE fresh.base END, {differences},
    fresh.month, fresh.programmes, fresh.risk_group, fresh.conditions
FROM fresh
JOIN billing_payer AS payer USING (bill_id)
LEFT JOIN before USING (membership_id, employer_id, segment)
ORDER BY fresh.bill_id"""


_NEXT_SEQUENCE = """coalesce((SELECT max(bill.sequence) + 1 FROM contributions_bill AS bill
    WHERE bill.employer_id = payer.employer_id AND bill.month = %(month)s
        AND bill.segment = payer.segment AND bill.project_id IS NULL), 0)"""

#: ``billing_bill`` of a correction; its worker count is the change in the number of workers.
BILLS_OF_CHANGED_LINES = f"""
CREATE TEMP TABLE billing_bill ON COMMIT DROP AS
SELECT {_BILL_COLUMNS.format(sequence=_NEXT_SEQUENCE)}
FROM (SELECT line.bill_id, {_SUMS}, true AS is_complete,
          sum((line.wage > 0)::integer - (changed.billed_wage > 0)::integer)::integer
              AS worker_count
      FROM contributions_billline AS line
      JOIN billing_payer AS payer USING (bill_id)
      JOIN billing_changed AS changed USING (employer_id, segment, membership_id)
      WHERE line.month = %(month)s
      GROUP BY line.bill_id) AS line
JOIN billing_payer AS payer USING (bill_id)"""


def project_bills(month: date) -> str:
    """Add to ``billing_bill`` the projects that start in the month and have no bill yet."""
    amounts = " UNION ALL ".join(
        f"""(WITH projects AS (
            SELECT project.id AS project_id, project.employer_id, project.contract_value AS value
            FROM registry_constructionproject AS project
            JOIN registry_employer AS employer ON employer.id = project.employer_id
            WHERE employer.office_id = %(office)s
                AND date_trunc('month', project.starts_on)::date = %(month)s
                AND project.includes_vat = {str(includes_vat).lower()}
                AND NOT EXISTS (SELECT 1 FROM contributions_bill AS bill
                    WHERE bill.employer_id = project.employer_id
                        AND bill.project_id = project.id))
        {law_sql.project_amounts(month, includes_vat=includes_vat)})"""
        for includes_vat in (False, True)
    )
    return f"""
INSERT INTO billing_bill (bill_id, employer_id, segment, project_id, sequence, worker_count,
    jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker, total, is_complete)
SELECT nextval('contributions_bill_id_seq'), employer_id, {Segment.CONSTRUCTION.value}, project_id,
    0, (SELECT count(*) FROM registry_membership AS member WHERE member.project_id = owed.project_id
        AND member.started_on < (%(month)s::date + interval '1 month')), jkk, jkm, 0, 0, 0, 0,
    jkk + jkm, true
FROM ({amounts}) AS owed
ORDER BY project_id"""


#: The bills. A project's bill is due like the wage earners' of the month in which it starts.
BILLS = f"""
INSERT INTO contributions_bill (id, employer_id, month, segment, project_id, sequence, run_id,
    billing_code, issued_on, due_on, worker_count,
    jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker, total)
SELECT bill_id, employer_id, %(month)s, segment, project_id, sequence, %(run)s,
    contributions_billing_code(bill_id), %(issued_on)s,
    CASE segment WHEN {Segment.NON_WAGE_EARNER.value} THEN %(due_non_wage_earner)s::date
        ELSE %(due_wage_earner)s::date END,
    worker_count, jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker, total
FROM billing_bill ORDER BY bill_id"""

#: Debit each payer's receivable by bill, credit the programmes' income in one sum each.
POSTINGS = """
SELECT %(receivable)s::smallint AS account, employer_id, bill_id, NULL::smallint AS programme,
    total AS amount
FROM billing_bill
UNION ALL
SELECT %(income)s::smallint, NULL, NULL, income.programme, -income.amount
FROM (SELECT sum(jkk)::bigint AS jkk, sum(jkm)::bigint AS jkm,
          sum(jht_employer + jht_worker)::bigint AS jht, sum(jp_employer + jp_worker)::bigint AS jp
      FROM billing_bill) AS total
CROSS JOIN LATERAL (VALUES (1::smallint, jkk), (2::smallint, jkm), (4::smallint, jht),
    (8::smallint, jp)) AS income (programme, amount)"""
