"""The way of a list in a browser: the regency's, the branch's and the village's pages."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.covers_site import build; build()",)


def test_the_regency_sees_where_its_people_are_and_who_ends_soon(
    come_as: As, told: Told, picture: Picture
) -> None:
    page = come_as("disnaker")
    page.goto("/")
    expect(page.get_by_text("Masa iuran segera berakhir")).to_be_visible()
    page.goto("/daftar-penerima/corong/")
    expect(page.get_by_role("heading", name="Corong perlindungan")).to_be_visible()
    picture(page, "daftar-corong")
    page.goto(f"/daftar-penerima/{told['ending']}/perlindungan/")
    expect(page.get_by_role("row", name="Terdaftar").first).to_contain_text("228")
    picture(page, "daftar-perlindungan")
    page.goto(f"/daftar-penerima/{told['ending']}/penggantian/")
    expect(page.get_by_text("umur di bawah 65 tahun").first).to_be_visible()
    picture(page, "daftar-penggantian")
    page.goto(f"/daftar-penerima/{told['ending']}/kartu/")
    picture(page, "daftar-kartu")
    page.goto("/daftar-penerima/segera-berakhir/")
    expect(page.get_by_text("Desa Air Manjuto").first).to_be_visible()
    picture(page, "daftar-segera-berakhir")
    page.goto(f"/daftar-penerima/{told['ending']}/perpanjangan/")
    picture(page, "daftar-perpanjangan")


def test_the_branch_registers_what_was_decreed(come_as: As, told: Told, picture: Picture) -> None:
    page = come_as("cabang")
    page.goto(f"/daftar-penerima/{told['waiting']}/pendaftaran/")
    picture(page, "daftar-pendaftaran")
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_text("90 orang didaftarkan; 0 ditolak sistem")).to_be_visible()


def test_the_regent_decrees_and_the_village_hands_over_cards(
    come_as: As, told: Told, picture: Picture
) -> None:
    page = come_as("disnaker")
    page.goto(f"/daftar-penerima/{int(str(told['waiting'])) + 1}/penetapan/")
    picture(page, "daftar-penetapan")
    page.get_by_role("button", name="Susun konsep").click()
    head = come_as("bupati")
    head.goto(page.url)
    head.get_by_role("button", name="Tanda tangani").click()
    expect(head.get_by_text("penerimanya ditetapkan")).to_be_visible()
    village = come_as("desa")
    village.goto(f"/daftar-penerima/{told['ending']}/kartu/")
    village.get_by_role("checkbox").first.check()
    village.get_by_role("button", name="Tandai kartu diterima").click()
    expect(village.get_by_text("1 kartu ditandai diterima")).to_be_visible()
