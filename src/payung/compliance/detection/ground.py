"""What every kind of finding stands on: the office's employers, their wages, the law's floor.

All tables are temporary and go with the transaction. Statements take ``office``, ``as_of``,
``month`` (of the latest wage list) and whatever parameters of the law they name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Jsonb

from payung.compliance import scoring
from payung.contributions import law_sql
from payung.law import parameters
from payung.reference.queries import minimum_wages
from payung.registry.models import EmployerKind, EmployerStatus, Segment

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: One detection of an office writes at a time; its joins must not spill to disk.
WORKING_MEMORY = "SET LOCAL work_mem = '256MB'"
_EARNER = Segment.WAGE_EARNER.value

_FLOORS = """
CREATE TEMP TABLE detect_floor (region_id varchar(5) PRIMARY KEY, amount bigint) ON COMMIT DROP"""

#: The employers that can be found wanting: active, of this office, no community group.
_EMPLOYERS = f"""
CREATE TEMP TABLE detect_employer ON COMMIT DROP AS
SELECT employer.id, employer.registration_number, employer.division, employer.name,
    employer.address, employer.region_id, employer.kind, employer.business_size,
    employer.risk_group, employer.programmes,
    coalesce(nullif(left(employer.business_class_code, 2), ''), 'R' || employer.risk_group)
        AS sector,
    floor.amount AS floor, coalesce(held.workers, 0) AS workers,
    employer.id IN (SELECT employer_id FROM contributions_payment
        WHERE paid_on <= %(as_of)s AND paid_on > %(paid_since)s) AS paid_recently
