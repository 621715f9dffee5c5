"""LEAVERS: who left an employer and when (form F1b), by card number or NIK."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from payung.registry.imports import readings
from payung.registry.imports.kinds.wages import (
    CARD,
    EMPLOYER_OF_MEMBER,
    NIK,
    WAGES_IN_FORCE,
    elsewhere,
    key_columns,
    member_joins,
    staged_columns,
)
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.payers import employer_columns
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Staged, Task
from payung.registry.models import WageReport

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

LAYOUT = Layout(
    columns=(
        Column("npp", ("NPP",), readings.NPP),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        CARD,
        NIK,
        Column(
            "left_on",
            ("TANGGAL_KELUAR", "TGL_KELUAR", "TANGGAL_BERHENTI"),
            readings.DAY,
            required=True,
            filled=True,
        ),
        Column("reason", ("ALASAN", "SEBAB", "KETERANGAN"), readings.text(40)),
    ),
    one_of=(("card_number", "identity"),),
    ignored=("NO", "NOMOR", "NAMA", "NAMA_LENGKAP"),
)


def prepare(table: Table, task: Task) -> Staged:
    left = table.get("left_on")
    table.refuse(
        "left_on", pc.greater(left, task.today), "date_in_future", f"{task.today:%d-%m-%Y}"
    )
    staged: dict[str, tuple[object, str]] = {"row_no": (table.sheet.row_numbers, "integer")}
    staged |= key_columns(table)
    if "npp" in table.values or task.import_file.payer is not None:
        staged |= employer_columns(table, task)
    return staged | {"left_on": (left, "date"), "reason": (table.get("reason"), "text")}


def resolve(cursor: CursorWrapper, task: Task) -> None:
    columns = staged_columns(cursor)
    joins, several = member_joins(columns)
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.row_no, s.left_on, s.reason, m.id AS membership_id, m.started_on, m.ended_on,
            {several} AS several, min(s.row_no) OVER (PARTITION BY m.id) AS first_row,
            coalesce(o.office_id = %(office)s, false) AS is_ours, {elsewhere(columns)} AS elsewhere
        FROM staged s {joins}
        LEFT JOIN registry_employer o ON o.id = m.employer_id
        """,
        task.parameters,
    )


CHECKS = (
    Check("member_several", "key", "several > 1"),
    Check("member_unknown", "key", "NOT is_ours"),
    Check("twice_in_file", "key", "is_ours AND row_no > first_row", "first_row::text"),
    Check("member_elsewhere", "npp", "is_ours AND elsewhere", EMPLOYER_OF_MEMBER),
    Check(
        "member_ended",
        "key",
        "is_ours AND ended_on < %(today)s",
        "to_char(ended_on, 'DD-MM-YYYY')",
    ),
    Check(
        "date_before_start",
        "left_on",
        "is_ours AND left_on < started_on",
        "to_char(started_on, 'DD-MM-YYYY')",
    ),
)

_END_MEMBERSHIPS = """
    UPDATE registry_membership m
    SET ended_on = r.left_on, end_reason = coalesce(nullif(r.reason, ''), 'KELUAR')
    FROM resolved r WHERE m.id = r.membership_id
"""

# The month in which someone leaves is owed in full: no rule of the law splits a month.
_END_ENROLMENTS = """
    UPDATE registry_enrolment n SET valid_to = date_trunc('month', r.left_on)
    FROM resolved r WHERE n.membership_id = r.membership_id
        AND n.valid_from <= r.left_on
        AND (n.valid_to IS NULL OR n.valid_to > date_trunc('month', r.left_on))
"""

_LATER_MONTHS = """
    SELECT DISTINCT w.month FROM registry_wagereport w
    JOIN resolved r ON r.membership_id = w.membership_id WHERE w.month > r.left_on ORDER BY 1
"""

# A wage of 0 withdraws what was reported or carried on for months after the last one.
_WITHDRAW = f"""
    INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment,
        programmes, wage, source, source_file_id)
    SELECT %(later)s, w.membership_id, before.revision + 1, w.employer_id, w.segment, w.programmes,
        0, {WageReport.Source.CORRECTED.value}, %(file)s
    FROM ({WAGES_IN_FORCE.format(month="%(later)s")}) AS before
    JOIN resolved r ON r.membership_id = before.membership_id AND r.left_on < %(later)s
    JOIN registry_wagereport w ON w.month = %(later)s AND w.revision = 0
        AND w.membership_id = before.membership_id
    WHERE before.wage > 0
"""


def write(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    return end_resolved(cursor, task.parameters)


def end_resolved(cursor: CursorWrapper, parameters: Mapping[str, object]) -> dict[str, int]:
    """End the memberships that a table ``resolved`` names; returns how many rows were written."""
    cursor.execute(_END_MEMBERSHIPS)
    written = {"memberships_ended": cursor.rowcount}
    cursor.execute(_END_ENROLMENTS)
    cursor.execute(_LATER_MONTHS)
    withdrawn = 0
    for (later,) in cursor.fetchall():
        cursor.execute(_WITHDRAW, {**parameters, "later": later})
        withdrawn += cursor.rowcount
    return written | {"wages_withdrawn": withdrawn}


LEAVERS = Kind(LAYOUT, prepare, resolve, CHECKS, write, takes_payer=True)
