"""NEW_WORKERS: the SIPP sheet of new wage earners, older (50 columns) and newer (32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.law import parameters
from payung.registry.imports import readings
from payung.registry.imports.enrolling import PEOPLE_CHECKS, PEOPLE_SET_CHECKS, write_people
from payung.registry.imports.identity import check_people, private_columns
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.payers import employer_columns
from payung.registry.imports.programmes import make_entry_limits
from payung.registry.imports.regions import make_floor_wages, refuse_unknown_regencies
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Staged, Task
from payung.registry.models import EmployerKind, Programme, Segment

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_FAMILY = tuple(
    f"{field}_{who}"
    for who in ("PASANGAN", "SUAMI_ISTRI", "ANAK1", "ANAK2", "ANAK3", "ANAK_1", "ANAK_2", "ANAK_3")
    for field in ("NAMA", "TANGGAL_LAHIR", "TGL_LAHIR", "JENIS_KELAMIN", "GOLONGAN_DARAH")
)

LAYOUT = Layout(
    columns=(
        Column("npp", ("NPP",), readings.NPP),
        Column("division", ("DIVISI", "KODE_DIVISI"), readings.DIVISION),
        Column("employee_number", ("NO_PEGAWAI", "NOMOR_PEGAWAI", "NIP"), readings.text(30)),
        Column("name", ("NAMA_LENGKAP", "NAMA"), readings.person_name()),
        Column("first_name", ("NAMA_DEPAN",), readings.person_name()),
        Column("middle_name", ("NAMA_TENGAH",), readings.person_name()),
        Column("last_name", ("NAMA_BELAKANG",), readings.person_name()),
        Column("phone", ("HP", "NO_HP", "NOMOR_HP"), readings.PHONE),
        Column("birth_place", ("TEMPAT_LAHIR",), readings.text(60)),
        Column(
            "birth_date",
            ("TANGGAL_LAHIR", "TGL_LAHIR"),
            readings.DAY,
            required=True,
            filled=True,
        ),
        Column("mother_name", ("NAMA_IBU_KANDUNG",), readings.person_name()),
        Column(
            "id_kind",
            ("JENIS_IDENTITAS",),
            readings.choice({"KTP": "KTP", "PASSPORT": "PASSPORT", "PASPOR": "PASSPORT"}),
        ),
        Column(
            "identity",
            ("NOMOR_IDENTITAS", "NO_IDENTITAS", "NIK"),
            readings.IDENTITY_NUMBER,
            required=True,
            filled=True,
        ),
        Column("family_card", ("NO_KK", "NOMOR_KK"), readings.shaped(r"^\d{16}$", "not_a_kk")),
        Column("sex", ("JENIS_KELAMIN", "JK"), readings.SEX, required=True, filled=True),
        Column("member_since", ("TANGGAL_KEPESERTAAN", "TGL_KEPESERTAAN"), readings.DAY),
        Column("bank_name", ("NAMA_BANK",), readings.text(60)),
        Column("bank_account", ("NO_REKENING",), readings.shaped(r"^\d{6,20}$", "not_an_account")),
        Column("nationality", ("KODE_NEGARA", "NATIONALITY"), readings.NATIONALITY),
        Column("wage", ("UPAH",), readings.RUPIAH, required=True, filled=True),
        Column("address", ("ALAMAT",), readings.text(300)),
        Column("work_region", ("LOKASI_PEKERJAAN", "KODE_LOKASI_PEKERJAAN"), readings.REGENCY),
        Column("work_started", ("TGL_AWAL_BEKERJA", "TANGGAL_AWAL_BEKERJA"), readings.DAY),
        Column("contract_end", ("TGL_AKHIR_KONTRAK", "TANGGAL_AKHIR_KONTRAK"), readings.DAY),
        Column("back_pay", ("RAPEL",), readings.NO_BACK_PAY),
    ),
    one_of=(("name", "first_name"),),
    ignored=(
        *("GELAR", "TELEPON_AREA_RUMAH", "TELEPON_RUMAH", "TELEPON_AREA_KANTOR"),
        *("TELEPON_KANTOR", "TELEPON_EXT_KANTOR", "EMAIL", "MASA_LAKU_IDENTITAS"),
        *("SURAT_MENYURAT_KE", "STATUS_KAWIN", "GOLONGAN_DARAH", "CABANG_BANK", "NAMA_REKENING"),
        *("NPWP", "KODE_PAKET", "PESERTA_JPK", "KODE_POS", "STATUS_PEGAWAI", "NO", "NOMOR"),
        *_FAMILY,
    ),
)
_STAGED_AS_READ = (
    *("employee_number", "birth_place", "birth_date", "id_kind", "sex", "bank_name", "nationality"),
    *("wage", "address", "work_region", "work_started", "contract_end"),
)


def prepare(table: Table, task: Task) -> Staged:
    check_people(table, task)
    refuse_unknown_regencies(table, "work_region")
    started = _started_on(table, task)
    key = "member_since" if "member_since" in table.values else "work_started"
    table.refuse(
        key,
        pc.greater(table.get(key), task.month_end),
        "date_in_future",
        f"{task.month_end:%d-%m-%Y}",
    )
    table.refuse("contract_end", pc.less(table.get("contract_end"), started), "contract_ended")
    columns = {column.key: column.reading.sql_type for column in LAYOUT.columns}
    return {
        "row_no": (table.sheet.row_numbers, "integer"),
        **employer_columns(table, task),
        "name": (_full_name(table), "text"),
        "started_on": (started, "date"),
        **{key: (table.get(key), columns[key]) for key in _STAGED_AS_READ},
        **private_columns(table, set(table.values)),
    }


def _full_name(table: Table) -> pa.Array:
    parts = [pc.fill_null(table.get(key), "") for key in ("first_name", "middle_name", "last_name")]
    joined = pc.replace_substring_regex(pc.binary_join_element_wise(*parts, " "), " {2,}", " ")
    joined = pc.utf8_trim_whitespace(joined)
    name = pc.coalesce(table.get("name"), joined)
    empty = pc.equal(pc.binary_length(name), 0)
    table.refuse("name" if "name" in table.values else "first_name", empty, "empty")
    long = pc.greater(pc.utf8_length(name), 150)
    table.refuse("first_name", long, "too_long", "150")
    return name


def _started_on(table: Table, task: Task) -> pa.Array:
    """The day of membership: as filled by the system, else the first working day when it falls
    into the month of the list, else the first of that month."""
    work = table.get("work_started")
    within = pc.and_(pc.greater_equal(work, task.month), pc.less_equal(work, task.month_end))
    first = pa.scalar(task.month, pa.date32())
    return pc.coalesce(
        table.get("member_since"), pc.if_else(pc.fill_null(within, False), work, first)
    )


def resolve(cursor: CursorWrapper, task: Task) -> None:
    make_floor_wages(cursor, task)
    make_entry_limits(cursor)
    no_pension, no_job_loss = ~int(Programme.JP), ~int(Programme.JKP)
    late = parameters.get("membership/register_within_days", task.month).number
    cursor.execute(
        f"""
        CREATE TEMP TABLE resolved AS
        SELECT s.*, e.id AS employer_id, e.status AS employer_status, e.kind AS employer_kind,
            {int(Segment.WAGE_EARNER)} AS segment, NULL::text AS worker_segment,
            NULL::bigint AS project_id, coalesce(s.work_region, e.region_id) AS work_region_id,
            NULL::text AS residence_region,
            'OTHER' AS occupation_sector, '' AS non_wage_kind, false AS paid_by_budget,
            NULL::date AS ended_on, s.contract_end AS contract_ends_on, f.amount AS floor,
            s.started_on - s.work_started > {late} AS is_late, {late} AS register_within,
            e.programmes
                & CASE WHEN s.birth_date > l.jp_after THEN -1 ELSE {no_pension} END
                & CASE WHEN coalesce(s.nationality, 'ID') = 'ID' AND s.birth_date
                    > s.started_on - make_interval(years => l.jkp_below)
                    THEN -1 ELSE {no_job_loss} END AS programmes
        FROM staged s
        LEFT JOIN registry_employer e ON e.registration_number = s.npp
            AND e.division = s.division AND e.office_id = %(office)s
        LEFT JOIN entry_limit l ON l.month = date_trunc('month', s.started_on)
        LEFT JOIN floor_wage f ON f.region_id = coalesce(s.work_region, e.region_id)
        """,
        task.parameters,
    )


CHECKS = (
    *PEOPLE_CHECKS,
    Check("employer_is_group", "npp", f"employer_kind = '{EmployerKind.COMMUNITY_GROUP.value}'"),
    Check(
        "wage_below_minimum",
        "wage",
        "wage < floor",
        "replace(to_char(floor, 'FM999,999,999,999'), ',', '.')",
    ),
    Check("registered_late", "work_started", "is_late", "register_within::text"),
)

NEW_WORKERS = Kind(
    LAYOUT,
    prepare,
    resolve,
    CHECKS,
    write_people,
    PEOPLE_SET_CHECKS,
    takes_payer=True,
)
