"""Mandates in the browser: the attorney's day, one mandate to its plan, the region's recap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.compliance.mandates.scene import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: one branch, its prosecution offices and their mandates."""
    with served(tmp_path_factory.mktemp("kuasa"), (SEED,)) as address:
        yield address


def test_the_attorney_begins_with_his_own_and_agrees_on_instalments(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Jaksa Pengacara Negara")
    page.goto("/kuasa/ruang/")
    expect(page.get_by_role("heading", name="Angsuran terlambat")).to_be_visible()
    picture(page, "kuasa-ruang")
    page.goto("/kuasa/?keadaan=NEGOTIATING")
    picture(page, "kuasa-daftar")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Catat kesepakatan").click()
    page.get_by_label("Nama wakil pemberi kerja").fill("Budi Santoso")
    page.get_by_label("Jabatan wakil pemberi kerja").fill("Direktur")
    page.get_by_label("Banyaknya angsuran").fill("3")
    page.get_by_label("Jatuh tempo pertama").fill("2025-01-15")
    page.get_by_role("button", name="Bagi rata").click()
    expect(page.get_by_text("tepat.")).to_be_visible()
    picture(page, "kuasa-angsuran")
    amount = page.get_by_label("Rupiah 1", exact=True)
    right = amount.input_value()
    amount.fill("1")
    expect(page.get_by_text("kurang Rp")).to_be_visible()
    amount.fill(right)
    expect(page.get_by_text("tepat.")).to_be_visible()
    page.get_by_role("button", name="Catat kesepakatan").click()
    expect(page.get_by_text("Tercatat: Kesepakatan.")).to_be_visible()
    expect(page.get_by_role("heading", name="Langkah berikutnya")).to_be_visible()
    picture(page, "kuasa")


def test_the_branch_asks_and_the_region_compares(sign_in: SignIn, picture: Picture) -> None:
    head = sign_in("Kepala Kantor Cabang")
    head.goto("/kuasa/mohon/")
    expect(head.get_by_text("SP2 belum terbit")).to_be_visible()
    picture(head, "kuasa-mohon")
    for box in head.locator("input[name=perkara]:enabled").all():
        box.check()
    head.get_by_role("button", name="Ajukan permohonan").click()
    expect(head.get_by_text("sudah diajukan")).to_be_visible()
    head.get_by_role("button", name="Keluar").click()
    regional = sign_in("Asisten Deputi Wilayah")
    regional.goto("/rekap-pemulihan/?menurut=prosecution")
    expect(regional.get_by_role("heading", name="Rekap pemulihan")).to_be_visible()
    picture(regional, "rekap-pemulihan")
    with regional.expect_download() as download:
        regional.get_by_role("link", name="Unduh XLSX").click()
    assert download.value.suggested_filename == "rekap-pemulihan-2024-12-18.xlsx"
