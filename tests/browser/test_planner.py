"""A planner asks what his money can do, reads what it buys, compares, and makes a budget of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, Served, SignIn
from tests.sponsorship.planning_scene import funds_sheet, groups_sheet

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.sponsorship.planning_scene import seed; seed()
"""
#: Milliseconds that a busy machine may need for an answer; solving takes some seconds there.
PATIENCE = 90_000
PLANNER = "Perencana Bappeda"
YEARS = range(2025, 2028)


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: one province, its planner and its villages."""
    with served(tmp_path_factory.mktemp("perencana"), (SEED,)) as address:
        yield address


def ask(page: Page, name: str, months: str, folder: Path) -> None:
    """Fill the form of a scenario and have it solved."""
    page.goto("/perencana/")
    page.get_by_role("link", name="Skenario baru").click()
    page.get_by_label("Nama skenario").fill(name)
    page.get_by_label("Tahun pertama").fill(str(YEARS[0]))
    page.get_by_label("Banyak tahun").fill(str(len(YEARS)))
    for at in range(1, len(YEARS) + 1):
        page.get_by_label(f"APBD provinsi, tahun ke-{at} (rupiah)").fill("4.636.800.000")
        page.get_by_label(f"Dana bagi hasil sawit, tahun ke-{at} (rupiah)").fill("750.000.000")
        page.get_by_label(f"Target tahun ke-{at} (persen)").fill(f"{35 + 5 * at}")
    for box in page.locator("input[name^=universe_]").all():
        box.fill("60000")
    for box in page.locator("input[name^=active_]").all():
        box.fill("19000")
    page.get_by_label("Bulan, APBD provinsi").select_option(label=months)
    page.get_by_label("Lembar kelompok (CSV atau XLSX)").set_input_files(groups_sheet(folder))
    page.get_by_label("Lembar dana pemerintah lain").set_input_files(funds_sheet(folder, YEARS))


def test_money_months_and_goals_become_a_plan_a_comparison_and_a_budget(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in(PLANNER)
    ask(page, "Setahun penuh", "12 bulan", tmp_path)
    picture(page, "perencana-isian")
    page.get_by_role("button", name="Simpan dan hitung").click()
    expect(page.get_by_role("heading", name="Yang tidak tercapai")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Orang terlindungi")).to_be_visible()
    picture(page, "perencana-hasil")
    first = page.url

    ask(page, "Setengah tahun", "6 atau 12 bulan", tmp_path)
    page.get_by_role("button", name="Simpan dan hitung").click()
    expect(page.get_by_role("heading", name="Jadikan anggaran")).to_be_visible(timeout=PATIENCE)
    page.goto("/perencana/")
    picture(page, "perencana")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Bandingkan yang dipilih").click()
    expect(page.get_by_role("row", name="Cakupan akhir")).to_be_visible()
    picture(page, "perencana-banding")

    page.goto(first)
    page.get_by_role("link", name="Teks RKPD dan RKA").first.click()
    expect(page.get_by_text("melindungi")).to_be_visible()
    picture(page, "perencana-teks")
    page.goto(first)
    page.get_by_role("link", name="Baris anggaran").first.click()
    picture(page, "perencana-anggaran")
    page.get_by_role("button", name="Rencanakan semua baris").click()
    expect(page.get_by_text("baris anggaran direncanakan")).to_be_visible(timeout=PATIENCE)
    page.goto(first)
    page.get_by_role("button", name="Susun nota kebijakan").click()
    expect(page.get_by_role("heading", name="Nota kebijakan")).to_be_visible(timeout=PATIENCE)
    for sheet in page.locator("main img").all():
        sheet.scroll_into_view_if_needed()
        expect(sheet).to_have_js_property("complete", True)
