"""A family in a browser: entered, its account confirmed, its scholarship proven by a letter."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.claims_intake_site import photo
from tests.browser.conftest import PHONE, As, Picture, Told, World, visiting

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


def test_a_mother_objects_and_sends_a_school_letter_from_her_phone(
    browser: Browser, world: World, come_as: As, picture: Picture, tmp_path: Path
) -> None:
    told = world.told["online"]
    desk = come_as("petugas")
    desk.goto(f"/klaim/{told['number']}/bukti/")  # type: ignore[index]
    desk.get_by_text("Catat bukti").first.click()  # or over the counter
    picture(desk, "klaim-bukti-ditunggu")
    with visiting(browser, world.address) as context:
        page = context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto("/klaim/daring/")
        page.get_by_label("Nomor rujukan").fill(told["number"])  # type: ignore[index]
        page.get_by_label("Kode sekali pakai").fill(told["code"])  # type: ignore[index]
        page.get_by_role("button", name="Buka klaim").click()
        expect(page.get_by_text("Pembayaran menunggu", exact=True)).to_be_visible()
        picture(page, "klaim-daring-bukti")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

        page.get_by_role("link", name="Ajukan keberatan").click()
        page.get_by_label("Apa yang menurut Anda tidak benar").fill(
            "Suami saya membayar iuran dua tahun lebih lama dari yang dihitung."
        )
        picture(page, "klaim-daring-keberatan")
        page.get_by_role("button", name="Kirim keberatan").click()
        expect(page.get_by_text(f"{told['number']}-KB1")).to_be_visible()  # type: ignore[index]
        slip = tmp_path / "bukti-iuran.jpg"
        slip.write_bytes(photo(5))
        page.locator("input[type=file]").set_input_files(slip)
        page.get_by_role("button", name="Kirim").click()
        expect(page.get_by_text("bukti-iuran.jpg")).to_be_visible()
        picture(page, "klaim-daring-tanda-terima")

        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.get_by_role("link", name="Kembali ke klaim").click()
        letter = tmp_path / "surat-sekolah.jpg"
        letter.write_bytes(photo(6))
        page.locator("#bukti-1 input[type=file]").set_input_files(letter)
        page.locator("#bukti-1").get_by_role("button", name="Kirim").click()
        expect(page.get_by_text("Menunggu diperiksa")).to_be_visible()
        picture(page, "klaim-daring-bukti-dikirim")

    desk.goto("/")
    desk.get_by_role("link", name="Periksa bukti").click()
    child = desk.locator(".needs__head a").first
    picture(desk, "klaim-bukti-dikirim")
    desk.get_by_label("Sekolah atau perguruan tinggi").fill("SMPN 2 Sungailiat")
    desk.get_by_role("button", name="Terima").click()
    expect(desk.get_by_text("Bukti diterima; pembayaran yang menunggunya")).to_be_visible()
    expect(child).to_have_count(0)
    desk.goto("/beasiswa/?keadaan=SIAP")
    expect(desk.get_by_role("link", name="Anisa Contoh 46")).to_have_count(2)  # the first year too
    desk.goto("/keberatan-klaim/")
    desk.get_by_role("link", name="Almarhum Contoh 46").click()
    expect(desk.get_by_role("link", name="bukti-iuran.jpg")).to_be_visible()
    picture(desk, "klaim-keberatan-daring")
