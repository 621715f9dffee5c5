"""Claims come in by a browser: at the counter, from a firm, from a phone on a thin network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.claims_intake_site import photo
from tests.browser.conftest import PHONE, Picture, Served, visiting

pytestmark = pytest.mark.browser
BUILD = ("from tests.browser.claims_intake_site import build; build()",)
Home = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def claims_home(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A site with claims of its own, and what was told when it was built."""
    home = tmp_path_factory.mktemp("claims")
    with served(home, BUILD) as address:
        yield address, json.loads((home / "claims.json").read_text())


@pytest.fixture
def visitor(
    browser: Browser, claims_home: Home, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    address, told = claims_home
    with visiting(browser, address) as context:
        if key := told["sessions"].get(request.param):
            context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        yield context


def a_file(folder: Path, name: str = "foto.jpg", size: tuple[int, int] = (900, 640)) -> str:
    path = folder / name
    path.write_bytes(photo(len(name), size))
    return str(path)


@pytest.mark.parametrize("visitor", ["officer"], indirect=True)
def test_the_counter_opens_a_claim_and_checks_its_papers(
    visitor: BrowserContext, claims_home: Home, picture: Picture, tmp_path: Path
) -> None:
    page, told = visitor.new_page(), claims_home[1]
    page.goto("/klaim/terima/")
    picture(page, "klaim-masuk-cari")
    page.get_by_label("Atau nama").fill("Tidak Dikenal")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("Tidak ada peserta yang cocok")).to_be_visible()
    picture(page, "klaim-masuk-tidak-ditemukan")
    page.get_by_label("Atau nama").fill("")
    page.get_by_label("NIK").fill(told["family"])
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("button", name="Pilih")).to_have_count(2)
    picture(page, "klaim-masuk-pilih")
    page.get_by_role("button", name=f"kartu {told['card']}").click()
    page.get_by_label("Kejadian", exact=True).select_option("DEATH")
    page.get_by_label("Tanggal kejadian").fill("2024-12-10")
    page.get_by_label("Nama ahli waris yang mengajukan").fill("Dewi Lestari")
    page.get_by_label("Hubungan dengan peserta").select_option("SPOUSE")
    page.get_by_label("Tanggal lahir ahli waris").fill("1992-04-04")
    page.get_by_label("HP").fill("081211112222")
    picture(page, "klaim-masuk-kejadian")
    page.get_by_role("button", name="Buka klaim").click()
    expect(page.get_by_text("Klaim dibuka")).to_be_visible()
    expect(page.get_by_text("Buku nikah").first).to_be_visible()
    page.goto(f"/klaim/{told['death']}/berkas/")
    expect(page.get_by_text("belum ada cap kelurahan")).to_be_visible()
    picture(page, "klaim-masuk-berkas")
    page.get_by_role("button", name="Terima Kartu keluarga").click()
    expect(page.get_by_text("Berkas diterima.")).to_be_visible()
    page.get_by_label("Nama penerima").fill("Siti Rahayu")
    page.get_by_role("button", name="Buat kode baru").click()
    expect(page.locator(".code")).to_be_visible()
    told["code"] = page.locator(".code").inner_text()


@pytest.mark.parametrize("visitor", ["employer"], indirect=True)
def test_a_firm_sees_its_clock_and_sends_a_paper_from_a_phone(
    visitor: BrowserContext, claims_home: Home, picture: Picture, tmp_path: Path
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/klaim/lapor/")
    page.get_by_label("Atau nama").fill(claims_home[1]["worker"])
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("button", name="Pilih")).to_have_count(1)
    picture(page, "klaim-masuk-lapor")
    page.goto("/klaim/lapor/")
    page.get_by_role("link", name=claims_home[1]["accident"]).click()
    expect(page.get_by_text("Tepat waktu")).to_be_visible()
    picture(page, "klaim-masuk-perusahaan")
    send(page, "Daftar hadir pada hari kejadian", a_file(tmp_path, size=(3000, 2200)))
    item = page.get_by_role("listitem").filter(has_text="Daftar hadir pada hari kejadian")
    expect(item.get_by_text("Belum diperiksa")).to_be_visible()


