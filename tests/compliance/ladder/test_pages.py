"""The pages answer bad input with a sentence, keep what was typed, and write nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.compliance.models import Case, CaseStep
from tests.compliance.ladder.builders import (
    case_of,
    finding,
    inspector,
    officer,
    owing,
    take,
)
from tests.compliance.ladder.test_queries import ON
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db


def signed_in(reader) -> Client:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(reader.user)
    return client


def post(client: Client, case: Case, kind: str, **values: object):  # type: ignore[no-untyped-def]
    given = {"version": case.version, "happened_on": "2024-12-18", **values}
    return client.post(f"/perkara/{case.number}/langkah/{kind}/", given)


def test_a_promise_without_its_day_comes_back_with_what_was_typed() -> None:
    case = case_of(owing(2_000_000))
    answer = post(
        signed_in(officer()), case, "visit",
        **{"data-result": "PROMISED", "data-met": "Bapak Rudi"},
    )  # fmt: skip
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "tuliskan tanggal janjinya" in page
    assert "Bapak Rudi" in page
    assert CaseStep.objects.filter(case=case).count() == 1


def test_a_stale_page_is_told_who_moved_the_case() -> None:
    case = case_of(owing(2_000_000))
    seen = case.version
    take(case, "NOTE", ON, reason="Menelepon pemberi kerja")
    answer = post(signed_in(officer()), case, "note", version=seen, reason="Catatan saya")
    assert answer.status_code == 400
    assert "baru saja diubah oleh" in answer.content.decode()


def test_a_step_that_is_not_there_or_not_ones_own_is_refused_in_a_sentence() -> None:
    case = case_of(owing(2_000_000))
    client = signed_in(officer())
    assert client.get(f"/perkara/{case.number}/langkah/terbang/").status_code == 400
    assert client.get(f"/perkara/{case.number}/langkah/exit_prosecutors/").status_code == 403
    assert client.get("/perkara/PK-TIDAK-ADA-2024-0001/").status_code == 404


def test_a_wrong_list_of_wages_is_answered_cell_by_cell() -> None:
    case = case_of(money.payer(), "WAGES_UNDERREPORTED")
    _announced(case)
    wages = SimpleUploadedFile("upah.csv", b"KPJ;NAMA;BULAN;UPAH DIBAYAR\n;Siti;Juli;4200000\n")
    answer = post(
        signed_in(inspector()), case, "inspection_report",
        **{
            "data-place": "Kantor", "data-met_name": "Ibu Ratih", "data-met_title": "Manajer",
            "data-facts": "Beda", "wages": wages,
        },
    )  # fmt: skip
    assert answer.status_code == 400
    assert "seharusnya bulan seperti 2024-11" in answer.content.decode()


def _announced(case: Case) -> None:
    take(
        case, "INSPECTION_ASSIGNMENT", ON, inspectors="Sinta, Pemeriksa", purpose="Upah",
        starts_on="2024-12-18", ends_on="2024-12-20",
    )  # fmt: skip
    take(
        case, "INSPECTION_NOTICE", ON, inspection_on="2024-12-18", time="09.00",
        place="Kantor", documents="Gaji",
    )  # fmt: skip


def test_findings_become_cases_and_a_finding_that_is_not_accepted_says_so() -> None:
    good, bad = finding(owing(2_000_000)), finding(money.payer(), status="OPEN")
    answer = signed_in(officer()).post("/perkara/buka/", {"temuan": [good.pk, bad.pk]}, follow=True)
    page = answer.content.decode()
    assert "1 perkara dibuka." in page
    assert "belum diterima" in page
    assert Case.objects.count() == 1


def test_a_batch_without_a_choice_and_with_a_wrong_day_is_asked_again() -> None:
    client = signed_in(officer())
    answer = client.get("/perkara/terbitkan-surat/?surat=WARNING_SECOND&tanggal=besok")
    assert "Tulis tanggal seperti 2024-12-18" in answer.content.decode()
    answer = client.post(
        "/perkara/terbitkan-surat/", {"kind": "WARNING_SECOND", "letter_date": "2024-12-18"}
    )
    assert answer.status_code == 400
    assert "Pilih sedikitnya satu perkara." in answer.content.decode()


def test_an_inspection_sheet_and_the_list_can_be_taken_along() -> None:
    case_of(owing(2_000_000))
    sheet = signed_in(inspector()).get("/perkara/daftar-pemeriksaan.xlsx")
    assert sheet.content[:2] == b"PK"
    listed = signed_in(officer()).get("/perkara/ekspor.csv").content.decode("utf-8-sig")
    assert "Menunggak iuran" in listed
    assert "2000000" in listed
