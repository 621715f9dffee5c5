"""Cases on their ladder, as an officer, an inspector, the head and the employer see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
if __name__ == "__main__":  # letters are printed in helper processes
    import django; django.setup()
    from tests.compliance.ladder.scene import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, with cases on every rung."""
    with served(tmp_path_factory.mktemp("cases"), (SEED,)) as address:
        yield address


def open_case(page: Page, number: int) -> None:
    page.goto(f"/perkara/PK-KC-PANGKALPINANG-2024-{number:04d}/")


def test_the_officer_sees_what_is_late_and_writes_second_warnings_at_once(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Petugas Pembina Peserta")
    expect(page.get_by_text("5 di antaranya sesudah SP2 tanpa tindak lanjut")).to_be_visible()
    page.goto("/perkara/")
    expect(page.get_by_text("49 perkara")).to_be_visible()
    picture(page, "perkara")
    open_case(page, 2)
    expect(page.locator(".ladder__rung--here")).to_contain_text("Denda")
    picture(page, "perkara-tangga")

    page.goto("/perkara/terbitkan-surat/?surat=WARNING_SECOND")
    expect(page.get_by_text("7 perkara siap")).to_be_visible()
    picture(page, "perkara-surat-sekaligus")
    page.get_by_role("button", name="Susun Teguran kedua (SP2)").click()
    expect(page.get_by_role("status")).to_contain_text("7 surat disusun sebagai konsep")
    page.goto("/perkara/?tahap=WARNED_SECOND")
    expect(page.get_by_text("16 perkara")).to_be_visible()


def test_a_visit_is_noted_on_a_phone_with_a_photo(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    photo = tmp_path / "toko.jpg"
    Image.new("RGB", (320, 240), "olive").save(photo)
    page = sign_in("Petugas Pembina Peserta")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_case(page, 18)
    page.get_by_role("link", name="Catat kunjungan").click()
    page.get_by_label("Berjanji membayar atau memperbaiki").check()
    page.get_by_label("Bertemu dengan").fill("Bapak Rudi")
    page.get_by_label("Catatan").fill("Kas menunggu pencairan proyek.")
    picture(page, "perkara-kunjungan")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_label("Janji dipenuhi pada").fill("2024-12-23")
    page.get_by_label("Lampiran").set_input_files(photo)
    page.get_by_role("button", name="Catat kunjungan").click()
    expect(page.get_by_role("status")).to_contain_text("Kunjungan dicatat.")
    expect(page.get_by_text("Bapak Rudi")).to_be_visible()
    expect(page.get_by_role("link", name="toko.jpg")).to_be_visible()


def test_the_inspector_brings_the_wages_found_and_gets_the_deficit_line_by_line(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in("Petugas Pemeriksa")
    open_case(page, 41)
    page.get_by_role("link", name="Catat hasil pemeriksaan").first.click()
    wages = tmp_path / "upah.csv"
    page.get_by_label("Tempat pemeriksaan").fill("Kantor perusahaan")
    page.get_by_label("Wakil pemberi kerja").fill("Ibu Ratih")
    page.get_by_label("Jabatannya").fill("Manajer")
    page.get_by_label("Hasil pemeriksaan", exact=True).fill("Dua pekerja belum didaftarkan.")
    months = [f"2024-{month:02d}" for month in range(4, 12)]
    lines = [f";{name};{month};4.200.000" for name in ("Siti Rekaan", "Budi Contoh")
             for month in months]  # fmt: skip
    wages.write_text("KPJ;NAMA;BULAN;UPAH DIBAYAR\n" + "\n".join(lines) + "\n")
    page.get_by_label("Daftar upah hasil pemeriksaan").set_input_files(wages)
    page.get_by_role("button", name="Catat hasil pemeriksaan").click()
    expect(page.get_by_role("status")).to_contain_text("disusun sebagai konsep")
    page.get_by_role("link", name="18 Desember 2024").click()
    # JKK 0.24 %, JKM 0.30 % and JHT 5.7 % of 4,200,000 in eight months, for two workers.
    expect(page.get_by_label("Angka utama")).to_contain_text("Rp\N{NO-BREAK SPACE}4.193.280")
    picture(page, "perkara-pemeriksaan")
    page.get_by_role("link", name="Rp\N{NO-BREAK SPACE}262.080").first.click()
    expect(page.locator(".tree")).to_contain_text("Kekurangan iuran bulan")


def test_the_head_is_told_why_a_way_is_shut(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    open_case(page, 13)  # its SP2 of 9 December runs until 23 December
    barred = page.locator(".barred").first
    expect(barred).to_contain_text("SP2 masih berjalan sampai 23 Desember 2024")
    open_case(page, 12)
    picture(page, "perkara-jalan-keluar")
    page.get_by_role("link", name="Serahkan ke kejaksaan").click()
    page.get_by_label("Alasan").fill("Dua teguran tidak diindahkan")
    page.get_by_role("button", name="Serahkan ke kejaksaan").click()
    expect(page.locator(".figures")).to_contain_text("Di kejaksaan")


def test_an_employer_reads_its_own_case_without_the_office_notes(sign_in: SignIn) -> None:
    page = sign_in("Personalia")
    page.goto("/perkara/")
    expect(page.locator("#daftar tbody tr")).to_have_count(1)
    page.locator("#daftar tbody a").click()
    expect(page.get_by_text("Surat Peringatan Kedua")).to_be_visible()
    expect(page.get_by_text("Ibu Yanti")).to_have_count(0)
    expect(page.get_by_role("heading", name="Langkah")).to_have_count(0)