def send(page: Page, paper: str, file: str) -> None:
    item = page.get_by_role("listitem").filter(has=page.get_by_text(paper, exact=True))
    form = item.locator("details:has(input[type=file])").first
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_role("button", name="Kirim").click()


def test_an_upload_goes_on_after_the_network_broke_off(
    browser: Browser, claims_home: Home, picture: Picture, tmp_path: Path
) -> None:
    address, told = claims_home
    context = browser.new_context(base_url=address, viewport=PHONE, locale="id-ID")  # type: ignore[arg-type]
    page, parts = context.new_page(), list[bytes]()

    def thin(route: Route) -> None:
        """Every second part never arrives."""
        if route.request.method != "POST" or route.request.url.endswith("/selesai/"):
            route.continue_()
            return
        parts.append(route.request.post_data_buffer or b"")
        if len(parts) % 2:
            route.abort("connectionfailed")
        else:
            route.continue_()

    page.goto("/klaim/daring/")
    picture(page, "klaim-masuk-daring")
    page.get_by_label("Nomor rujukan").fill(told["death"])
    page.get_by_label("Kode sekali pakai").fill(told["code"])
    page.get_by_role("button", name="Buka klaim").click()
    expect(page.get_by_text("Kode Anda berikutnya")).to_be_visible()
    picture(page, "klaim-masuk-ahli-waris")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.route("**/unggah/*/", thin)
    # The phone says at once that its network is back; else the page waits some seconds by itself.
    page.evaluate("setInterval(() => dispatchEvent(new Event('online')), 300)")
    scan = tmp_path / "akun.jpg"
    scan.write_bytes(photo(3, (1200, 900)))
    assert scan.stat().st_size < 600 * 1024  # the browser leaves it as it is
    send(page, "Rekening atas nama ahli waris", str(scan))
    item = page.get_by_role("listitem").filter(has_text="Rekening atas nama ahli waris")
    expect(item.get_by_text("Belum diperiksa")).to_be_visible()
    assert len(parts) >= 4
    assert max(map(len, parts)) < scan.stat().st_size
    context.close()


def test_an_heir_files_and_sends_without_script(
    browser: Browser, claims_home: Home, tmp_path: Path
) -> None:
    address, told = claims_home
    context = browser.new_context(base_url=address, viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/akun/masuk/")
    page.get_by_role("link", name="Klaim saya").first.click()
    page.get_by_role("link", name="Ajukan klaim").click()
    page.get_by_label("Kejadian", exact=True).select_option("DEATH")
    for label, value in (
        ("Tanggal kejadian", "2024-12-11"),
        ("Nomor kartu peserta", told["online"]["card"]),
        ("Tanggal lahir peserta", told["online"]["born"]),
        ("Nama Anda", "Yanti Contoh"),
        ("Tanggal lahir Anda", "1990-09-09"),
        ("HP Anda", "081255556666"),
    ):
        page.get_by_label(label).fill(value)
    page.get_by_label("Anda adalah").select_option("SPOUSE")
    page.get_by_role("button", name="Kirim pengajuan").click()
    number, code = page.locator(".code").all_inner_texts()
    page.get_by_role("link", name="Lanjut mengirim berkas").click()
    page.get_by_label("Nomor rujukan").fill(number)
    page.get_by_label("Kode sekali pakai").fill(code)
    page.get_by_role("button", name="Buka klaim").click()
    send(page, "Akta kematian", a_file(tmp_path))
    expect(page.get_by_text("Berkas diterima").first).to_be_visible()
    page.get_by_role("button", name="Tutup klaim").click()
    page.get_by_label("Nomor rujukan").fill(number)
    page.get_by_label("Kode sekali pakai").fill(code)
    page.get_by_role("button", name="Buka klaim").click()
    expect(page.get_by_text("tidak cocok")).to_be_visible()
    context.close()
