"""WAGES: the monthly wage list, by card number (KPJ) or NIK.

What was reported before and is the same stays as it is; another wage becomes the next revision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.access.identifiers import NATIONAL_ID
from payung.registry.imports import readings
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.payers import employer_columns
from payung.registry.imports.regions import make_floor_wages
from payung.registry.imports.table import Table, hashed
from payung.registry.imports.task import Check, Kind, Staged, Task
from payung.registry.models import Segment, WageReport

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

CARD = Column("card_number", ("KPJ", "NO_KPJ", "NOMOR_KPJ"), readings.CARD_NUMBER)
NIK = Column("identity", ("NIK", "NOMOR_IDENTITAS"), readings.NATIONAL_ID)

LAYOUT = Layout(
    columns=(
        Column("npp", ("NPP",), readings.NPP),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        CARD,
        NIK,
        Column("wage", ("UPAH", "UPAH_DILAPORKAN"), readings.RUPIAH, required=True, filled=True),
        Column("back_pay", ("RAPEL",), readings.NO_BACK_PAY),
    ),
    one_of=(("card_number", "identity"),),
    ignored=("NO", "NOMOR", "NAMA", "NAMA_LENGKAP", "NAMA_TENAGA_KERJA", "NO_PEGAWAI"),
)


def prepare(table: Table, task: Task) -> Staged:
    staged: dict[str, tuple[pa.Array, str]] = {"row_no": (table.sheet.row_numbers, "integer")}
    staged |= key_columns(table)
    if "npp" in table.values or task.import_file.payer is not None:
        staged |= employer_columns(table, task)
    return staged | {"wage": (table.get("wage"), "bigint")}


def key_columns(table: Table) -> Staged:
    """Card number and identity hash, as far as the list has them; refuses repeated ones."""
    staged: dict[str, tuple[pa.Array, str]] = {}
    card, nik = table.get("card_number"), table.get("identity")
    missing = pc.and_(pc.is_null(card), pc.is_null(nik))
    key = "card_number" if "card_number" in table.values else "identity"
    text = table.sheet.columns[table.places[key]]
    table.refuse(key, pc.and_(missing, pc.is_null(text)), "key_missing")
    if "card_number" in table.values:
        table.refuse_repeated("card_number", [card], "twice_in_file")
        staged["card_number"] = (card, "text")
    if "identity" in table.values:
        # Where the card is known it says more: one person may have several.
        wanted = pc.if_else(pc.is_null(card), nik, None)
        staged["national_id_hash"] = (hashed(wanted, NATIONAL_ID), "bytea")
    return staged


def member_joins(table_columns: set[str]) -> tuple[str, str]:
    """SQL that finds the membership of each row: (membership id, joins)."""
    joins, found = [], []
    if "card_number" in table_columns:
        joins.append("LEFT JOIN registry_membership c ON c.card_number = s.card_number")
        found.append("c.id")
    if "national_id_hash" in table_columns:
        payer = ""
        if "npp" in table_columns:
            payer = (
                "AND (s.npp IS NULL OR e.registration_number = s.npp AND e.division = s.division)"
            )
        joins.append(
            f"""LEFT JOIN LATERAL (
                SELECT min(m.id) AS id, count(*) AS several
                FROM registry_person p JOIN registry_membership m ON m.person_id = p.id
                JOIN registry_employer e ON e.id = m.employer_id
                    AND e.office_id = %(office)s {payer}
                WHERE p.national_id_hash = s.national_id_hash
                    AND m.segment = {int(Segment.WAGE_EARNER)} AND m.started_on <= %(month_end)s
                    AND (m.ended_on IS NULL OR m.ended_on >= %(month)s)
            ) n ON s.national_id_hash IS NOT NULL"""
        )
        found.append("n.id")
    return f"coalesce({', '.join(found)})", "\n".join(joins)


def staged_columns(cursor: CursorWrapper) -> set[str]:
    """The columns that this list's ``staged`` has."""
    cursor.execute("SELECT * FROM staged LIMIT 0")
    return {column.name for column in cursor.description}


