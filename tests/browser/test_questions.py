"""The saved questions in a browser: the list, answers with links, the reason for none."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Picture, SignIn

pytestmark = pytest.mark.browser


def test_a_head_of_branch_asks_who_did_nothing_after_sp2(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/pertanyaan/")
    expect(page.locator(".question")).to_have_count(10)
    picture(page, "pertanyaan")
    page.get_by_role("link", name="Pemberi kerja mana yang sudah lewat batas SP2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("SP2")
    expect(page.locator("tfoot")).to_contain_text("Rp")
    picture(page, "pertanyaan-sp2")
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/perkara/" in page.url


def test_region_and_day_are_carried_along(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.goto("/pertanyaan/5/")
    picture(page, "pertanyaan-skk")
    page.get_by_label("Keadaan per").fill("2024-11-30")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("caption")).to_contain_text("30 November 2024")
    page.get_by_role("link", name="Berapa yang pulih").click()
    expect(page.locator("caption")).to_contain_text("30 November 2024")
    picture(page, "pertanyaan-pulih")


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "peraturan"), (7, "kekurangan"), (8, "dinyatakan"), (10, "inpres")],
)
def test_an_analyst_sees_whole_provinces(
    sign_in: SignIn, picture: Picture, number: int, name: str
) -> None:
    page = sign_in("Analis monev")
    page.goto(f"/pertanyaan/{number}/?wilayah=19")
    expect(page.locator("tbody tr").first).to_be_visible()
    picture(page, f"pertanyaan-{name}")


def test_who_may_not_see_an_answer_sees_why(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Analis monev")
    page.goto("/pertanyaan/3/")
    expect(page.get_by_role("heading", name="Jawabannya tidak dibuka")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Melihat daftar penerima iuran")
    picture(page, "pertanyaan-tidak-dibuka")
