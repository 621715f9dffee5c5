"""Journey Kalimantan Selatan by the interface: each role with its own sign-in, on two days.

18 December 2024: the parent and 13 districts are renewed, the monev is held, the state enterprise
is handed over and agrees. 6 January 2025: the bank's statement is in, the mandate is closed, the
workers are told.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from payung.access.reader import operator
from payung.compliance.models import Case, Stage
from payung.compliance.queries.recoveries import recoveries
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement
from payung.demo import files
from payung.demo.kalimantan import BRANCH
from payung.demo.plan import AS_OF
from payung.documents.models import Letter
from tests.journeys.conftest import Served, SignIn
from tests.journeys.desk import act, agree_at_once, grant_by_page, show_compliance, told

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAID_ON = date(2025, 1, 6)
HEAD = "Kepala Kantor Cabang Banjarmasin"
OFFICER = "Petugas Pembina Peserta Banjarmasin"
REGIONAL = "Asisten Deputi Wilayah Kalimantan"
HIGH = "Kepala Kejaksaan Tinggi Kalimantan Selatan"
DISTRICT = "Kepala Kejaksaan Negeri Banjarmasin"
ATTORNEY = "Jaksa Pengacara Negara Banjarmasin"


def test_renewal_monev_and_a_state_enterprise_that_pays(
    town: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    town.open(AS_OF)
    renew_the_family(sign_in(REGIONAL))
    hold_the_monev(sign_in(HEAD))
    see_the_own_agreement(sign_in(DISTRICT))
    with town.at_the_desk(AS_OF):
        case = Case.objects.get(office=BRANCH, firm_name__startswith="BUMN")
    mandate = f"/kuasa/{case.number}/SKK-1/"
    hand_over(sign_in, case.number)
    grant_by_page(sign_in, mandate, (ATTORNEY, DISTRICT, HEAD), "Ayu Puspita")
    agree_at_once(sign_in(ATTORNEY), mandate, date(2025, 1, 10))

    with town.at_the_desk(PAID_ON):
        bill = Bill.objects.filter(employer=case.employer).earliest("month")
        path = files.write_csv(
            tmp_path / "mutasi.csv", ("tanggal", "jumlah", "keterangan", "referensi"),
            [("06-01-2025", 20_000_000, f"IURAN {bill.billing_code}", "UJI-1")],
        )  # fmt: skip
        import_statement(actor=operator(), office_code=BRANCH, path=path, file_name=path.name)
    town.open(PAID_ON)
    close(sign_in, mandate, case.number)

    with town.at_the_desk(PAID_ON):
        case.refresh_from_db()
        account = recoveries(case.mandates.get(), PAID_ON)
        assert case.stage == Stage.CLOSED
        assert account.recovered == account.handed_over > 0
        workers = Letter.objects.filter(kind="rights_restored", office=BRANCH, status="SIGNED")
        assert workers.count() == 9


def renew_the_family(page: Page) -> None:
    page.get_by_role("link", name="Kerja sama", exact=True).click()
    page.get_by_role("row", name=re.compile("Kejaksaan Tinggi")).get_by_role("link").first.click()
    told(page, "dan belum ada pembaruannya")
    page.locator("summary", has_text="Siapkan pembaruan").click()
    page.get_by_role("button", name="Susun draf pembaruan").click()
    told(page, "Draf pembaruan disusun")
    renewal = page.locator("dt", has_text="Diperbarui oleh")
    renewal.locator("xpath=following-sibling::dd[1]//a").click()
    page.get_by_role("link", name="Susun perjanjian turunan").click()
    expect(page.locator("#daerah")).to_contain_text("13 kejaksaan negeri")
    page.get_by_label("Tugas BPJS Ketenagakerjaan").fill("Menyiapkan berkas perkara.")
    page.get_by_label("Tugas kejaksaan negeri").fill("Memberi bantuan hukum.")
    page.get_by_label("Rekening iuran pemberi kerja yang dikuasakan").check()
    page.get_by_role("button", name="Susun semua draf").click()
    expect(page.locator("#naskah")).to_contain_text("14 perjanjian menunggu")
    for place, number in enumerate(page.locator("input[name^=nomor-]").all(), start=1):
        number.fill(f"B/{place:02d}/12/2024")
    for kind, words in (("nama-", "Pejabat Contoh"), ("jabatan-", "Kepala kantor")):
        for control in page.locator(f"input[name^={kind}]").all():
            control.fill(words)
    page.get_by_role("button", name="Tanda tangani yang dipilih").click()
    told(page, "14 perjanjian ditandatangani pada 18 Desember 2024.")


def hold_the_monev(page: Page) -> None:
    page.goto("/rapat/baru/")
    page.get_by_label("Rangkaian rapat").fill("Monev Inpres 2/2021 Kalimantan Selatan")
    page.get_by_label("Judul rapat").fill("Monev tahunan 2024")
    page.get_by_label("Kantor penyelenggara").select_option(BRANCH)
    page.get_by_label("Tempat").fill("Banjarmasin")
    page.get_by_label("Tanggal").fill("2024-12-18")
    page.get_by_label("Mulai pukul").fill("09:00")
    page.get_by_label("Acara").fill("Cakupan\nBadan publik yang belum patuh")
    page.get_by_label("Undangan lain").fill("Contoh Asisten; Asisten; Pemerintah Kota Banjarmasin")
    page.get_by_role("button", name="Simpan rapat").click()
    page.locator("summary", has_text="Tulis notulen").click()
    page.get_by_label("Pokok pembicaraan").fill(
        "Terdaftar 500.000 dari 1.500.000 potensi pekerja menurut BPJS Ketenagakerjaan."
    )
    page.get_by_label("Keputusan").fill("Badan publik dipanggil lebih dahulu.")
    page.get_by_label("Pimpinan rapat").fill("Fajar Ramadhan")
    page.get_by_label("Notulis").fill("Novi Safitri")
    page.get_by_role("button", name="Simpan notulen").click()
    page.locator("summary", has_text="Tambah komitmen").click()
    page.get_by_label("Tindak lanjut").fill("Memanggil tiga badan publik")
    page.get_by_label("Kantor penanggung jawab").select_option(BRANCH)
    page.get_by_label("Batas waktu", exact=True).fill("2025-01-31")
    page.get_by_role("button", name="Simpan komitmen").click()
    page.locator("summary", has_text="Sahkan notulen").click()
    page.get_by_role("button", name="Sahkan", exact=True).click()
    told(page, "Notulen sudah disahkan dan tidak berubah lagi.")


def see_the_own_agreement(page: Page) -> None:
    page.get_by_role("link", name="Kerja sama", exact=True).click()
    for text in page.locator("#daftar tbody tr").all_inner_texts():
        assert "Kejaksaan Negeri Banjarmasin" in text


def hand_over(sign_in: SignIn, case: str) -> None:
    page = sign_in(HEAD)
    act(page, f"/perkara/{case}/", "Serahkan ke kejaksaan", reason="Dua teguran tanpa tanggapan")
    told(page, "Di kejaksaan")
    page.goto("/kuasa/mohon/")
    for box in page.locator("input[name=perkara]:enabled").all():
        box.check()
    office = page.locator("select").first
    office.select_option("KN-63.71")
    page.get_by_role("button", name="Ajukan permohonan").click()
    told(page, "sudah diajukan")


def close(sign_in: SignIn, mandate: str, case: str) -> None:
    act(sign_in(ATTORNEY), mandate, "Catat lunas")
    act(sign_in(ATTORNEY), mandate, "Susun laporan akhir", conclusion="Lunas menurut buku iuran.")
    page = sign_in(HEAD)
    act(page, mandate, "Tutup", close_reason="PAID")
    page.get_by_role("link", name="Lihat dan beri tahu pekerja").click()
    page.get_by_role("button", name="Beri tahu setiap pekerja").click()
    told(page, "9 ")
    page = sign_in(OFFICER)
    show_compliance(page, case)
    page = sign_in(REGIONAL)
    page.goto("/rekap-pemulihan/")
    told(page, "Rekap pemulihan")
    page = sign_in(HIGH)
    page.goto(mandate)
    told(page, "Ditutup")
