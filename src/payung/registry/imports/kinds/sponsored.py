"""SPONSORED: the shorter list of people without an employer: sponsored, self-paying, on projects.

The payer is a government unit or village (paid by budget), a group of self-payers (wadah), any
other sponsor, or the contractor of the project that a row names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.law import parameters
from payung.reference.models import WorkerSegment
from payung.registry.imports import readings
from payung.registry.imports.enrolling import PEOPLE_CHECKS, PEOPLE_SET_CHECKS, write_people
from payung.registry.imports.identity import check_people, private_columns
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.payers import employer_columns
from payung.registry.imports.programmes import make_entry_limits
from payung.registry.imports.readings import plain_word
from payung.registry.imports.regions import refuse_unknown_regencies
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Staged, Task
from payung.registry.models import EmployerKind, Membership, Programme, Segment

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_MEMBER_KIND = readings.choice(
    {
        "Mandiri": Membership.NonWageKind.SELF_EMPLOYED,
        "Pemberi Kerja": Membership.NonWageKind.EMPLOYER,
        "Lainnya": Membership.NonWageKind.OTHER,
    }
)

LAYOUT = Layout(
    columns=(
        Column("npp", ("NPP", "NPP_PEMBAYAR", "NPP_WADAH"), readings.NPP),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        Column("project", ("NOMOR_PROYEK", "NO_PROYEK"), readings.text(40)),
        Column("identity", ("NIK",), readings.NATIONAL_ID, required=True, filled=True),
        Column(
            "name", ("NAMA", "NAMA_LENGKAP"), readings.person_name(), required=True, filled=True
        ),
        Column(
            "birth_date", ("TANGGAL_LAHIR", "TGL_LAHIR"), readings.DAY, required=True, filled=True
        ),
        Column("birth_place", ("TEMPAT_LAHIR", "TEMPAT"), readings.text(60)),
        Column("sex", ("JENIS_KELAMIN", "JK"), readings.SEX, required=True, filled=True),
        Column("address", ("ALAMAT",), readings.text(300)),
        Column("region", ("KODE_WILAYAH", "KODE_KABUPATEN_KOTA"), readings.REGENCY),
        Column("occupation", ("PEKERJAAN",), readings.text(120)),
        Column("income", ("PENGHASILAN", "UPAH"), readings.RUPIAH),
        Column("programmes", ("PROGRAM",), readings.PROGRAMMES),
        Column("start", ("MULAI", "TANGGAL_MULAI", "TMT"), readings.DAY),
        Column("months", ("BULAN", "JUMLAH_BULAN", "LAMA_BULAN"), readings.MONTHS),
        Column("phone", ("HP", "NO_HP", "TELEPON"), readings.PHONE),
        Column("member_kind", ("JENIS_PESERTA",), _MEMBER_KIND),
    ),
    ignored=("NO", "NOMOR"),
)
#: What construction workers and non-wage earners can be enrolled in.
_BASIC = int(Programme.JKK | Programme.JKM)
_NON_WAGE = int(_BASIC | Programme.JHT)
_PAID_BY_BUDGET = (EmployerKind.GOVERNMENT_UNIT.value, EmployerKind.VILLAGE.value)


def prepare(table: Table, task: Task) -> Staged:
    check_people(table, task)
    refuse_unknown_regencies(table, "region")
    started = pc.fill_null(table.get("start"), pa.scalar(task.month, pa.date32()))
    table.refuse(
        "start", pc.greater(started, task.month_end), "date_in_future", f"{task.month_end:%d-%m-%Y}"
    )
    segment, transport = occupations(table)
    as_read = ("project", "birth_place", "birth_date", "sex", "address", "income", "programmes")
    types = {column.key: column.reading.sql_type for column in LAYOUT.columns}
    return {
        "row_no": (table.sheet.row_numbers, "integer"),
        **employer_columns(table, task),
        "name": (table.get("name"), "text"),
        "started_on": (started, "date"),
        "residence_region": (table.get("region"), "text"),
        "worker_segment": (segment, "text"),
        "transport": (transport, "boolean"),
        "months": (table.get("months"), "smallint"),
        "member_kind": (table.get("member_kind"), "text"),
        **{key: (table.get(key), types[key]) for key in as_read},
        **private_columns(table, set(table.values)),
    }


def occupations(table: Table) -> tuple[pa.Array, pa.Array]:
    """The segment code of each occupation, and whether it is transport."""
    known: dict[str, WorkerSegment] = {}
    for found in WorkerSegment.objects.all():
        names = (found.code, found.name, found.name.split("(")[0], *found.name.split("/"))
        known |= {plain_word(name): found for name in names}
    encoded = table.get("occupation").dictionary_encode()
    segments = [known.get(plain_word(word)) for word in encoded.dictionary.to_pylist()]
    codes = pa.array([found and found.code for found in segments], pa.string())
    transport = pa.array([bool(found and found.transport) for found in segments], pa.bool_())
    segment = codes.take(encoded.indices)
    unknown = pc.and_(pc.is_valid(table.get("occupation")), pc.is_null(segment))
    table.refuse("occupation", unknown, "occupation_unknown")
    return segment, pc.fill_null(transport.take(encoded.indices), False)


def resolve(cursor: CursorWrapper, task: Task) -> None:
    make_entry_limits(cursor)
    budget = ", ".join(f"'{kind}'" for kind in _PAID_BY_BUDGET)
    lowest = parameters.get("bpu/tiers", task.month).rows[0]["base"]
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.row_no, s.npp, s.project, s.name, s.birth_date, s.birth_place, s.sex, s.address,
            s.residence_region, s.started_on, s.worker_segment, s.national_id_hash,
            s.national_id_cipher, s.phone_hash, s.phone_cipher, s.mother_name_cipher,
            s.family_card_hash, s.family_card_cipher, s.bank_account_hash, s.bank_account_cipher,
            'KTP' AS id_kind, '' AS bank_name, 'ID' AS nationality, '' AS employee_number,
            e.id AS employer_id, e.status AS employer_status, j.id AS project_id, j.starts_on,
            j.ends_on, l.bpu_below,
            CASE WHEN s.project IS NULL THEN {int(Segment.NON_WAGE_EARNER)}
                ELSE {int(Segment.CONSTRUCTION)} END AS segment,
            coalesce(s.residence_region, j.region_id, e.region_id) AS work_region_id,
            CASE WHEN s.transport THEN 'TRANSPORT' ELSE 'OTHER' END AS occupation_sector,
            CASE WHEN s.project IS NULL THEN coalesce(s.member_kind, 'SELF_EMPLOYED')
                ELSE '' END AS non_wage_kind,
            e.kind IN ({budget}) AS paid_by_budget,
            CASE WHEN j.id IS NOT NULL THEN j.ends_on WHEN s.months IS NOT NULL
                THEN (date_trunc('month', s.started_on) + make_interval(months => s.months)
                    - interval '1 day')::date END AS ended_on,
            NULL::date AS contract_ends_on,
            CASE WHEN s.project IS NULL THEN coalesce(s.income, {lowest}) ELSE s.income END AS wage,
            coalesce(s.programmes, {_BASIC}) AS programmes
        FROM staged s
        LEFT JOIN registry_constructionproject j ON j.number = s.project
        LEFT JOIN registry_employer b ON s.project IS NULL
            AND b.registration_number = s.npp AND b.division = s.division
        LEFT JOIN registry_employer e ON e.office_id = %(office)s
            AND e.id = CASE WHEN s.project IS NULL THEN b.id ELSE j.employer_id END
        LEFT JOIN entry_limit l ON l.month = date_trunc('month', s.started_on)
        """,
        task.parameters,
    )


CHECKS = (
    *PEOPLE_CHECKS,
    Check(
        "project_unknown",
        "project",
        "project IS NOT NULL AND (project_id IS NULL OR employer_id IS NULL)",
    ),
    Check(
        "outside_project",
        "start",
        "started_on NOT BETWEEN starts_on AND ends_on",
        "to_char(starts_on, 'DD-MM-YYYY') || ' s.d. ' || to_char(ends_on, 'DD-MM-YYYY')",
    ),
    Check(
        "too_old",
        "birth_date",
        f"segment = {int(Segment.NON_WAGE_EARNER)}"
        " AND birth_date <= started_on - make_interval(years => bpu_below)",
        "bpu_below::text",
    ),
    Check(
        "programmes_not_for_segment",
        "programmes",
        f"programmes & ~CASE WHEN segment = {int(Segment.CONSTRUCTION)}"
        f" THEN {_BASIC} ELSE {_NON_WAGE} END <> 0",
    ),
)

SPONSORED = Kind(
    LAYOUT, prepare, resolve, CHECKS, write_people, PEOPLE_SET_CHECKS, takes_payer=True
)
