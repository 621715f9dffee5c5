"""A family in a browser: entered, its account confirmed, its scholarship proven by a letter."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.claims_families_site import build; build()",)


def _enter(page: Page, who: str, name: str, born: str, **more: str) -> None:
    page.get_by_role("link", name="Tambah orang").click()
    page.get_by_label("Siapa").select_option(label=who)
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("Tanggal lahir").fill(born)
    for label, value in more.items():
        page.get_by_label(label.replace("_", " ")).select_option(label=value)


def test_a_family_with_two_children_sees_its_scholarship_schedule(
    come_as: As, told: Told, picture: Picture
) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['death']}/keluarga/")
    expect(page.get_by_text("Belum ada ahli waris. Bila memang tidak ada")).to_be_visible()
    _enter(page, "Ahli waris: Janda atau duda", "Nuraini Contoh", "1992-04-03")
    page.get_by_role("button", name="Simpan").click()
    for name, born, level in (("Alif Contoh", "2016-05-01", "SD"),
                              ("Dina Contoh", "2009-09-09", "SMA")):  # fmt: skip
        _enter(page, "Ahli waris: Anak", name, born, Wali="Nuraini Contoh", Jenjang_sekolah=level)
        if name.startswith("Alif"):
            picture(page, "klaim-keluarga-tambah")
        page.get_by_role("button", name="Simpan").click()
    schedule = page.get_by_role("group", name="Jadwal beasiswa")
    expect(schedule.get_by_text("2024/2025")).to_be_visible()
    for name in ("Alif Contoh", "Dina Contoh"):
        expect(schedule.get_by_role("columnheader", name=name)).to_be_visible()
    page.get_by_role("link", name="Catat rekening Nuraini Contoh").click()
    page.get_by_label("Bank").fill("Bank Sumsel Babel")
    page.get_by_label("Nomor rekening").fill("701-23-45678")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("belum dicocokkan orang kedua").first).to_be_visible()
    picture(page, "klaim-keluarga")

    head = come_as("kepala")
    head.goto(f"/klaim/{told['death']}/keluarga/")
    head.get_by_role("button", name="Cocok dengan buku tabungan").click()
    expect(head.get_by_text("Rekening dicocokkan.")).to_be_visible()
    expect(head.get_by_text("Yang masih kurang")).to_have_count(0)
    head.get_by_role("link", name="Jaminan Hari Tua").click()  # the same family, entered once
    expect(head.get_by_role("rowheader", name="Nuraini Contoh")).to_be_visible()


def test_a_dispute_holds_the_money(come_as: As, told: Told, picture: Picture) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['school']}/keluarga/")
    page.get_by_role("link", name="Tahan pembayaran").click()
    page.get_by_label("Alasan").fill("Orang tua almarhum mengaku berhak atas sebagian.")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pembayaran ditahan", exact=True)).to_be_visible()
    picture(page, "klaim-keluarga-ditahan")
    head = come_as("kepala")
    head.goto(f"/klaim/{told['school']}/keluarga/")
    head.get_by_role("link", name="Cabut penahanan").click()
    head.get_by_label("Alasan").fill("Akta damai keluarga 12-12-2024")
    head.get_by_role("button", name="Simpan").click()
    expect(head.get_by_text("Pembayaran ditahan", exact=True)).to_have_count(0)


def test_a_school_letter_frees_the_year(come_as: As, picture: Picture) -> None:
    page = come_as("petugas")
    page.goto("/beasiswa/")
    picture(page, "beasiswa")
    page.goto("/beasiswa/?keadaan=MENUNGGU")
    child = page.locator("tbody th a").first
    name = child.inner_text()
    child.click()
    page.get_by_label("Sekolah atau perguruan tinggi").fill("SDN 4 Pangkalpinang")
    page.get_by_label("Yang dilihat").fill("Surat asli nomor 12/SDN4/2024")
    picture(page, "beasiswa-surat")
    page.get_by_role("button", name="Catat surat sekolah").click()
    expect(page.get_by_text("siap dibayar")).to_be_visible()
    page.goto("/beasiswa/?keadaan=SIAP")
    expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
