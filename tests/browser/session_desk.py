"""What who holds a monev does at its pages."""

from __future__ import annotations

from playwright.sync_api import Page

GUESTS = "Bagas Nugroho; Asisten; Pemerintah Provinsi Bengkulu"


def plan(page: Page, as_of: str, held_on: str = "2024-12-18") -> None:
    """Fill the form of a new session in and send it."""
    page.goto("/monev/baru/")
    page.get_by_label("Nama sesi").fill("Monev Sumatera bagian selatan")
    for name in ("Sumatera Selatan", "Jambi", "Bengkulu", "Lampung", "Kepulauan Bangka Belitung"):
        page.get_by_label(name, exact=False).first.check()
    page.get_by_label("Periode dari").fill("2024-01-01")
    page.get_by_label("Angka per tanggal").fill(as_of)
    page.get_by_label("Periode sampai").fill(as_of)
    page.get_by_label("Hari sesi").fill(held_on)
    page.get_by_label("Tempat").fill("Palembang")
    page.get_by_label("Yang hadir").fill(GUESTS)


def fill_in(page: Page, act: str, **fields: str) -> None:
    """Open one of the acts at the side, fill it in and send it."""
    box = page.locator("details", has=page.locator(f"input[name=act][value={act}]")).first
    box.locator("summary").click()
    for name, value in fields.items():
        control = box.locator(f"[name={name}]")
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    box.locator("button").click()
