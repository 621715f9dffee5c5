"""EMPLOYERS, SPONSORED, PROJECTS, LEAVERS: one journey each, and what refuses a row."""

from __future__ import annotations

from datetime import date

import pytest

from payung.registry.models import ConstructionProject, Employer, Enrolment, Membership, WageReport
from tests.registry.builders import OFFICE, Branch, Row, fisher, nik, worker

EMPLOYER: Row = {
    "NPP": "JJ000009",
    "DIVISI": "0",
    "NAMA": "PT CONTOH",
    "JENIS": "Swasta",
    "SKALA": "Kecil",
    "KELOMPOK_RISIKO": "III",
    "KODE_WILAYAH": "1971",
    "TANGGAL_DAFTAR": "01-02-2020",
    "KBLI": "46100",
    "PROGRAM": "",
}


def test_an_employer_takes_the_programmes_that_its_size_obliges_it_to(branch: Branch) -> None:
    """Perpres 109/2013 Ps 6(3): small ones JKK, JKM, JHT; JKP follows (PP 37/2021 Ps 4(3))."""
    branch.taken("EMPLOYERS", [EMPLOYER, EMPLOYER | {"NPP": "JJ000010", "SKALA": "Mikro"}], None)
    first, second = Employer.objects.order_by("registration_number")
    assert (first.programmes, second.programmes) == (7 + 16, 3)
    assert (first.division, first.region_id, first.risk_group) == ("000", "19.71", 3)
    assert first.office_id == OFFICE


def test_a_wrong_employer_row_is_explained(branch: Branch) -> None:
    branch.employer("JJ000009")
    rows = [
        EMPLOYER,
        EMPLOYER | {"NPP": "JJ000011", "KELOMPOK_RISIKO": "VI", "KODE_WILAYAH": "19"},
        EMPLOYER | {"NPP": "JJ000012", "TANGGAL_DAFTAR": "19-12-2024", "PROGRAM": "JKK, JKM"},
    ]
    assert branch.sentences(branch.bring("EMPLOYERS", rows, None)) == [
        'Baris 2, kolom NPP: ditemukan "JJ000009"; seharusnya NPP baru; sudah terdaftar atas nama '
        "PT CONTOH JJ000009.",
        'Baris 3, kolom KODE_WILAYAH: ditemukan "19"; seharusnya kode kabupaten/kota empat angka, '
        "misalnya 19.71.",
        'Baris 3, kolom KELOMPOK_RISIKO: ditemukan "VI"; seharusnya salah satu dari: 1, 2, 3, 4, '
        "5, I, II, III, IV, V.",
        'Baris 4, kolom TANGGAL_DAFTAR: ditemukan "19-12-2024"; seharusnya tidak sesudah '
        "18-12-2024.",
        'Baris 4, kolom PROGRAM: ditemukan "JKK, JKM"; seharusnya paling sedikit JKK, JKM, JHT, '
        "JKP menurut skala usaha; tetap diterima, tindak lanjuti sebagai PDS.",
    ]


@pytest.mark.parametrize(
    ("kind", "by_budget"),
    [("VILLAGE", True), ("GOVERNMENT_UNIT", True), ("COMMUNITY_GROUP", False)],
)
def test_sponsored_members_are_non_wage_earners_for_their_funded_months(
    branch: Branch, kind: str, by_budget: bool
) -> None:
    branch.employer("JJ000002", kind=kind)
    rows = [fisher(1, BULAN="3"), fisher(2, PEKERJAAN="Ojek", PENGHASILAN="", PROGRAM="", BULAN="")]
    branch.taken("SPONSORED", rows, "2024-10")
    first, second = Membership.objects.order_by("pk")
    assert (first.segment, first.paid_by_budget, first.non_wage_kind) == (
        2,
        by_budget,
        "SELF_EMPLOYED",
    )
    assert (first.worker_segment, first.occupation_sector) == ("FISHER", "OTHER")
    assert (first.ended_on, second.ended_on) == (date(2024, 12, 31), None)
    assert first.enrolments.get().valid_to == date(2024, 12, 1)
    assert (second.worker_segment, second.occupation_sector) == ("MOTORCYCLE_TAXI", "TRANSPORT")
    # No income stated: the lowest base of PP 44/2015, Annex II.
    assert list(WageReport.objects.order_by("membership_id").values_list("wage", flat=True)) == [
        1_200_000,
        1_000_000,
    ]


