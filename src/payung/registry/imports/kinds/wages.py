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
from payung.registry.months import ensure_month, look_at_month

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
        if wanted.null_count < table.rows:
            staged["national_id_hash"] = (hashed(wanted, NATIONAL_ID), "bytea")
    return staged


def member_joins(columns: set[str]) -> tuple[str, str]:
    """SQL that finds the membership ``m`` of each row: (joins, how many were found by NIK).

    By card number where there is one; else by NIK the person's membership as a wage earner of this
    office in force in the month, and of the row's employer where the list names it.
    """
    by_card = "LEFT JOIN registry_membership m ON m.card_number = s.card_number"
    if "national_id_hash" not in columns:
        return by_card, "0"
    payer = ""
    if "npp" in columns:
        payer = "AND (k.npp IS NULL OR e.registration_number = k.npp AND e.division = k.division)"
    by_nik = f"""
        LEFT JOIN (
            SELECT k.row_no, min(x.id) AS id, count(*) AS several
            FROM staged k JOIN registry_person p ON p.national_id_hash = k.national_id_hash
            JOIN registry_membership x ON x.person_id = p.id
            JOIN registry_employer e ON e.id = x.employer_id AND e.office_id = %(office)s {payer}
            WHERE x.segment = {int(Segment.WAGE_EARNER)} AND x.started_on <= %(month_end)s
                AND (x.ended_on IS NULL OR x.ended_on >= %(month)s)
            GROUP BY k.row_no
        ) n ON n.row_no = s.row_no"""
    if "card_number" not in columns:
        return f"{by_nik} LEFT JOIN registry_membership m ON m.id = n.id", "n.several"
    return (
        f"LEFT JOIN registry_membership c ON c.card_number = s.card_number {by_nik}"
        " LEFT JOIN registry_membership m ON m.id = coalesce(c.id, n.id)",
        "n.several",
    )


def elsewhere(columns: set[str]) -> str:
    """SQL that tells whether a row names another employer than the membership's ``o``."""
    if "npp" not in columns:
        return "false"
    return "s.npp IS NOT NULL AND (o.registration_number <> s.npp OR o.division <> s.division)"


def staged_columns(cursor: CursorWrapper) -> set[str]:
    """The columns that this list's ``staged`` has."""
    cursor.execute("SELECT * FROM staged LIMIT 0")
    return {column.name for column in cursor.description}


def resolve(cursor: CursorWrapper, task: Task) -> None:
    make_floor_wages(cursor, task)
    columns = staged_columns(cursor)
    joins, several = member_joins(columns)
    # A list by card number alone has been looked through for repetitions already.
    first = "NULL::integer" if several == "0" else "min(s.row_no) OVER (PARTITION BY m.id)"
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.row_no, s.wage, m.id AS membership_id, m.employer_id, m.segment,
            n2.programmes, f.amount AS floor, {several} AS several, {first} AS first_row,
            m.started_on <= %(month_end)s AND (m.ended_on IS NULL OR m.ended_on >= %(month)s)
                AS is_open,
            coalesce(o.office_id = %(office)s, false) AS is_ours, {elsewhere(columns)} AS elsewhere
        FROM staged s {joins}
        LEFT JOIN registry_employer o ON o.id = m.employer_id
        LEFT JOIN registry_enrolment n2 ON n2.membership_id = m.id
            AND n2.valid_from <= %(month)s AND (n2.valid_to IS NULL OR n2.valid_to >= %(month)s)
        LEFT JOIN floor_wage f ON f.region_id = m.work_region_id
        """,
        task.parameters,
    )


#: The employer and the period of a membership, for those rows that are answered.
EMPLOYER_OF_MEMBER = """
    (SELECT o.registration_number || '/' || o.division FROM registry_membership m
     JOIN registry_employer o ON o.id = m.employer_id WHERE m.id = membership_id)"""
_PERIOD_OF_MEMBER = """
    (SELECT to_char(m.started_on, 'DD-MM-YYYY') || ' s.d. '
        || coalesce(to_char(m.ended_on, 'DD-MM-YYYY'), 'sekarang')
     FROM registry_membership m WHERE m.id = membership_id)"""

CHECKS = (
    Check("member_several", "key", "several > 1"),
    Check("member_unknown", "key", "NOT is_ours"),
    Check("twice_in_file", "key", "is_ours AND row_no > first_row", "first_row::text"),
    Check("member_elsewhere", "npp", "is_ours AND elsewhere", EMPLOYER_OF_MEMBER),
    Check("member_not_open", "key", "is_ours AND NOT is_open", _PERIOD_OF_MEMBER),
    Check("member_not_enrolled", "key", "is_ours AND is_open AND programmes IS NULL"),
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

#: Who was reported last month and is not on this list: few, so they are picked out first.
_GONE = f"""
    CREATE TEMP TABLE gone AS
    SELECT before.membership_id, before.employer_id, before.wage
    FROM ({WAGES_IN_FORCE.format(month="(%(month)s::date - interval '1 month')::date")}) AS before
    LEFT JOIN resolved r ON r.membership_id = before.membership_id
    WHERE r.membership_id IS NULL AND before.wage > 0
"""

_VANISHED = f"""
    INSERT INTO registry_vanishedworker (import_file_id, membership_id, last_wage)
    SELECT %(file)s, gone.membership_id, gone.wage
    FROM gone JOIN registry_membership m ON m.id = gone.membership_id
    WHERE m.segment = {int(Segment.WAGE_EARNER)}
        AND (m.ended_on IS NULL OR m.ended_on >= %(month)s)
        AND gone.employer_id IN (SELECT employer_id FROM resolved)
"""


def write(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    ensure_month(cursor, task.month)
    cursor.execute(_WRITE, task.parameters)
    written = {"wages": cursor.rowcount}
    look_at_month(cursor, task.month, cursor.rowcount)
    cursor.execute(_GONE, task.parameters)
    cursor.execute("ANALYZE gone")
    cursor.execute(_VANISHED, task.parameters)
    return written | {"vanished": cursor.rowcount}


WAGES = Kind(LAYOUT, prepare, resolve, CHECKS, write, needs_month=True, takes_payer=True)