FROM registry_employer AS employer
LEFT JOIN detect_floor AS floor ON floor.region_id = employer.region_id
LEFT JOIN (
    SELECT membership.employer_id, count(*) AS workers FROM registry_membership AS membership
    WHERE membership.segment = {_EARNER} AND membership.started_on <= %(as_of)s
        AND (membership.ended_on IS NULL OR membership.ended_on >= %(as_of)s)
    GROUP BY membership.employer_id
) AS held ON held.employer_id = employer.id
WHERE employer.office_id = %(office)s AND employer.status = '{EmployerStatus.ACTIVE.value}'
    AND employer.kind <> '{EmployerKind.COMMUNITY_GROUP.value}'
    AND employer.registered_on <= %(as_of)s"""

#: The wage in force of each wage earner of these employers in the month (a correction before the
#: first report). Read in place of a copy: a month has a row for each worker.
WAGES = f"""
    SELECT report.membership_id, report.employer_id,
        coalesce(corrected.programmes, report.programmes) AS programmes,
        coalesce(corrected.wage, report.wage) AS wage
    FROM registry_wagereport AS report
    LEFT JOIN (
        SELECT DISTINCT ON (membership_id) membership_id, wage, programmes
        FROM registry_wagereport
        WHERE month = %(month)s AND revision > 0 ORDER BY membership_id, revision DESC
    ) AS corrected ON corrected.membership_id = report.membership_id
    WHERE report.month = %(month)s AND report.revision = 0 AND report.segment = {_EARNER}
        AND coalesce(corrected.wage, report.wage) > 0"""

#: What would be owed besides what is: one row for each worker (or for one worker of a kind that
#: is counted). ``due_id`` says whose it is; ``wage`` 0 where nothing is reported.
_DUE = """
CREATE TEMP TABLE detect_due (due_id bigint, month date, membership_id bigint, wage bigint,
    due_wage bigint, programmes smallint, due_programmes smallint, risk_group smallint)
    ON COMMIT DROP"""
_GAP = "CREATE TEMP TABLE detect_gap (due_id bigint, month date, gap bigint) ON COMMIT DROP"

_CANDIDATES = """
CREATE TEMP TABLE candidate (candidate_id bigint GENERATED ALWAYS AS IDENTITY,
    kind varchar(20), employer_id bigint, listed_firm_id bigint, firm_key varchar(300) DEFAULT '',
    firm_name varchar(200), firm_address varchar(300) DEFAULT '', firm_identifier varchar(40),
    region_id varchar(5), evidence jsonb, amount bigint, is_estimate boolean, workers bigint,
    months bigint DEFAULT 0, paid_recently boolean DEFAULT false, business_size varchar(10)
) ON COMMIT DROP"""

#: What ``due_id`` is made of: the number of whose it is, below a digit for the kind.
DUE_WAGES, DUE_PROGRAMMES, DUE_WORKERS, DUE_FIRMS, DUE_PAYROLL, DUE_OBLIGED = (
    number * 10**15 for number in range(1, 7)
)


@dataclass(frozen=True)
class Search:
    """One detection: office, day, the month of the latest wage list (None: there is none)."""

    office: str
    as_of: date
    month: date | None

    @property
    def law_month(self) -> date:
        """The contribution month whose rates an estimate takes."""
        return self.month or self.as_of.replace(day=1)

    def number(self, name: str) -> int:
        """A parameter of ``compliance/`` on the day of the search."""
        return parameters.get(f"compliance/{name}", self.as_of).number

    @property
    def listed_since(self) -> date:
        """Lists up to this day no longer count workers or wages."""
        return months_before(self.as_of, self.number("list_valid_months"))

    def values(self, **more: Any) -> dict[str, Any]:
        """What the statements may name."""
        paid = self.number("chance_paid_within_months")
        return {
            "office": self.office,
            "as_of": self.as_of,
            "month": self.month,
            "paid_since": months_before(self.as_of, paid),
            "estimate_months": self.number("estimate_months"),
            **more,
        }

    def rules(self, *names: str) -> Jsonb:
        """Parameters with value, day and article, as evidence keeps them."""
        return Jsonb(scoring.in_force(names, self.as_of))


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last day of that month."""
    years, index = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(years, index + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return last if day.day > last.day else first.replace(day=day.day)


def latest_month(cursor: CursorWrapper, office: str, as_of: date) -> date | None:
    """The latest month, of the last twelve, with a wage report of this office's employers."""
    for back in range(13):
        month = months_before(as_of.replace(day=1), back)
        cursor.execute(
            "SELECT EXISTS (SELECT FROM registry_wagereport AS report"
            " JOIN registry_employer AS employer ON employer.id = report.employer_id"
            " WHERE report.month = %s AND employer.office_id = %s)",
            [month, office],
        )
        if cursor.fetchone()[0]:
            return month
    return None


def lay(cursor: CursorWrapper, search: Search) -> None:
    """Make the working tables of a search."""
    cursor.execute(WORKING_MEMORY)
    cursor.execute(_FLOORS)
    floors = minimum_wages(search.as_of)
    cursor.execute(
        "INSERT INTO detect_floor SELECT * FROM unnest(%s::text[], %s::bigint[])",
        [list(floors), list(floors.values())],
    )
    cursor.execute(_EMPLOYERS, search.values())
    cursor.execute("ALTER TABLE detect_employer ADD PRIMARY KEY (id)")
    cursor.execute("ANALYZE detect_employer")
    for statement in (_DUE, _GAP, _CANDIDATES):
        cursor.execute(statement)


def weigh_dues(cursor: CursorWrapper) -> None:
    """Fill ``detect_gap``: what the law asks on the due side less what it asks on the reported."""
    cursor.execute("SELECT DISTINCT month FROM detect_due ORDER BY month")
    for (month,) in cursor.fetchall():
        owed = _owed(month, "due_wage", "due_programmes")
        paid = _owed(month, "wage", "programmes")
        cursor.execute(
            f"""
            INSERT INTO detect_gap
            SELECT owed.due_id, %(of)s, owed.amount - coalesce(paid.amount, 0)
            FROM ({owed}) AS owed LEFT JOIN ({paid}) AS paid USING (due_id)""",
            {"of": month},
        )


def _owed(month: date, wage: str, programmes: str) -> str:
    amounts = " + ".join(law_sql.AMOUNTS)
    return f"""
        WITH reports AS (
            SELECT due_id AS bill_id, membership_id, {wage} AS wage, {programmes} AS programmes,
                risk_group, 0::smallint AS conditions
            FROM detect_due WHERE month = %(of)s AND {wage} > 0)
        SELECT bill_id AS due_id, sum({amounts})::bigint AS amount
        FROM ({law_sql.wage_earner_lines(month)}) AS line GROUP BY bill_id"""
