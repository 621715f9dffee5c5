"""A widow's pension, a month of job loss cash, savings with growth and tax, in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.claims_pensions_site import build; build()",)


def test_a_month_is_run_and_who_waits_for_a_proof_is_named(
    come_as: As, told: Told, picture: Picture
) -> None:
    page = come_as("keuangan")
    page.goto("/pensiun/bulan/")
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_text("Desember 2024:", exact=False).first).to_be_visible()
    picture(page, "pensiun-bulan")

    page = come_as("petugas")
    page.goto("/pensiun/")
    expect(page.get_by_text("Menunggu bukti").first).to_be_visible()
    picture(page, "pensiun-daftar")
    page.goto(f"/pensiun/{told['waiting']['pk']}/")  # type: ignore[index]
    expect(page.get_by_role("link", name="Catat buktinya")).to_be_visible()
    picture(page, "pensiun-satu")
    page.get_by_label("Sebab").select_option("REMARRIED")
    page.get_by_label("Hari terakhir hak").fill("2024-08-10")
    page.get_by_role("button", name="Akhiri pensiun ini").click()
    expect(page.get_by_text("Berakhir: Janda/duda menikah lagi", exact=False)).to_be_visible()


def test_savings_year_by_year_with_their_growth(come_as: As, told: Told, picture: Picture) -> None:
    page = come_as("petugas")
    page.goto("/jht/saldo/")
    page.get_by_label("Nomor KPJ").fill(str(told["card"]))
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_role("heading", name="Bambang Suryadi Contoh")).to_be_visible()
    expect(page.get_by_text("PP 46/2015 Pasal 24").first).to_be_visible()
    picture(page, "jht-saldo")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_a_widows_pension_is_decided_approved_and_stands_in_the_list(
    come_as: As, told: Told
) -> None:
    number = told["pension"]
    _decide(come_as("petugas"), number)
    head = come_as("kepala")
    head.goto(f"/klaim/{number}/keputusan/")
    head.get_by_role("button", name="Setujui").click()
    page = come_as("petugas")
    page.goto(f"/pensiun/?cari={number}")
    # 1 % x 15 years x the revalued wage of 6,543,653 a month, half of it to the widow
    expect(page.get_by_text("490.774")).to_be_visible()


def test_a_month_of_job_loss_cash(come_as: As, told: Told, picture: Picture) -> None:
    number = told["job_loss"]
    _decide(come_as("petugas"), number)
    page = come_as("petugas")
    page.goto("/jkp/bulan/?bulan=2024-12")
    # 45 % of 4,800,000
    expect(page.get_by_role("cell", name="2.160.000")).to_be_visible()
    expect(page.get_by_text("Siap dibayar").first).to_be_visible()
    picture(page, "jkp-bulan")
    page.goto("/jkp/bulan/?bulan=2025-01")
    expect(page.get_by_role("cell", name="Menunggu bukti mencari kerja")).to_be_visible()


def test_savings_are_decided_with_growth_and_tax(come_as: As, told: Told) -> None:
    number = told["savings"]
    _decide(come_as("petugas"), number)
    page = come_as("petugas")
    page.goto(f"/klaim/{number}/keputusan/")
    expect(page.get_by_text("pajak", exact=False).first).to_be_visible()


def test_a_widow_marries_again_and_her_children_continue_her_pension(
    come_as: As, told: Told, picture: Picture
) -> None:
    pk, number = (told["waiting"][key] for key in ("family", "family_claim"))  # type: ignore[index]
    page = come_as("petugas")
    page.goto(f"/pensiun/{pk}/")
    page.get_by_label("Sebab").select_option("REMARRIED")
    page.get_by_label("Hari terakhir hak").fill("2024-11-20")
    page.get_by_role("button", name="Akhiri pensiun ini").click()
    # half of 600,000 each, raised by 2.61 % in March
    expect(page.get_by_text("Dimas Contoh: Rp 307.830 sebulan")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Pensiun yang perlu dilanjutkan")).to_be_visible()
    page.goto(f"/pensiun/{pk}/")
    page.get_by_role("link", name="Lanjutkan pensiun").click()
    picture(page, "pensiun-lanjut")
    page.get_by_role("button", name="Lanjutkan pensiun").click()
    expect(page.get_by_text("menunggu persetujuan orang lain", exact=False)).to_be_visible()

    head = come_as("kepala")
    head.goto(f"/klaim/{number}/keputusan/")
    head.get_by_role("button", name="Setujui").click()
    page = come_as("petugas")
    page.goto(f"/pensiun/?cari={number}")
    expect(page.get_by_role("link", name="Laras Contoh")).to_be_visible()
    expect(page.get_by_text("Des 2024").first).to_be_visible()


def _decide(page: Page, number: object) -> None:
    """Whatever the books ask is answered, then the decision is proposed."""
    page.goto(f"/klaim/{number}/")
    while page.get_by_role("link", name="Jawab", exact=True).count():
        page.get_by_role("link", name="Jawab", exact=True).first.click()
        page.get_by_label("Jawaban").fill("Sudah dicocokkan dengan berkas asli.")
        page.get_by_role("button", name="Simpan jawaban").click()
        page.goto(f"/klaim/{number}/")
    page.goto(f"/klaim/{number}/keputusan/")
    page.get_by_role("button", name="Putuskan").first.click()
