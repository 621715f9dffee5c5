"""WAGES: a month's list; revisions, those who vanished, what is carried on, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from payung.registry import queries
from payung.registry.models import Membership, WageReport
from payung.registry.operations import ImportRefused, carry_forward_wages
from tests.registry.builders import OFFICE, Branch, Row, fisher, nik, worker

NOVEMBER = date(2024, 11, 1)


def cards(branch: Branch, count: int = 3) -> list[str]:
    """Workers of October, by card number."""
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(n) for n in range(1, count + 1)], "2024-10")
    return list(Membership.objects.order_by("pk").values_list("card_number", flat=True))


def wage(card: str, amount: object = "4.100.000", **more: object) -> Row:
    return {"NPP": "JJ000001", "KPJ": card, "NAMA": "CONTOH", "UPAH": amount, **more}


def reports(month: date = NOVEMBER) -> list[tuple[str, int, int, int]]:
    rows = WageReport.objects.filter(month=month).order_by("membership_id", "revision")
    return list(rows.values_list("membership__card_number", "revision", "wage", "source"))


def test_wages_are_reported_by_card_number_or_by_nik(branch: Branch) -> None:
    first, second, _ = cards(branch)
    branch.taken("WAGES", [wage(first, "4.100.000"), wage(second, 4_200_000)])
    assert reports() == [(first, 0, 4_100_000, 1), (second, 0, 4_200_000, 1)]
    by_nik = {"NIK": nik(3), "NAMA": "CONTOH", "UPAH": "Rp4.300.000,00", "RAPEL": "0"}
    branch.taken("WAGES", [by_nik])
    assert reports()[2][1:] == (0, 4_300_000, 1)


def test_reporting_the_same_again_changes_nothing_and_another_wage_is_a_revision(
    branch: Branch,
) -> None:
    first, second, _ = cards(branch)
    rows = [wage(first), wage(second)]
    branch.taken("WAGES", rows)
    again = branch.taken("WAGES", [*rows, wage(Membership.objects.last().card_number)])
    assert again.import_file.summary["written"]["wages"] == 1
    branch.taken("WAGES", [wage(first, "4.500.000")])
    branch.taken("WAGES", [wage(first, "4.100.000")])
    mine = [report[1:] for report in reports() if report[0] == first]
    assert mine == [(0, 4_100_000, 1), (1, 4_500_000, 3), (2, 4_100_000, 3)]


def test_the_same_bytes_are_answered_with_the_first_import_but_serve_another_month(
    branch: Branch,
) -> None:
    card = cards(branch)[0]
    first = branch.taken("WAGES", [wage(card)])
    again = branch.taken("WAGES", [wage(card)])
    other_month = branch.taken("WAGES", [wage(card)], "2024-12")
    assert again.import_file.pk == first.import_file.pk
    assert other_month.import_file.pk != first.import_file.pk
    assert (len(reports()), len(reports(date(2024, 12, 1)))) == (1, 1)


def test_who_vanished_since_last_month_is_listed_and_stays_a_member(branch: Branch) -> None:
    first, second, third = cards(branch)
    outcome = branch.taken("WAGES", [wage(first)])
    gone = queries.vanished_workers(branch.reader, outcome.import_file.pk)
    assert {row.card_number for row in gone} == {second, third}
    assert not Membership.objects.exclude(ended_on=None).exists()


def test_what_was_not_reported_is_carried_on_from_last_month_once(branch: Branch) -> None:
    """No change reported: this month's bill is last month's (Perdir 22/PERDIR.02/072022)."""
    first, second, third = cards(branch)
    branch.taken("WAGES", [wage(first, "5.000.000")])
    leaver = [{"KPJ": third, "TANGGAL_KELUAR": "20-10-2024"}]
    branch.taken("LEAVERS", leaver, None)
    for carried in (1, 0):
        assert carry_forward_wages(actor=branch.reader, office_code=OFFICE, month="2024-11") == (
            carried
        )
    assert reports() == [(first, 0, 5_000_000, 1), (second, 0, 4_000_000, 2)]


def test_a_funded_period_is_not_carried_beyond_its_end(branch: Branch) -> None:
    branch.employer("JJ000002", kind="VILLAGE")
    branch.taken("SPONSORED", [fisher(1, BULAN="2"), fisher(2)], "2024-10")
    months = {"2024-11": 2, "2024-12": 1}
    for month, carried in months.items():
        count = carry_forward_wages(actor=branch.reader, office_code=OFFICE, month=month)
        assert count == carried


def test_each_wrong_row_of_a_wage_list_is_explained(branch: Branch) -> None:
    first, second, third = cards(branch)
    branch.employer("JJ000003")
    branch.taken("LEAVERS", [{"KPJ": third, "TANGGAL_KELUAR": "20-10-2024"}], None)
    rows = [
        wage(first, NPP="JJ000003"),
        wage("10000000000"),
        wage(first[1:], "0"),
        wage(second, "4.000.000", RAPEL="500000"),
        wage(second),
        wage(third),
        wage(""),
        wage("satu"),
    ]
    for row in rows:
        row.setdefault("RAPEL", "")
    outcome = branch.bring("WAGES", rows)
    ended = "01-10-2024 s.d. 20-10-2024"
    assert branch.sentences(outcome) == [
        'Baris 2, kolom NPP: ditemukan "JJ000003"; seharusnya peserta pada NPP di baris ini; kartu '
        "ini milik NPP JJ000001/000.",
        'Baris 3, kolom KPJ: ditemukan "10000000000"; seharusnya peserta yang terdaftar pada '
        "kantor ini.",
        f'Baris 4, kolom KPJ: ditemukan "{first[1:]}"; seharusnya 11 angka; nol di depan mungkin '
        f"hilang, maksudnya 0{first[1:]}?.",
        'Baris 4, kolom UPAH: ditemukan "0"; seharusnya rupiah lebih dari nol.',
        'Baris 5, kolom RAPEL: ditemukan "500000"; seharusnya kosong atau 0: rapel dilaporkan '
        "dengan mengunggah daftar upah perbaikan untuk bulan yang bersangkutan.",
        f'Baris 6, kolom KPJ: ditemukan "{second}"; seharusnya hanya satu kali; sudah ada di '
        "baris 5.",
        f'Baris 7, kolom KPJ: ditemukan "{third}"; seharusnya kepesertaan yang berlaku pada bulan '
        f"ini; berlaku {ended}.",
        "Baris 8, kolom KPJ: kosong; seharusnya KPJ atau NIK pada setiap baris.",
        'Baris 9, kolom KPJ: ditemukan "satu"; seharusnya 11 angka tanpa huruf.',
    ]
    assert reports() == []


def test_a_person_with_two_employers_is_found_by_nik_only_with_the_npp(branch: Branch) -> None:
    branch.employer("JJ000001")
    branch.employer("JJ000003")
    branch.taken("NEW_WORKERS", [worker(1), worker(1, NPP="JJ000003")], "2024-10")
    row = {"NPP": "", "NIK": nik(1), "UPAH": "4.000.000"}
    refused = branch.bring("WAGES", [row])
    assert branch.sentences(refused) == [
        f'Baris 2, kolom NIK: ditemukan "{nik(1)}"; seharusnya KPJ, karena orang ini punya lebih '
        "dari satu kepesertaan penerima upah."
    ]
    branch.taken("WAGES", [row | {"NPP": "JJ000003"}])
    report = WageReport.objects.get(month=NOVEMBER)
    assert report.employer.registration_number == "JJ000003"


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2024-13", "Bulan 2024-13 tidak dikenal; isi seperti 2024-11."),
        ("2025-01", "Bulan 2025-01 belum tiba; paling akhir 2024-12."),
        (None, "Bulan daftar upah belum dipilih; isi seperti 2024-11."),
    ],
)
def test_an_unknown_future_or_missing_month_is_refused(
    branch: Branch, month: str | None, sentence: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        branch.bring("WAGES", [wage("10000000017")], month)
    assert refused.value.message_id == sentence
