"""Deciding in a browser: the law's answer, two pairs of eyes, an objection heard by another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, served, visiting

BUILD = ("from tests.browser.claims_decisions_site import build; build()",)
As = Callable[[str], Page]


@pytest.fixture(scope="module")
def claims_home(
    chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with claims to decide, and its data folder."""
    home = tmp_path_factory.mktemp("claims-decisions")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def told(claims_home: tuple[str, Path]) -> dict[str, object]:
    found: dict[str, object] = json.loads((claims_home[1] / "claims.json").read_text())
    return found


@pytest.fixture
def come_as(
    browser: Browser, claims_home: tuple[str, Path], told: dict[str, object]
) -> Iterator[As]:
    """A page of a reader: ``come_as("petugas")``."""
    address = claims_home[0]
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


def test_a_family_is_decided_by_one_and_approved_by_another(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['family']}/keputusan/")
    expect(page.get_by_text("Klaim ini siap diputus.")).to_be_visible()
    picture(page, "klaim-keputusan-usulan")
    page.get_by_role("button", name="Putuskan").click()
    expect(page.get_by_text("menunggu persetujuan orang lain")).to_be_visible()

    head = come_as("kepala")
    head.goto("/persetujuan-klaim/")
    expect(head.get_by_role("link", name="Sahrul Effendi Contoh")).to_be_visible()
    picture(head, "klaim-persetujuan")
    head.get_by_role("link", name="Sahrul Effendi Contoh").click()
    expect(head.get_by_text("di atas batas kantor")).to_be_visible()
    picture(head, "klaim-keputusan-menunggu")
    head.get_by_role("button", name="Setujui").click()
    expect(head.get_by_text("Keputusan disetujui dan berlaku.")).to_be_visible()
    expect(head.get_by_role("link", name="Pembayaran Manfaat").first).to_be_visible()
    picture(head, "klaim-keputusan-berlaku")


def test_a_changed_account_stops_the_payment_until_the_head_looked(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    page = come_as("kepala")
    page.goto(f"/klaim/{told['changed']}/keputusan/")
    expect(page.get_by_text("Halimah Contoh: rekeningnya diganti")).to_be_visible()
    picture(page, "klaim-keputusan-berubah")
    page.get_by_label("Alasan").first.fill("Buku tabungan baru dilihat; nomor lama dihubungi.")
    page.get_by_role("button", name="Benarkan perubahan").click()
    expect(page.get_by_text("Perubahan dibenarkan")).to_be_visible()
    expect(page.get_by_text("rekeningnya diganti")).to_have_count(0)


def test_an_objection_is_answered_by_the_regional_office(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    page = come_as("wilayah")
    page.goto("/keberatan-klaim/")
    picture(page, "klaim-keberatan-daftar")
    page.get_by_role("link", name="Anwar Contoh").click()
    page.get_by_label("Diterima: klaim diputus kembali").check()
    page.get_by_label("Pertimbangan").fill("Surat rawat puskesmas benar; bukan kecelakaan kerja.")
    picture(page, "klaim-keberatan")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("Keberatan dijawab")).to_be_visible()


def test_an_offices_limit_is_confirmed_by_another(come_as: As, picture: Picture) -> None:
    head = come_as("kepala")
    head.goto("/persetujuan-klaim/batas/")
    head.get_by_label("Batas (rupiah)").fill("50000000")
    head.get_by_label("Alasan").fill("Sebagian besar klaim kantor ini santunan kematian.")
    head.get_by_role("button", name="Usulkan").click()
    expect(head.get_by_text("menunggu kantor wilayah")).to_be_visible()
    above = come_as("wilayah")
    above.goto("/persetujuan-klaim/batas/")
    picture(above, "klaim-batas")
    above.get_by_role("button", name="Benarkan").click()
    expect(above.get_by_text("Batas dibenarkan.")).to_be_visible()
