"""The lists that the synthetic offices bring: the same sheets and columns as real ones."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import xlsxwriter

from payung.demo.members import Member
from payung.demo.payers import REGION_NAMES, Payer
from payung.demo.plan import FIRST_MONTH
from payung.demo.world import Project
from payung.registry.imports.programmes import minimum_programmes
from payung.registry.models import EmployerKind, Programme

#: The newer SIPP sheet (32 columns), with the two that a branch adds to its combined list.
_SIPP_COLUMNS = tuple(
    """NPP DIVISI NO_PEGAWAI NAMA_DEPAN NAMA_TENGAH NAMA_BELAKANG GELAR TELEPON_AREA_RUMAH
    TELEPON_RUMAH TELEPON_AREA_KANTOR TELEPON_KANTOR TELEPON_EXT_KANTOR HP EMAIL TEMPAT_LAHIR
    TANGGAL_LAHIR NAMA_IBU_KANDUNG JENIS_IDENTITAS NOMOR_IDENTITAS MASA_LAKU_IDENTITAS
    JENIS_KELAMIN SURAT_MENYURAT_KE TANGGAL_KEPESERTAAN STATUS_KAWIN GOLONGAN_DARAH NPWP
    KODE_NEGARA UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN STATUS_PEGAWAI TGL_AWAL_BEKERJA
    TGL_AKHIR_KONTRAK""".split()  # noqa: SIM905 - the sheet's own order, readable as a line
)
#: The columns of the sheet that the demo fills; the others stay empty, as they mostly do.
_WORKER_FIELDS = (
    "NPP", "DIVISI", "NO_PEGAWAI", "NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG", "TEMPAT_LAHIR",
    "TANGGAL_LAHIR", "JENIS_IDENTITAS", "NOMOR_IDENTITAS", "JENIS_KELAMIN", "SURAT_MENYURAT_KE",
    "STATUS_KAWIN", "KODE_NEGARA", "UPAH", "ALAMAT", "LOKASI_PEKERJAAN", "STATUS_PEGAWAI",
    "TGL_AWAL_BEKERJA",
)  # fmt: skip
_KINDS = {
    EmployerKind.PRIVATE: "Swasta",
    EmployerKind.STATE_OWNED: "BUMN",
    EmployerKind.REGION_OWNED: "BUMD",
    EmployerKind.GOVERNMENT_UNIT: "Penyelenggara Negara",
    EmployerKind.COOPERATIVE: "Koperasi",
    EmployerKind.VILLAGE: "Desa",
    EmployerKind.COMMUNITY_GROUP: "Wadah",
}
_EMPLOYER_COLUMNS = (
    "NPP", "DIVISI", "NAMA", "JENIS", "SKALA", "KELOMPOK_RISIKO", "KODE_WILAYAH",
    "TANGGAL_DAFTAR", "PROGRAM", "KBLI", "PADAT_KARYA", "ALAMAT",
)  # fmt: skip
_HEAD_OFFICE = "000"
_OTHER_TOWNS = {"63.71": "Kota Banjarmasin", "61.71": "Kota Pontianak", "74.11": "Tirawuta"}
_NON_WAGE = Programme.JKK | Programme.JKM | Programme.JHT


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV as Indonesian spreadsheets write it: semicolons, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def write_xlsx(
    path: Path, sheet: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> Path:
    """A workbook of one sheet; text stays text, so that no leading zero is lost."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})  # same file each time
        page = book.add_worksheet(sheet)
        for number, row in enumerate([columns, *rows]):
            for column, value in enumerate(row):
                if value != "":
                    page.write(number, column, value)
    return path


