"""The head signs a letter; whoever holds it checks it by its public page, without signing in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Picture, SignIn, _free_port, _wait
from tests.documents.office import WAITING

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from payung.cli.setup import bring_up_to_date; bring_up_to_date()
from tests.documents.office import seed; seed()
"""
SERVE = "import sys; from payung.site.serve import serve; sys.exit(serve({port}))"


@pytest.fixture(scope="module")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own with one office, its people and its letters."""
    home = tmp_path_factory.mktemp("letters")
    environment = {
        **os.environ,
        "PAYUNG_HOME": str(home),
        "PAYUNG_FAST_UNSAFE": "1",
        "PAYUNG_TODAY": "2024-12-18",
        "PAYUNG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "payung.site.settings",
    }
    environment.pop("DATABASE_URL", None)
    run = [sys.executable, "-c"]
    subprocess.run(
        [*run, SEED], env=environment, check=True, timeout=180, cwd=Path(__file__).parents[2]
    )
    port, log = _free_port(), home / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*run, SERVE.format(port=port)], env=environment, stdout=output, stderr=output
        )
    try:
        _wait(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=40) == 0, log.read_text()
        stop = [*run, "from payung.cli.main import run; run()", "db", "stop"]
        subprocess.run(stop, env=environment, check=True, timeout=60)


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
