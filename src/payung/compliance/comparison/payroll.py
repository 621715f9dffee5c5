"""An employer's own payroll: what it paid each worker for a month, by card number or NIK."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung import clock
from payung.access.identifiers import NATIONAL_ID
from payung.registry.imports import readings
from payung.registry.imports.cells import CellRefused, day
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.problems import RULES
from payung.registry.imports.readings import Reading
from payung.registry.imports.staging import copy_into
from payung.registry.imports.table import Table, hashed
from payung.registry.models import Employer, Segment

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")


def month(text: str) -> date:
    """The first day of a month that has come: ``2024-11``, ``11-2024``, ``November 2024``."""
    try:
        if found := _YEAR_MONTH.fullmatch(text):
            first = date(int(found[1]), int(found[2]), 1)
        elif found := _MONTH_YEAR.fullmatch(text):
            first = date(int(found[2]), int(found[1]), 1)
        else:
            first = _from_day(text)
    except ValueError as error:
        raise CellRefused("not_a_month") from error
    if first > clock.today():
        raise CellRefused("not_a_month")
    return first


def _from_day(text: str) -> date:
    for written in (text, f"1 {text}"):
        try:
            return day(written).replace(day=1)
        except CellRefused:
            continue
    raise ValueError(text)


LAYOUT = Layout(
    columns=(
        Column("card_number", ("KPJ", "NO_KPJ", "NOMOR_KPJ"), readings.CARD_NUMBER),
        Column("identity", ("NIK", "NOMOR_IDENTITAS"), readings.NATIONAL_ID),
        Column("month", ("BULAN", "PERIODE"), Reading(month, pa.date32(), "date")),
        Column(
            "wage",
            ("UPAH_DIBAYAR", "GAJI", "GAJI_DIBAYAR", "UPAH", "PENGHASILAN_BRUTO"),
            readings.RUPIAH,
            required=True,
            filled=True,
        ),
    ),
    one_of=(("card_number", "identity"),),
    ignored=("NO", "NOMOR", "NAMA", "NAMA_LENGKAP", "NAMA_TENAGA_KERJA", "NO_PEGAWAI", "JABATAN"),
)


def check(table: Table) -> None:
    """Each row names a worker."""
    key = _key(table)
    card, nik = table.get("card_number"), table.get("identity")
    empty = pc.and_(pc.is_null(card), pc.is_null(nik))
    written = table.sheet.columns[table.places[key]]
    table.refuse(key, pc.and_(empty, pc.is_null(written)), "key_missing")


def _key(table: Table) -> str:
    return "card_number" if "card_number" in table.values else "identity"


def stage(cursor: CursorWrapper, table: Table, employer: Employer, default: date | None) -> None:
    """The table ``paid``: each row with the membership of this employer that it is, if any."""
    months = table.get("month")
    if default is not None:
        months = pc.fill_null(months, pa.scalar(default, pa.date32()))
    table.refuse(
        "wage" if "month" not in table.values else "month", _unread(table, months), "month_missing"
    )
    cursor.execute(
        "CREATE TEMP TABLE paid_row (row_no integer, card_number text, hash bytea, month date,"
        " wage bigint) ON COMMIT DROP"
    )
    columns = {
        "row_no": table.sheet.row_numbers,
        "card_number": table.get("card_number"),
        "hash": hashed(table.get("identity"), NATIONAL_ID),
        "month": months,
        "wage": table.get("wage"),
    }
    copy_into(cursor, "paid_row", pa.table(columns))
    cursor.execute(_RECOGNISE, {"employer": employer.pk})


def _unread(table: Table, months: pa.Array) -> pa.Array:
    """Rows without a month, those left out whose cell was refused already."""
    if "month" not in table.places:
        return pc.is_null(months)
    written = table.sheet.columns[table.places["month"]]
    return pc.and_(pc.is_null(months), pc.is_null(written))


_RECOGNISE = f"""
CREATE TEMP TABLE paid ON COMMIT DROP AS
SELECT row.row_no, row.month, row.wage, found.id AS membership_id,
    min(row.row_no) OVER (PARTITION BY found.id, row.month) AS first_row
FROM paid_row AS row
LEFT JOIN LATERAL (
    SELECT membership.id FROM registry_membership AS membership
    JOIN registry_person AS person ON person.id = membership.person_id
    WHERE membership.employer_id = %(employer)s
        AND membership.segment = {Segment.WAGE_EARNER.value}
        AND CASE WHEN row.card_number IS NOT NULL THEN membership.card_number = row.card_number
            ELSE person.national_id_hash = row.hash END
    ORDER BY membership.ended_on DESC NULLS FIRST, membership.id DESC LIMIT 1
) AS found ON true"""


def check_rows(cursor: CursorWrapper, table: Table) -> None:
    """Rules that need the registry: a worker once a month; who is no member is a warning."""
    for code, condition, detail in (
        ("payroll_not_member", "membership_id IS NULL", "NULL"),
        ("twice_in_file", "membership_id IS NOT NULL AND row_no > first_row", "first_row::text"),
    ):
        cursor.execute(
            f"INSERT INTO problem SELECT row_no, %s, %s, %s, {detail} FROM paid WHERE {condition}"
            " AND row_no NOT IN (SELECT row_no FROM problem WHERE severity = 3)",
            [_key(table), code, int(RULES[code].severity)],
        )


def write(cursor: CursorWrapper, file_id: int) -> dict[str, int]:
    """Keep what was paid to members; returns the rows written and how many are no members."""
    cursor.execute(
        "INSERT INTO compliance_payrollline (file_id, month, membership_id, wage)"
        " SELECT %s, month, membership_id, wage FROM paid WHERE membership_id IS NOT NULL"
        " ORDER BY row_no",
        [file_id],
    )
    return {"lines": cursor.rowcount}


def counts(cursor: CursorWrapper) -> tuple[int, date]:
    """How many workers of the newest month are no members, and that month."""
    cursor.execute(
        "SELECT count(*) FILTER (WHERE membership_id IS NULL), max(month) FROM paid"
        " WHERE month = (SELECT max(month) FROM paid)"
    )
    missing, latest = cursor.fetchone()
    return int(missing), latest