def employer_rows(payers: Iterable[Payer]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """The list of form F1: one row a payer."""
    rows = [
        (
            payer.registration_number,
            _HEAD_OFFICE,
            payer.name,
            _KINDS[payer.kind],
            payer.size.label,
            payer.sector.risk_group,
            payer.region,
            _day(payer.registered_on),
            _chosen_programmes(payer),
            payer.sector.business_class,
            "T",
            f"Jalan Contoh {payer.number}, {_town(payer.region)}",
        )
        for payer in payers
    ]
    return _EMPLOYER_COLUMNS, rows


def _town(region: str) -> str:
    return REGION_NAMES.get(region) or _OTHER_TOWNS[region]


def worker_rows(members: Iterable[Member]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """The SIPP sheet of new workers, in the order of the sheet's columns."""
    fields = [_SIPP_COLUMNS.index(name) for name in _WORKER_FIELDS]
    rows: list[Sequence[object]] = []
    for number, member in enumerate(members, start=1):
        row: list[object] = [""] * len(_SIPP_COLUMNS)
        for place, cell in zip(fields, _worker_cells(number, member), strict=True):
            row[place] = cell
        rows.append(row)
    return _SIPP_COLUMNS, rows


def _worker_cells(number: int, member: Member) -> tuple[object, ...]:
    """What a row of the SIPP sheet says, in the order of ``_WORKER_FIELDS``."""
    first, _, rest = member.name.partition(" ")
    middle, _, last = rest.rpartition(" ")
    return (
        member.payer.registration_number,
        _HEAD_OFFICE,
        f"P{number:05d}",
        first,
        middle,
        last,
        member.birth_place,
        _day(member.birth_date),
        "KTP",
        member.national_id,
        member.sex,
        "S",
        "Y" if member.birth_date.year < 1996 else "T",
        "ID",
        member.wage,
        f"Jalan Contoh {number}",
        member.payer.region,
        "TETAP",
        "" if member.started_on == FIRST_MONTH else _day(member.started_on),
    )


def wage_rows(
    members: Iterable[Member], wages: Iterable[int]
) -> tuple[Sequence[str], list[Sequence[object]]]:
    """A month's wage list, by NIK: the employers do not know the card numbers yet."""
    rows = [
        (member.payer.registration_number, _HEAD_OFFICE, member.national_id, member.name, wage)
        for member, wage in zip(members, wages, strict=True)
    ]
    return ("NPP", "DIVISI", "NIK", "NAMA", "UPAH"), rows


def sponsored_rows(
    members: Iterable[Member], months: int | None = None
) -> tuple[Sequence[str], list[Sequence[object]]]:
    """The shorter list for members who earn no wage; ``months`` bounds a funded period."""
    rows = [
        (
            member.payer.registration_number,
            _HEAD_OFFICE,
            member.national_id,
            member.name,
            _day(member.birth_date),
            member.birth_place,
            member.sex,
            f"Dusun Contoh {number % 40 + 1}",
            member.payer.region,
            member.occupation,
            member.wage,
            programme_names(member.payer.programmes & _NON_WAGE),
            _day(member.started_on.replace(day=1)),
            months or "",
        )
        for number, member in enumerate(members)
    ]
    columns = (
        "NPP", "DIVISI", "NIK", "NAMA", "TANGGAL_LAHIR", "TEMPAT_LAHIR", "JENIS_KELAMIN",
        "ALAMAT", "KODE_WILAYAH", "PEKERJAAN", "PENGHASILAN", "PROGRAM", "MULAI", "BULAN",
    )  # fmt: skip
    return columns, rows


def project_rows(projects: Iterable[Project]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """The list of construction contracts."""
    rows = [
        (
            project.payer.registration_number,
            _HEAD_OFFICE,
            project.number,
            project.name,
            project.value,
            "T",
            _day(project.starts_on),
            _day(project.ends_on),
            project.payer.region,
        )
        for project in projects
    ]
    columns = (
        "NPP", "DIVISI", "NOMOR_PROYEK", "NAMA_PROYEK", "NILAI_KONTRAK", "TERMASUK_PPN",
        "TANGGAL_MULAI", "TANGGAL_SELESAI", "KODE_WILAYAH",
    )  # fmt: skip
    return columns, rows


def crew_rows(members: Iterable[Member]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """The workers of construction projects."""
    rows = [
        (
            member.project,
            member.national_id,
            member.name,
            _day(member.birth_date),
            member.sex,
            _day(member.started_on),
        )
        for member in members
    ]
    columns = ("NOMOR_PROYEK", "NIK", "NAMA", "TANGGAL_LAHIR", "JENIS_KELAMIN", "MULAI")
    return columns, rows


def leaver_rows(members: Iterable[Member]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Who left, and when (form F1b)."""
    rows = [
        (
            member.payer.registration_number,
            _HEAD_OFFICE,
            member.national_id,
            member.name,
            _day(member.ended_on) if member.ended_on else "",
            "Mengundurkan diri",
        )
        for member in members
    ]
    return ("NPP", "DIVISI", "NIK", "NAMA", "TANGGAL_KELUAR", "ALASAN"), rows


def _chosen_programmes(payer: Payer) -> str:
    """Empty where the employer takes the least that its size must take: the rule fills it in."""
    least = minimum_programmes(payer.size.value, payer.registered_on)
    return "" if payer.programmes == least else programme_names(payer.programmes)


def programme_names(programmes: int) -> str:
    """``JKK, JKM, JHT`` for the sum of their bits."""
    return ", ".join(bit.name for bit in Programme if programmes & bit)


@cache
def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
