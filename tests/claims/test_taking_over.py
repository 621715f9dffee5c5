"""Settled claims of an earlier system: row by row, each amount held against the law."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Sum

from payung.claims.models import (
    Claim,
    ClaimState,
    LifeEvent,
    Party,
    Payable,
    PaymentLine,
    PaymentOrder,
    Pension,
    TakenOverClaim,
)
from payung.claims.operations.take_over_files import take_over_claims
from payung.claims.sealing import check_fingerprint
from payung.claims.taking_over.outcome import TakenOver
from payung.contributions.models import Account, Posting
from payung.law.benefits.doors import decide
from payung.registry.models import Person
from tests.claims.builders import BRANCH, officer, worker

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]

HEADINGS = (
    "Nomor klaim", "Program", "KPJ", "NIK", "Nama", "Tanggal lahir", "Jenis kelamin", "Sebab",
    "Tanggal peristiwa", "Tanggal diterima", "Tanggal diputus", "Tanggal dibayar",
    "Dibayar sampai", "Jumlah dibayar", "Upah", "Bulan iuran", "Bulan beruntun", "Saldo",
    "Ahli waris", "Anak", "Fakta lain", "Alasan selisih", "Nomor rekening", "Bank",
)  # fmt: skip
DEATH = {
    "Program": "JKM", "NIK": "0019710503750001", "Nama": "Rahman Contoh",
    "Tanggal lahir": "05-03-1975", "Jenis kelamin": "L", "Tanggal peristiwa": "10-01-2023",
    "Tanggal diterima": "16-01-2023", "Tanggal diputus": "18-01-2023",
    "Tanggal dibayar": "19-01-2023", "Bulan iuran": "40", "Ahli waris": "Siti / istri",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def take(folder: Path, *rows: dict[str, str]) -> TakenOver:
    path = folder / "klaim-lama.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.DictWriter(file, HEADINGS, delimiter=";", restval="")
        sheet.writeheader()
        sheet.writerows({"Nomor klaim": f"LAMA-{n}", **row} for n, row in enumerate(rows, 1))
    return take_over_claims(actor=officer(), office=BRANCH, file=path)


def test_a_death_of_a_former_member_becomes_a_paid_claim(tmp_path: Path) -> None:
    done = take(tmp_path, {**DEATH, "Jumlah dibayar": "42.000.000"})
    assert not done.refused
    claim = Claim.objects.get(taken_over__old_number="LAMA-1")
    assert (claim.state, claim.person.name) == (ClaimState.PAID, "Rahman Contoh")
    decision = claim.decisions.get()
    assert decision.total == decide(decision.door, decision.facts).total == 42_000_000
    assert {one.party.name for one in claim.payables.all()} == {"Siti"}
    paid = PaymentLine.objects.filter(payable__claim=claim, state="PAID")
    assert paid.aggregate(all=Sum("amount"))["all"] == 42_000_000
    assert PaymentOrder.objects.get().origin == "TAKEN_OVER"
    assert not Posting.objects.exists()


def test_another_amount_than_the_laws_is_refused_with_what_the_law_gives(tmp_path: Path) -> None:
    done = take(tmp_path, {**DEATH, "Jumlah dibayar": "24.000.000"})
    (row,) = done.refused
    assert row.refusal is not None
    assert "menurut hukum Rp42.000.000" in row.refusal.message_id
    assert "Rp10.000.000" in row.refusal.message_id  # the funeral, by its name
    assert not Claim.objects.exists()


def test_a_difference_with_its_reason_is_taken_and_kept(tmp_path: Path) -> None:
    row = {**DEATH, "Jumlah dibayar": "24.000.000", "Alasan selisih": "Berkala dibayar pusat"}
    done = take(tmp_path, row)
    assert [number for number, _ in done.warned] == [2]
    kept = TakenOverClaim.objects.get()
    assert (kept.paid, kept.by_law, kept.reason) == (
        24_000_000,
        42_000_000,
        "Berkala dibayar pusat",
    )


def test_right_rows_are_taken_the_others_come_back_and_may_be_brought_again(
    tmp_path: Path,
) -> None:
    member = worker(months=12)
    good = {**DEATH, "Jumlah dibayar": "42000000"}
    savings = {
        "Program": "JHT", "KPJ": member.card_number, "Sebab": "Mengundurkan diri",
        "Tanggal peristiwa": "01-02-2023", "Tanggal diterima": "06-03-2023",
        "Tanggal diputus": "06-03-2023", "Tanggal dibayar": "08-03-2023", "Saldo": "12.345.678",
        "Jumlah dibayar": "12.345.678",
    }  # fmt: skip
    too_early = {**savings, "Tanggal diterima": "06-02-2023"}
    first = take(tmp_path, good, too_early)
    assert [row.number for row in first.taken] == [2]
    assert "belum waktunya" in str(first.refused[0].refusal)
    again = take(tmp_path, good, savings)
    assert not again.refused
    assert [row.number for row in again.taken] == [3]
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Program": "JKX"}, "salah satu dari JKK, JKM, JHT, JP, JKP"),
        ({"Tanggal dibayar": "01-01-2025"}, "tidak sesudah 18-12-2024"),
        ({"Tanggal diputus": "15-01-2023"}, "tidak sebelum tanggal diterima 16-01-2023"),
        ({"Ahli waris": ""}, "nama / hubungan setiap ahli waris"),
        ({"Ahli waris": "Siti / tetangga"}, "nama / hubungan"),
        ({"Ahli waris": "Siti / istri; Siti / anak"}, "disebut dua kali"),
        ({"NIK": "", "KPJ": "99999999999"}, "tidak terdaftar pada kantor ini"),
        ({"NIK": ""}, "salah satunya terisi"),
        ({"Jenis kelamin": ""}, "mantan peserta"),
        ({"Bulan iuran": "banyak"}, "bilangan bulat"),
        ({"Jumlah dibayar": "empat puluh"}, "rupiah bulat"),
        ({"Fakta lain": "gaji=3"}, "tidak dikenal"),
        ({"Tanggal diterima": "16-01-2033"}, "tidak sesudah"),
    ],
)
def test_a_row_that_cannot_be_says_what_is_wrong(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    done = take(tmp_path, {**DEATH, "Jumlah dibayar": "42000000", **change})
    (row,) = done.refused
    assert row.refusal is not None
    assert sentence in row.refusal.message_id
    assert not LifeEvent.objects.exists()
    assert not Person.objects.filter(name="Rahman Contoh").exists()


def test_a_person_dies_once_also_in_a_sheet(tmp_path: Path) -> None:
    good = {**DEATH, "Jumlah dibayar": "42000000"}
    later = {**good, "Tanggal peristiwa": "11-01-2023"}
    same = {**good, "Program": "JHT", "Sebab": "Meninggal", "Saldo": "9000000",
            "Bulan iuran": "", "Jumlah dibayar": "9000000"}  # fmt: skip
    done = take(tmp_path, good, later, same, good)
    assert [row.number for row in done.refused] == [3, 5]
    assert LifeEvent.objects.count() == 1
    assert Claim.objects.values("event").distinct().count() == 1


def test_school_years_that_were_paid_are_paid_and_the_others_wait_for_their_letter(
    tmp_path: Path,
) -> None:
    row = {**DEATH, "Anak": "Ani / 02-05-2013 / SD / 4; Budi / 02-05-2015 / SD / 2",
           "Dibayar sampai": "10-01-2024", "Jumlah dibayar": "48.000.000"}  # fmt: skip
    done = take(tmp_path, row)
    assert not done.refused, done.refused
    claim = Claim.objects.get()
    assert Party.objects.filter(claim=claim).count() == 3
    waiting = claim.payables.filter(lines__isnull=True)
    assert set(waiting.values_list("needs", flat=True)) == {"SCHOOL_LETTER"}
    check_fingerprint(claim.decisions.get())
    owed = waiting.aggregate(all=Sum("net"))["all"]
    booked = Posting.objects.filter(account=Account.BENEFIT_PAYABLE).aggregate(a=Sum("amount"))
    assert booked["a"] == -owed
    law = decide("jkm", claim.decisions.get().facts)
    assert Payable.objects.aggregate(all=Sum("gross"))["all"] == law.total


def test_a_survivors_pension_goes_on_where_the_earlier_system_stopped(tmp_path: Path) -> None:
    row = {
        **DEATH, "Program": "JP", "Sebab": "Meninggal", "Bulan iuran": "60",
        "Dibayar sampai": "01-12-2023",
        "Fakta lain": "months_enrolled=64; average_annual_wage=60000000",
    }  # fmt: skip
    facts = {
        "kind": "SURVIVOR", "event_on": "2023-01-10", "born_on": "1975-03-05", "months_paid": 60,
        "months_enrolled": 64, "average_annual_wage": 60_000_000,
        "survivors": [{"name": "Siti", "relation": "SPOUSE"}],
    }  # fmt: skip
    monthly = decide("jp", facts).total
    done = take(tmp_path, {**row, "Jumlah dibayar": str(11 * monthly)})
    assert not done.refused, done.refused
    pension = Pension.objects.get()
    assert (pension.code, pension.first_month) == ("SPOUSE", date(2023, 2, 1))
    assert pension.rates.get().monthly == monthly
    assert PaymentLine.objects.filter(state="PAID").count() == 11


def test_another_office_takes_nothing_over(tmp_path: Path) -> None:
    from payung.access.refusals import AccessRefused

    path = tmp_path / "x.csv"
    path.write_text("Nomor klaim\n", encoding="utf-8")
    with pytest.raises(AccessRefused, match="claims_office"):
        take_over_claims(actor=officer(), office="KC-PONTIANAK", file=path)
