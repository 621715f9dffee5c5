"""Whoever comes with a keyboard, without JavaScript, or in English, reaches everything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from payung.demo.plan import SMALL
from tests.browser.conftest import PUBLISHED_COVERAGE, Picture, SignIn

pytestmark = pytest.mark.browser


def test_the_sign_in_page_offers_every_post_of_the_demo(
    context: BrowserContext, picture: Picture
) -> None:
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="Masuk ke Payung")).to_be_visible()
    expect(page.locator(".roles button")).to_have_count(47)
    picture(page, "masuk")


def test_the_keyboard_alone_leads_to_the_content(sign_in: SignIn) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/tunggakan/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate(outline) != "none"


def test_the_list_of_employers_answers_while_one_types(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Petugas Pemeriksa")
    page.get_by_role("link", name="Pemberi kerja", exact=True).click()
    rows = page.locator("#daftar tbody tr")
    everybody = rows.count()
    picture(page, "daftar-pemberi-kerja")
    page.get_by_label("Nama atau NPP").press_sequentially("koperasi")
    expect(page).to_have_url(re.compile("cari=koperasi"))
    expect(rows).not_to_have_count(everybody)
    for name in rows.locator("th").all_inner_texts():
        assert "Koperasi" in name


def test_without_javascript_search_and_order_still_work(browser: Browser, site: str) -> None:
    visitor = browser.new_context(base_url=site, java_script_enabled=False)
    page = visitor.new_page()
    page.goto("/akun/masuk/?next=/pemberi-kerja/")
    page.get_by_role("button", name="Kepala Kantor Cabang").first.click()
    page.get_by_label("Nama atau NPP").fill("koperasi")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("#daftar tbody tr")).not_to_have_count(0)
    page.get_by_role("link", name="Pekerja").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Pekerja")
    visitor.close()


def test_english_is_one_press_away_and_stays(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Analis Monev Pusat")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/wilayah/19/")
    english = f"{SMALL.active_members:,} active participants of {SMALL.universe:,} workers"
    expect(page.get_by_text(english)).to_be_visible()
    picture(page, "region-english")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_text(PUBLISHED_COVERAGE)).to_be_visible()


def test_a_full_nik_is_opened_with_a_reason(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Petugas Pemeriksa")
    page.goto("/pemberi-kerja/?urut=-workers")
    page.locator("#daftar tbody a").first.click()
    page.locator(".tabs").get_by_role("link", name="Pekerja").click()
    masked = page.locator("td[data-name=NIK]").first
    last_four = masked.inner_text().split()[0][-4:]
    masked.get_by_role("link").click()
    picture(page, "buka-nik")
    page.get_by_label("Alasan").fill("Mencocokkan data klaim nomor 12/2024")
    page.get_by_role("button", name="Buka dan catat").click()
    shown = page.locator("dd.strong")
    assert shown.inner_text().endswith(last_four)
    assert len(shown.inner_text()) == 16
    assert shown.inner_text() not in page.url
