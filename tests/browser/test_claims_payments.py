"""Paying in a browser: one prepares, another releases, the bank answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, served, visiting

BUILD = ("from tests.browser.claims_payments_site import build; build()",)
As = Callable[[str], Page]


@pytest.fixture(scope="module")
def payments_home(
    chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with benefits to pay, and its data folder."""
    home = tmp_path_factory.mktemp("claims-payments")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def told(payments_home: tuple[str, Path]) -> dict[str, object]:
    found: dict[str, object] = json.loads((payments_home[1] / "payments.json").read_text())
    return found


@pytest.fixture
def come_as(
    browser: Browser, payments_home: tuple[str, Path], told: dict[str, object]
) -> Iterator[As]:
    """A page of a reader: ``come_as("keuangan")``."""
    address = payments_home[0]
    open_ones: list[object] = []

    def come(name: str) -> Page:
        visitor = visiting(browser, address)
        context: BrowserContext = visitor.__enter__()
        open_ones.append(visitor)
        key = told["sessions"][name]  # type: ignore[index]
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        return context.new_page()

    yield come
    for visitor in open_ones:
        visitor.__exit__(None, None, None)  # type: ignore[attr-defined]


def test_one_prepares_another_releases_and_the_bank_answers(
    come_as: As, told: dict[str, object], picture: Picture, tmp_path: Path
) -> None:
    desk, chief = come_as("keuangan"), come_as("kepala")
    desk.goto("/pembayaran-manfaat/")
    expect(desk.get_by_text("Rekening terbaru belum diperiksa orang lain")).to_be_visible()
    picture(desk, "pembayaran-manfaat")
    desk.get_by_role("button", name="Siapkan").click()
    expect(desk.get_by_text("yang melepas harus orang lain")).to_be_visible()
    address = desk.url
    chief.goto(address)
    picture(chief, "pembayaran-manfaat-lepas")
    chief.get_by_role("button", name="Lepas perintah").click()
    expect(chief.get_by_text("dilepas. Unduh berkasnya")).to_be_visible()
    with chief.expect_download() as download:
        chief.get_by_role("link", name="pain.001").click()
    assert download.value.suggested_filename.startswith("PB-24-")
    desk.goto(address)
    with desk.expect_download() as sheet:
        desk.get_by_role("link", name="Unduh lembar jawaban CSV").click()
    answered = tmp_path / "jawaban.csv"
    rows = Path(sheet.value.path()).read_text(encoding="utf-8")
    answered.write_text(rows.replace(";;;", ";DIBAYAR;18-12-2024;"), encoding="utf-8")
    desk.get_by_label("Berkas jawaban bank").set_input_files(answered)
    desk.get_by_role("button", name="Catat jawaban").click()
    expect(desk.get_by_text("0 dikembalikan")).to_be_visible()


def test_what_came_back_stands_out_and_a_claim_tells_its_payments(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    desk = come_as("keuangan")
    desk.goto(f"/pembayaran-manfaat/{told['done']}/")
    expect(desk.get_by_text("AC04 Rekening ditutup").first).to_be_visible()
    picture(desk, "pembayaran-manfaat-jawaban")
    officer = come_as("petugas")
    officer.goto(f"/klaim/{told['claim']}/pembayaran/")
    expect(officer.get_by_text("Dikembalikan bank").first).to_be_visible()
    picture(officer, "klaim-pembayaran")


def test_an_employers_share_is_proven(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    desk = come_as("keuangan")
    desk.goto("/bagian-pemberi-kerja/")
    expect(desk.get_by_text("Bambang Contoh")).to_be_visible()
    picture(desk, "bagian-pemberi-kerja")
    desk.goto(f"/bagian-pemberi-kerja/{told['share']}/")
    desk.get_by_label("Nomor bukti").fill("TRX-2024-118")
    desk.get_by_role("button", name="Catat").click()
    expect(desk.get_by_text("Bukti pembayaran pemberi kerja dicatat.")).to_be_visible()
