"""A team compares 514 regencies, changes a weight, reads a card, and locks what it agreed on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.monitoring.league_scene import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own with the figures of all regencies."""
    with served(tmp_path_factory.mktemp("liga"), (SEED,)) as address:
        yield address


def test_a_league_is_read_changed_and_locked_by_two_people(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Analis Monev")
    page.goto("/kartu-nilai/")
    picture(page, "kartu-nilai-edisi")
    province = page.get_by_role("row", name="Sumatera Selatan").filter(has_text="Rancangan")
    province.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Peringkat pemerintah daerah")).to_be_visible()
    picture(page, "kartu-nilai-liga")

    page.locator("#daftar th a").first.click()
    expect(page.get_by_role("heading", name="Yang paling menaikkan nilai")).to_be_visible()
    picture(page, "kartu-nilai-pemerintah")

    page.get_by_role("link", name="Kepekaan").click()
    expect(page.get_by_text("Rentang peringkat bila bobot berubah sampai 20 %")).to_be_visible()
    picture(page, "kartu-nilai-kepekaan")

    page.get_by_role("link", name="Ubah bobot").click()
    page.get_by_label("Bobot (poin)").first.fill("5")
    page.get_by_label("Bobot (poin)").first.blur()
    expect(page.get_by_text("Jumlah bobot 80 poin, bonus 3 poin.")).to_be_visible()
    page.get_by_label("Alasan perubahan").fill("Kesepakatan rapat panitia")
    picture(page, "kartu-nilai-bobot")
    page.get_by_role("button", name="Simpan kriteria").click()
    expect(page.get_by_text("Kriteria dan bobot disimpan.")).to_be_visible()
    expect(page.get_by_role("button", name="Kunci edisi")).to_have_count(0)
    address = page.url

    page.get_by_role("button", name="Keluar").click()
    chief = sign_in("Ketua Tim Monev")
    chief.goto(address)
    chief.get_by_role("button", name="Kunci edisi").click()
    expect(chief.get_by_text("Edisi dikunci.")).to_be_visible()
    expect(chief.get_by_role("link", name="Ubah bobot")).to_have_count(0)

    chief.goto("/kartu-nilai/")
    nation = chief.get_by_role("row", name="semua pemerintah kabupaten").filter(
        has_text="Rancangan"
    )
    nation.get_by_role("link").click()
    expect(chief.get_by_text("dari 514 pemerintah")).to_be_visible()
    picture(chief, "kartu-nilai-nasional")
    chief.get_by_role("link", name="Kepekaan").click()
    expect(chief.get_by_text("tepat, kecuali yang bertanda paling lebar")).to_be_visible()
