"""EMPLOYERS: a branch's list of employers, with the fields of form F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from payung.registry.imports import readings
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.programmes import minimum_programmes_sql, programme_names_sql
from payung.registry.imports.readings import Reading
from payung.registry.imports.regions import refuse_unknown_regencies
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Staged, Task
from payung.registry.models import BusinessSize, EmployerKind

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

KIND = readings.choice(
    {
        "Swasta": EmployerKind.PRIVATE,
        "BUMN": EmployerKind.STATE_OWNED,
        "BUMD": EmployerKind.REGION_OWNED,
        "Penyelenggara Negara": EmployerKind.GOVERNMENT_UNIT,
        "Koperasi": EmployerKind.COOPERATIVE,
        "Desa": EmployerKind.VILLAGE,
        "Wadah": EmployerKind.COMMUNITY_GROUP,
    }
    | {kind.label: kind for kind in EmployerKind}
    | {kind.value: kind for kind in EmployerKind}
)
SIZE = readings.choice(
    {size.label: size for size in BusinessSize} | {s.value: s for s in BusinessSize}
)
RISK_GROUP: Reading = readings.choice(
    {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}
    | {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"},
    "smallint",
)

LAYOUT = Layout(
    (
        Column("npp", ("NPP", "NOMOR_PENDAFTARAN"), readings.NPP, required=True, filled=True),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        Column(
            "name",
            ("NAMA", "NAMA_PERUSAHAAN", "NAMA_PEMBERI_KERJA", "NAMA_BADAN_USAHA"),
            readings.person_name(200),
            required=True,
            filled=True,
        ),
        Column(
            "kind", ("JENIS", "JENIS_PEMBERI_KERJA", "BENTUK"), KIND, required=True, filled=True
        ),
        Column("size", ("SKALA", "SKALA_USAHA"), SIZE, required=True, filled=True),
        Column(
            "risk_group",
            ("KELOMPOK_RISIKO", "TINGKAT_RISIKO", "KELOMPOK_JKK"),
            RISK_GROUP,
            required=True,
            filled=True,
        ),
        Column(
            "region",
            ("KODE_WILAYAH", "KODE_KABUPATEN_KOTA", "KODE_KAB_KOTA"),
            readings.REGENCY,
            required=True,
            filled=True,
        ),
        Column(
            "registered_on",
            ("TANGGAL_DAFTAR", "TGL_DAFTAR", "TANGGAL_KEPESERTAAN"),
            readings.DAY,
            required=True,
            filled=True,
        ),
        Column("programmes", ("PROGRAM",), readings.PROGRAMMES),
        Column("kbli", ("KBLI",), readings.shaped(r"^\d{2,5}$", "not_a_business_class")),
        Column("labour_intensive", ("PADAT_KARYA",), readings.YES_NO),
        Column("npwp", ("NPWP",), readings.shaped(r"^\d{15,16}$", "not_a_tax_number")),
        Column("nib", ("NIB",), readings.shaped(r"^\d{13}$", "not_a_business_id")),
        Column("address", ("ALAMAT",), readings.text(300)),
        Column("email", ("EMAIL",), readings.shaped(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "not_an_email")),
    )
)


def prepare(table: Table, task: Task) -> Staged:
    division = pc.fill_null(table.get("division"), "000")
    refuse_unknown_regencies(table, "region")
    table.refuse(
        "registered_on",
        pc.greater(table.get("registered_on"), task.today),
        "date_in_future",
        f"{task.today:%d-%m-%Y}",
    )
    table.refuse_repeated("npp", [table.get("npp"), division], "twice_in_file")
    staged = {
        column.key: (table.get(column.key), column.reading.sql_type) for column in LAYOUT.columns
    }
    return {
        **staged,
        "row_no": (table.sheet.row_numbers, "integer"),
        "division": (division, "text"),
        "labour_intensive": (pc.equal(table.get("labour_intensive"), "Y"), "boolean"),
    }


def resolve(cursor: CursorWrapper, task: Task) -> None:
    minimum = minimum_programmes_sql("s.size", task.today)
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.*, {minimum} AS least, e.name AS name_there
        FROM staged s LEFT JOIN registry_employer e
            ON e.registration_number = s.npp AND e.division = s.division
        """
    )


CHECKS = (
    Check("employer_exists", "npp", "name_there IS NOT NULL", "name_there"),
    Check(
        "programmes_below_minimum",
        "programmes",
        "programmes & least <> least",
        programme_names_sql("least"),
    ),
)


def write(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    cursor.execute(
        """
        INSERT INTO registry_employer (registration_number, division, name, kind, business_size,
            business_class_code, risk_group, labour_intensive, programmes, status, office_id,
            region_id, tax_number, business_id_number, address, email, registered_on,
            source_file_id, created_at)
        SELECT npp, division, name, kind, size, coalesce(kbli, ''), risk_group,
            coalesce(labour_intensive, false), coalesce(programmes, least), 'ACTIVE', %(office)s,
            region, coalesce(npwp, ''), coalesce(nib, ''), coalesce(address, ''),
            coalesce(email, ''), registered_on, %(file)s, now()
        FROM resolved ORDER BY row_no
        """,
        task.parameters,
    )
    return {"employers": cursor.rowcount}


EMPLOYERS = Kind(LAYOUT, prepare, resolve, CHECKS, write)
