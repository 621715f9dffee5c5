"""Taking rows: each is kept, the wrong ones too, with what was found in their cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.reference.models import Region
from payung.registry.imports.identity import UNUSED_PROVINCE, check_people
from payung.registry.imports.kinds.sponsored import occupations
from payung.registry.imports.sheets import Sheet
from payung.registry.imports.staging import copy_into
from payung.registry.imports.table import Table, encrypted, hashed
from payung.sponsorship.listing.layout import LAYOUT, PRIVATE
from payung.sponsorship.listing.places import Villages, read_villages
from payung.sponsorship.listing.rules import TABLE_RULES, severity_of
from payung.sponsorship.models import BeneficiaryList

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: As much of an unreadable identity number as is kept, encrypted.
_LONGEST_NUMBER = 40
_LONGEST_FOUND = 100
#: From so many rows on, the planner is told of them.
_MANY = 1_000

STAGED = """
    CREATE TEMP TABLE list_staged (row_no integer, name text, national_id_hash bytea,
        national_id_cipher bytea, birth_date date, birth_place text, sex text, address text,
        village text, worker_segment text, occupation text, income bigint, phone_cipher bytea,
        decile smallint, priority_source text, replaces integer) ON COMMIT DROP
"""
PROBLEMS = """
    CREATE TEMP TABLE list_problem (row_no integer, column_key text, code text, severity smallint,
        detail text, found text) ON COMMIT DROP
"""
_ROWS = """
    INSERT INTO sponsorship_listrow (list_id, row_no, status, name, national_id_hash,
        national_id_cipher, birth_date, birth_place, sex, address, village_id, worker_segment_id,
        occupation, monthly_income, phone_cipher, decile, priority_source, replaces_id)
    SELECT %(list)s, s.row_no, 'PROPOSED', coalesce(s.name, ''), s.national_id_hash,
        s.national_id_cipher, s.birth_date, coalesce(s.birth_place, ''), coalesce(s.sex, ''),
        coalesce(s.address, ''), s.village, s.worker_segment, coalesce(s.occupation, ''), s.income,
        s.phone_cipher, s.decile, coalesce(s.priority_source, ''), o.id
    FROM list_staged s
    LEFT JOIN sponsorship_listrow o ON o.list_id = %(replaced)s AND o.row_no = s.replaces
        AND o.status IN ('REFUSED', 'REJECTED', 'DROPPED', 'REPLACED')
    ORDER BY s.row_no
"""
_REPLACED = """
    INSERT INTO list_problem SELECT row_no, 'replaces', 'replaced_row_unknown', %(error)s, '',
        replaces::text
    FROM list_staged s WHERE s.replaces IS NOT NULL AND NOT EXISTS (
        SELECT FROM sponsorship_listrow o WHERE o.list_id = %(replaced)s AND o.row_no = s.replaces
            AND o.status IN ('REFUSED', 'REJECTED', 'DROPPED', 'REPLACED'))
"""
_VERDICTS = """
    INSERT INTO sponsorship_rowverdict (row_id, "column", code, severity, holds, detail, found,
        recorded_by_id, recorded_at)
    SELECT r.id, p.column_key, p.code, p.severity, true, coalesce(left(p.detail, 200), ''),
        coalesce(p.found, ''), %(user)s, clock_timestamp()
    FROM list_problem p JOIN sponsorship_listrow r ON r.list_id = %(list)s AND r.row_no = p.row_no
    ORDER BY r.row_no, p.severity DESC
