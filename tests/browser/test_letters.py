"""The head signs a letter; whoever holds it checks it by its public page, without signing in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Picture, Served, SignIn
from tests.documents.office import WAITING

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.documents.office import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own with one office, its people and its letters."""
    with served(tmp_path_factory.mktemp("letters"), (SEED,)) as address:
        yield address


def waiting(page: Page, count: int) -> None:
    """So many drafts wait for this reader's signature."""
    figure = page.locator(".figure", has_text="Menunggu tanda tangan Anda")
    expect(figure.locator(".figure__value")).to_have_text(str(count))


def pages_shown(page: Page) -> None:
    """Every page of the letter has come as a picture."""
    for sheet in page.locator(".sheet").all():
        sheet.scroll_into_view_if_needed()
        page.wait_for_function("image => image.naturalWidth > 0", arg=sheet.element_handle())
    page.evaluate("window.scrollTo(0, 0)")


def test_the_head_signs_and_the_holder_of_the_letter_checks_it(
    sign_in: SignIn, picture: Picture, browser: Browser, site: str, tmp_path: Path
) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/surat/")
    waiting(page, WAITING)
    picture(page, "surat")
    page.get_by_role("link", name="Konsep", exact=True).click()
    page.get_by_role("link", name="Belum bernomor").first.click()
    pages_shown(page)
    picture(page, "surat-konsep")

    page.get_by_role("button", name="Tandatangani", exact=True).click()
    expect(page.get_by_text("Surat sudah ditandatangani dengan nomor B/")).to_be_visible()
    pages_shown(page)
    picture(page, "surat-ditandatangani")
    answer = page.request.get(page.url + "surat.pdf")
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(answer.body())
    assert letter.read_bytes().startswith(b"%PDF-")
    address = page.get_by_role("link", name="Halaman pemeriksaan").get_attribute("href")
    assert address

    visitor = browser.new_context(base_url=site, locale="id-ID")
    public = visitor.new_page()
    public.goto(address)
    expect(public.get_by_text("Surat ini tercatat dan segelnya utuh.")).to_be_visible()
    expect(public.get_by_text("PT Bahari Sejahtera")).to_have_count(0)
    public.get_by_label("Berkas PDF surat").set_input_files(letter)
    public.get_by_role("button", name="Bandingkan").click()
    expect(public.get_by_text("Berkas itu persis surat yang ada di arsip.")).to_be_visible()
    picture(public, "verifikasi")
    letter.write_bytes(letter.read_bytes() + b" ")
    public.get_by_label("Berkas PDF surat").set_input_files(letter)
    public.get_by_role("button", name="Bandingkan").click()
    expect(public.get_by_text("Berkas itu bukan surat ini")).to_be_visible()
    public.goto("/verifikasi/tidak-ada/")
    expect(public.get_by_role("heading", name="Surat tidak ditemukan")).to_be_visible()
    visitor.close()


def test_the_head_sets_up_the_letters_of_the_office(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.get_by_role("link", name="Surat", exact=True).first.click()
    page.get_by_role("link", name="Pengaturan surat").click()
    page.get_by_label("Alamat").fill("Jalan Usulan Nomor 9, Pangkalpinang")
    page.get_by_role("button", name="Lihat contoh").click()
    expect(page.get_by_role("heading", name="Contoh dengan usulan Anda")).to_be_visible()
    expect(page.get_by_text("Jalan Usulan Nomor 9")).to_have_count(0)
    page.get_by_label("Berlaku mulai").fill("2025-01-01")
    page.get_by_role("button", name="Simpan versi").click()
    expect(page.get_by_text("Jalan Usulan Nomor 9")).to_be_visible()
    expect(page.get_by_text("Akan berlaku")).to_be_visible()
    pages_shown(page)
    picture(page, "surat-kop")
    page.get_by_role("link", name="Nomor surat").click()
    expect(page.get_by_text("Nomor berikutnya")).to_be_visible()
    picture(page, "surat-nomor")
    page.get_by_role("link", name="Pejabat pengganti").click()
    expect(page.get_by_text("SPT/12/2024 angka 3")).to_be_visible()
    picture(page, "surat-pejabat")


def test_a_draft_is_reworded_and_its_former_words_stay(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/surat/?keadaan=DRAFT")
    page.get_by_role("link", name="Belum bernomor").first.click()
    page.get_by_role("link", name="Ubah konsep").click()
    picture(page, "surat-ubah")
    page.get_by_label("Temuan ketidakpatuhan").fill("iuran tiga bulan belum dibayar.")
    page.get_by_label("Alasan").fill("Temuan lain sudah dipenuhi")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_text("bunyi sebelumnya tetap tersimpan")).to_be_visible()
    page.get_by_text("Yang berubah").click()
    expect(page.locator("ins")).to_have_text("iuran tiga bulan belum dibayar.")
    pages_shown(page)
    picture(page, "surat-perubahan")


def test_the_head_signs_the_rest_of_the_drafts_at_once(sign_in: SignIn) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/surat/?keadaan=DRAFT")
    boxes = page.locator("input[name=surat]")
    left = boxes.count()
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Tandatangani yang dipilih").click()
    expect(page.get_by_text("2 surat sudah ditandatangani dan bernomor.")).to_be_visible()
    page.goto("/surat/?keadaan=DRAFT")
    page.get_by_role("button", name=f"Tandatangani semua ({left - 2})").click()
    expect(page.get_by_text(f"{left - 2} surat sudah ditandatangani")).to_be_visible()
    page.goto("/surat/")
    waiting(page, 0)


def test_an_attorney_sees_the_letters_of_his_own_office_only(sign_in: SignIn) -> None:
    page = sign_in("Jaksa Pengacara Negara")
    page.goto("/surat/?jenis=warning_first")
    expect(page.get_by_text("Belum ada surat dalam pilihan ini.")).to_be_visible()
    page.goto("/surat/?jenis=summons")
    expect(page.locator("#daftar tbody tr")).to_have_count(8)
