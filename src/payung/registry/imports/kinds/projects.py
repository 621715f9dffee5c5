"""PROJECTS: construction contracts whose workers are covered for their duration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from payung.registry.imports import readings
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.payers import employer_columns
from payung.registry.imports.regions import refuse_unknown_regencies
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Staged, Task

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

LAYOUT = Layout(
    columns=(
        Column("npp", ("NPP",), readings.NPP),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        Column(
            "number", ("NOMOR_PROYEK", "NO_PROYEK"), readings.text(40), required=True, filled=True
        ),
        Column(
            "name", ("NAMA_PROYEK", "NAMA"), readings.person_name(200), required=True, filled=True
        ),
        Column(
            "contract_value",
            ("NILAI_KONTRAK", "NILAI"),
            readings.PROJECT_VALUE,
            required=True,
            filled=True,
        ),
        Column(
            "includes_vat", ("TERMASUK_PPN", "PPN"), readings.YES_NO, required=True, filled=True
        ),
        Column("starts_on", ("TANGGAL_MULAI", "MULAI"), readings.DAY, required=True, filled=True),
        Column("ends_on", ("TANGGAL_SELESAI", "SELESAI"), readings.DAY, required=True, filled=True),
        Column("region", ("LOKASI", "KODE_WILAYAH", "LOKASI_PEKERJAAN"), readings.REGENCY),
    ),
    ignored=("NO",),
)


def prepare(table: Table, task: Task) -> Staged:
    refuse_unknown_regencies(table, "region")
    table.refuse("ends_on", pc.less(table.get("ends_on"), table.get("starts_on")), "contract_ended")
    table.refuse_repeated("number", [table.get("number")], "twice_in_file")
    as_read = ("number", "name", "contract_value", "starts_on", "ends_on", "region")
    types = {column.key: column.reading.sql_type for column in LAYOUT.columns}
    return {
        "row_no": (table.sheet.row_numbers, "integer"),
        **employer_columns(table, task),
        **{key: (table.get(key), types[key]) for key in as_read},
        "includes_vat": (pc.equal(table.get("includes_vat"), "Y"), "boolean"),
    }


def resolve(cursor: CursorWrapper, task: Task) -> None:
    cursor.execute(
        """
        CREATE TEMP TABLE resolved AS
        SELECT s.*, e.id AS employer_id, e.status AS employer_status, j.name AS name_there,
            coalesce(s.region, e.region_id) AS region_id
        FROM staged s
        LEFT JOIN registry_employer e ON e.registration_number = s.npp
            AND e.division = s.division AND e.office_id = %(office)s
        LEFT JOIN registry_constructionproject j ON j.number = s.number
        """,
        task.parameters,
    )


CHECKS = (
    Check("employer_missing", "npp", "npp IS NULL"),
    Check("employer_unknown", "npp", "npp IS NOT NULL AND employer_id IS NULL"),
    Check("employer_closed", "npp", "employer_status = 'CLOSED'"),
    Check("project_exists", "number", "name_there IS NOT NULL"),
)


def write(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    cursor.execute(
        """
        INSERT INTO registry_constructionproject (number, employer_id, name, contract_value,
            includes_vat, starts_on, ends_on, region_id, source_file_id)
        SELECT number, employer_id, name, contract_value, includes_vat, starts_on, ends_on,
            region_id, %(file)s
        FROM resolved ORDER BY row_no
        """,
        task.parameters,
    )
    return {"projects": cursor.rowcount}


PROJECTS = Kind(LAYOUT, prepare, resolve, CHECKS, write, takes_payer=True)