def resolve(cursor: CursorWrapper, task: Task) -> None:
    make_floor_wages(cursor, task)
    columns = staged_columns(cursor)
    member, joins = member_joins(columns)
    npp = "s.npp, s.division" if "npp" in columns else "NULL::text AS npp, NULL::text AS division"
    # A list by card number alone has been looked through for repetitions already.
    several, first = "0", "NULL::integer"
    if "national_id_hash" in columns:
        several, first = "n.several", "min(s.row_no) OVER (PARTITION BY m.id)"
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.row_no, s.wage, {npp}, m.id AS membership_id, m.employer_id, m.segment,
            m.started_on, m.ended_on, o.office_id, o.registration_number,
            o.division AS own_division, n2.programmes, f.amount AS floor, {several} AS several,
            {first} AS first_row
        FROM staged s {joins}
        LEFT JOIN registry_membership m ON m.id = {member}
        LEFT JOIN registry_employer o ON o.id = m.employer_id
        LEFT JOIN registry_enrolment n2 ON n2.membership_id = m.id
            AND n2.valid_from <= %(month)s AND (n2.valid_to IS NULL OR n2.valid_to >= %(month)s)
        LEFT JOIN floor_wage f ON f.region_id = m.work_region_id
        """,
        task.parameters,
    )


_IN_FORCE = (
    "to_char(started_on, 'DD-MM-YYYY') || ' s.d. ' ||"
    " coalesce(to_char(ended_on, 'DD-MM-YYYY'), 'sekarang')"
)
#: Whether the membership of the row is one of this office.
_OURS = "membership_id IS NOT NULL AND office_id = %(office)s"

CHECKS = (
    Check("member_several", "key", "several > 1"),
    Check("member_unknown", "key", "membership_id IS NULL OR office_id <> %(office)s"),
    Check("twice_in_file", "key", f"{_OURS} AND row_no > first_row", "first_row::text"),
    Check(
        "member_elsewhere",
        "npp",
        f"{_OURS} AND npp IS NOT NULL AND (registration_number <> npp OR own_division <> division)",
        "registration_number || '/' || own_division",
    ),
    Check(
        "member_not_open",
        "key",
        f"{_OURS} AND (started_on > %(month_end)s OR ended_on < %(month)s)",
        _IN_FORCE,
    ),
    Check(
        "member_not_enrolled",
        "key",
        f"{_OURS} AND programmes IS NULL AND started_on <= %(month_end)s"
        " AND (ended_on IS NULL OR ended_on >= %(month)s)",
    ),
    Check(
        "wage_below_minimum",
        "wage",
        f"wage < floor AND segment = {int(Segment.WAGE_EARNER)}",
        "replace(to_char(floor, 'FM999,999,999,999'), ',', '.')",
    ),
)

#: The wages in force of a month: a correction, where there is one, before the first report.
WAGES_IN_FORCE = """
    SELECT w.membership_id, w.employer_id, coalesce(c.wage, w.wage) AS wage,
        coalesce(c.revision, 0) AS revision
    FROM registry_wagereport w LEFT JOIN (
        SELECT DISTINCT ON (membership_id) membership_id, wage, revision
        FROM registry_wagereport WHERE month = {month} AND revision > 0
        ORDER BY membership_id, revision DESC
    ) c ON c.membership_id = w.membership_id
    WHERE w.month = {month} AND w.revision = 0
"""

_WRITE = f"""
    INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment,
        programmes, wage, source, source_file_id)
    SELECT %(month)s, r.membership_id, coalesce(before.revision + 1, 0), r.employer_id, r.segment,
        r.programmes, r.wage,
        CASE WHEN before.revision IS NULL THEN {WageReport.Source.REPORTED.value}
            ELSE {WageReport.Source.CORRECTED.value} END, %(file)s
    FROM resolved r LEFT JOIN ({WAGES_IN_FORCE.format(month="%(month)s")}) AS before
        ON before.membership_id = r.membership_id
    WHERE before.wage IS DISTINCT FROM r.wage
    ORDER BY r.membership_id
"""

_VANISHED = f"""
    INSERT INTO registry_vanishedworker (import_file_id, membership_id, last_wage)
    SELECT %(file)s, before.membership_id, before.wage
    FROM ({WAGES_IN_FORCE.format(month="(%(month)s::date - interval '1 month')::date")}) AS before
    JOIN registry_membership m ON m.id = before.membership_id
    LEFT JOIN resolved r ON r.membership_id = before.membership_id
    WHERE r.membership_id IS NULL AND before.wage > 0 AND m.segment = {int(Segment.WAGE_EARNER)}
        AND (m.ended_on IS NULL OR m.ended_on >= %(month)s)
        AND before.employer_id IN (SELECT DISTINCT employer_id FROM resolved)
"""


def write(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    cursor.execute("SELECT registry_ensure_month(%(month)s)", task.parameters)
    cursor.execute("ANALYZE resolved (membership_id, employer_id)")
    cursor.execute(_WRITE, task.parameters)
    written = {"wages": cursor.rowcount}
    cursor.execute(_VANISHED, task.parameters)
    return written | {"vanished": cursor.rowcount}


WAGES = Kind(LAYOUT, prepare, resolve, CHECKS, write, needs_month=True, takes_payer=True)
