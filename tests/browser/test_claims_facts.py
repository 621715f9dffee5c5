"""A claim in a browser: facts with sources, a hand by the law's table, questions answered."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.claims_facts_site import build; build()",)


def test_the_books_ask_and_the_officer_answers(come_as: As, told: Told, picture: Picture) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['death']}/")
    expect(page.get_by_text("Upah dilaporkan sesudah meninggal")).to_be_visible()
    expect(page.get_by_text("Rekening dipakai pada klaim lain")).to_be_visible()
    picture(page, "klaim-ringkasan")
    page.get_by_role("link", name="Bulan iuran dibayar").click()
    expect(page.get_by_role("heading", name="Bulan iuran dibayar")).to_be_visible()
    picture(page, "klaim-fakta-bulan")
    page.go_back()
    page.get_by_role("link", name="Jawab", exact=True).first.click()
    page.get_by_label("Jawaban").fill("Pemberi kerja keliru melapor; akta kematian sudah dicek.")
    picture(page, "klaim-pertanyaan")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("Jawaban dicatat.")).to_be_visible()
    expect(page.get_by_text("Jawaban Rina Contoh:")).to_be_visible()


def test_a_hand_is_found_by_the_table_and_weeks_by_their_days(
    come_as: As, told: Told, picture: Picture
) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['accident']}/")
    page.get_by_role("link", name="Catat temuan: Cacat", exact=True).click()
    page.get_by_label("Cacat 1").select_option("RIGHT_HAND_FROM_WRIST")
    page.get_by_label("Sumber").fill("Surat keterangan dokter RSUD 10-12-2024")
    picture(page, "klaim-temuan-cacat")
    page.get_by_role("button", name="Simpan temuan").click()
    expect(page.get_by_text("Temuan dicatat.")).to_be_visible()
    page.get_by_role("link", name="Catat temuan: Masa tidak mampu bekerja").click()
    page.get_by_label("Masa 1: hari pertama").fill("2024-11-21")
    page.get_by_label("Masa 1: hari terakhir").fill("2024-12-18")
    page.get_by_label("Sumber").fill("Surat istirahat dokter")
    page.get_by_role("button", name="Simpan temuan").click()
    # 80 months of wage by the share of the hand, and 28 days of full wage
    expect(page.get_by_role("listitem").filter(has_text="Santunan cacat sebagian")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="STMB")).to_be_visible()
    picture(page, "klaim-ringkasan-jkk")


def test_the_head_reads_and_does_not_record(come_as: As, told: Told) -> None:
    page = come_as("kepala")
    page.goto(f"/klaim/{told['accident']}/")
    expect(page.get_by_text("Menurut hukum dengan fakta ini")).to_be_visible()
    expect(page.get_by_role("link", name="Catat", exact=True)).to_have_count(0)


def test_the_hand_is_decided_by_one_and_approved_by_another(come_as: As, told: Told) -> None:
    page = come_as("petugas")
    for address in (f"/klaim/{told['accident']}/", f"/klaim/{told['accident']}/keputusan/"):
        page.goto(address)
        # 32 % of 80 months of 4,600,000, and 28 days of the full wage
        expect(page.get_by_text("122.053.333").first).to_be_visible()
    page.get_by_role("button", name="Putuskan").first.click()
    head = come_as("kepala")
    head.goto(f"/klaim/{told['accident']}/keputusan/")
    head.get_by_role("button", name="Setujui").click()
    expect(head.get_by_text("Disetujui, menunggu pembayaran")).to_be_visible()