"""


@dataclass(frozen=True)
class Circumstances:
    """The day of taking, and whether NIKs that can belong to nobody are taken (the demo)."""

    today: date
    allow_synthetic: bool


def read(sheet: Sheet, of: BeneficiaryList, how: Circumstances) -> tuple[Table, pa.Table]:
    """The values and problems of a sheet, and its rows ready to stage (no plain number)."""
    table = Table(sheet, LAYOUT, TABLE_RULES)
    check_people(table, how)
    _note_other_provinces(table, of.region)
    villages = read_villages(table, Villages.of(of))
    segments, _ = occupations(table)
    number = _numbers(table)
    as_read = ("name", "birth_date", "birth_place", "sex", "address", "occupation", "income")
    columns = {
        "row_no": sheet.row_numbers,
        "village": villages,
        "worker_segment": segments,
        "national_id_hash": hashed(table.get("identity"), NATIONAL_ID),
        "national_id_cipher": encrypted(number, NATIONAL_ID),
        "phone_cipher": encrypted(table.get("phone"), PHONE),
        **{key: table.get(key) for key in as_read},
        **{key: table.get(key) for key in ("decile", "priority_source", "replaces")},
    }
    return table, pa.table(columns)


def stage(cursor: CursorWrapper, table: Table, rows: pa.Table) -> None:
    """Put the rows and their problems into temporary tables of the transaction."""
    for definition, name in ((STAGED, "list_staged"), (PROBLEMS, "list_problem")):
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
        cursor.execute(definition)
    copy_into(cursor, "list_staged", rows)
    problems = _problems(table)
    if problems is not None:
        copy_into(cursor, "list_problem", problems)


def write(cursor: CursorWrapper, of: BeneficiaryList, user_id: int) -> None:
    """Write the staged rows and what was found in their cells."""
    parameters = {
        "list": of.pk,
        "replaced": of.replaces_id,
        "user": user_id,
        "error": int(severity_of("replaces", "replaced_row_unknown")),
    }
    cursor.execute(_REPLACED, parameters)
    cursor.execute(_ROWS, parameters)
    if cursor.rowcount > _MANY:
        cursor.execute("ANALYZE sponsorship_listrow")
        cursor.execute("ANALYZE list_problem")
    cursor.execute(_VERDICTS, parameters)
    if cursor.rowcount > _MANY:
        cursor.execute("ANALYZE sponsorship_rowverdict")


def _numbers(table: Table) -> pa.Array:
    """The identity numbers as read, else as they were written: a clerk may have to look."""
    place = table.places["identity"]
    written = pc.utf8_slice_codeunits(
        pc.utf8_trim_whitespace(table.sheet.columns[place]), 0, _LONGEST_NUMBER
    )
    written = pc.if_else(pc.equal(pc.utf8_length(written), 0), None, written)
    return pc.coalesce(table.get("identity"), written)


def _note_other_provinces(table: Table, region: Region) -> None:
    """Note NIKs that were first issued in another province: most of them moved here."""
    province = pc.utf8_slice_codeunits(table.get("identity"), 0, 2)
    other = pc.and_(pc.not_equal(province, region.pk[:2]), pc.not_equal(province, UNUSED_PROVINCE))
    table.refuse("identity", other, "nik_other_province", province)


def _problems(table: Table) -> pa.Table | None:
    """The problems with the severity that lists give them, and what stood in the cell."""
    problems = table.problems()
    if problems is None:
        return None
    places = pc.index_in(problems["row_no"], table.sheet.row_numbers)
    keys, codes = problems["column_key"].to_pylist(), problems["code"].to_pylist()
    severities = [int(severity_of(key, code)) for key, code in zip(keys, codes, strict=True)]
    found: list[str | None] = [None] * len(keys)
    for key in {key for key in keys if key in table.places and key not in PRIVATE}:
        texts = table.sheet.columns[table.places[key]].take(places).to_pylist()
        for index, here in enumerate(keys):
            if here == key and texts[index]:
                found[index] = texts[index].strip()[:_LONGEST_FOUND]
    return pa.table(
        {
            **{name: problems[name] for name in ("row_no", "column_key", "code", "detail")},
            "severity": pa.array(severities, pa.int16()),
            "found": pa.array(found, pa.string()),
        }
    )
