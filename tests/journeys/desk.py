"""What people do at their pages, for the journeys in a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect


def act(page: Page, address: str, name: str, **fields: str) -> None:
    """Open a case or mandate, choose an act, fill its form in and send it."""
    page.goto(address)
    page.get_by_role("link", name=name, exact=True).first.click()
    for field, value in fields.items():
        control = page.locator(f"[name={field}]:not([type=hidden])").first
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    page.locator("form.form button.button").last.click()


def told(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def show_compliance(page: Page, case: str) -> None:
    """The officer records that the debt is paid, and closes the case."""
    page.goto(f"/perkara/{case}/")
    page.get_by_role("link", name="Catat pemenuhan", exact=True).first.click()
    page.get_by_label("Tunggakan dibayar lunas").check()
    page.locator("[name=reason]").fill("Lunas menurut buku iuran")
    page.get_by_role("button", name="Catat pemenuhan").click()
    act(page, f"/perkara/{case}/", "Tutup perkara")
    told(page, "Ditutup")


def grant_by_page(
    sign_in: Callable[[str], Page], mandate: str, posts: tuple[str, str, str], named: str
) -> None:
    """From the telaahan to the attorneys' power: attorney, district head, head of branch."""
    attorney, district, head = posts
    act(
        sign_in(attorney), mandate, "Catat telaahan", facts="Menunggak berbulan-bulan.",
        issue="Apakah dapat ditagih?", analysis="Dua teguran sudah lewat.",
        recommendation="ACCEPT", conclusion="Dapat diterima.",
    )  # fmt: skip
    act(sign_in(district), mandate, "Setujui telaahan")
    act(sign_in(head), mandate, "Beri SKK", valid_until="2025-12-17")
    page = sign_in(district)
    page.goto(mandate)
    page.get_by_role("link", name="Substitusikan kepada jaksa", exact=True).click()
    page.get_by_label(named).check()
    page.get_by_role("button", name="Substitusikan kepada jaksa").click()
    told(page, "Dikuasakan")


def agree_at_once(page: Page, mandate: str, due_on: date) -> None:
    """The employer comes, and agrees to pay all by one day."""
    act(
        page, mandate, "Catat negosiasi", place="Ruang Datun", met_name="Yuliana Contoh",
        met_title="Direktur", attendees="Yuliana Contoh; Direktur; Pemberi kerja",
        points="Utang diakui.", results="Sanggup melunasi.",
    )  # fmt: skip
    page.get_by_role("link", name="Catat kesepakatan", exact=True).first.click()
    for field, value in (("place", "Ruang Datun"), ("met_name", "Yuliana"), ("met_title", "Dir.")):
        page.locator(f"[name={field}]").fill(value)
    page.get_by_label("Banyaknya angsuran").fill("1")
    page.get_by_label("Jatuh tempo pertama").fill(due_on.isoformat())
    page.get_by_role("button", name="Bagi rata").click()
    told(page, "tepat.")
    page.get_by_role("button", name="Catat kesepakatan").click()
    told(page, "Sepakat membayar")