def test_a_sponsored_member_must_be_young_enough_and_in_the_right_programmes(
    branch: Branch,
) -> None:
    """Permenaker 5/2021: under 65 on entry."""
    branch.employer("JJ000002", kind="VILLAGE")
    old, young = date(1959, 10, 1), date(1959, 10, 2)
    rows = [
        fisher(1, NIK=nik(1, old, "P"), TANGGAL_LAHIR=f"{old:%d-%m-%Y}"),
        fisher(2, NIK=nik(2, young, "P"), TANGGAL_LAHIR=f"{young:%d-%m-%Y}"),
        fisher(3, PROGRAM="JKK, JKM, JP"),
    ]
    assert branch.sentences(branch.bring("SPONSORED", rows, "2024-10")) == [
        'Baris 2, kolom TANGGAL_LAHIR: ditemukan "01-10-1959"; seharusnya umur di bawah 65 tahun '
        "saat mendaftar.",
        'Baris 4, kolom PROGRAM: ditemukan "JKK, JKM, JP"; seharusnya hanya JKK, JKM dan JHT untuk '
        "bukan penerima upah; JKK dan JKM untuk jasa konstruksi.",
    ]


def test_workers_of_a_project_are_covered_until_it_ends(branch: Branch) -> None:
    contractor = branch.employer("JJ000001")
    project: Row = {
        "NPP": "JJ000001",
        "NOMOR_PROYEK": "K/12/2024",
        "NAMA_PROYEK": "JALAN CONTOH",
        "NILAI_KONTRAK": "Rp 2.500.000.000",
        "TERMASUK_PPN": "Y",
        "TANGGAL_MULAI": "01-09-2024",
        "TANGGAL_SELESAI": "15-03-2025",
        "LOKASI": "19.03",
    }
    branch.taken("PROJECTS", [project], None)
    found = ConstructionProject.objects.get()
    assert (found.employer, found.contract_value) == (contractor, 2_500_000_000)
    row = fisher(1, PEKERJAAN="", PENGHASILAN="") | {"NOMOR_PROYEK": "K/12/2024", "NPP": ""}
    branch.taken("SPONSORED", [row], "2024-10")
    member = Membership.objects.get()
    assert (member.segment, member.project, member.employer) == (3, found, contractor)
    assert (member.ended_on, member.work_region_id) == (date(2025, 3, 15), "19.03")
    late = row | {"NIK": nik(2, sex="P"), "NAMA": "SRI", "MULAI": "01-08-2024"}
    assert branch.sentences(branch.bring("SPONSORED", [late], "2024-10")) == [
        'Baris 2, kolom MULAI: ditemukan "01-08-2024"; seharusnya di dalam masa proyek 01-09-2024 '
        "s.d. 15-03-2025."
    ]


def test_a_leaver_is_ended_and_later_wages_are_withdrawn(branch: Branch) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1), worker(2)], "2024-10")
    wages = [{"NIK": nik(n), "UPAH": "4.000.000"} for n in (1, 2)]
    branch.taken("WAGES", wages, "2024-11")
    branch.taken(
        "LEAVERS", [{"NIK": nik(1), "TANGGAL_KELUAR": "15/10/2024", "ALASAN": "PHK"}], None
    )
    member = Membership.objects.order_by("pk").first()
    assert (member.ended_on, member.end_reason) == (date(2024, 10, 15), "PHK")
    assert Enrolment.objects.get(membership=member).valid_to == date(2024, 10, 1)
    months = WageReport.objects.filter(membership=member).order_by("month", "revision")
    assert list(months.values_list("month", "wage")) == [
        (date(2024, 10, 1), 4_000_000),
        (date(2024, 11, 1), 4_000_000),
        (date(2024, 11, 1), 0),
    ]
    again = [{"NIK": nik(2), "TANGGAL_KELUAR": "30-09-2024"}]
    assert branch.sentences(branch.bring("LEAVERS", again, None)) == [
        'Baris 2, kolom TANGGAL_KELUAR: ditemukan "30-09-2024"; seharusnya tidak sebelum '
        "01-10-2024."
    ]
