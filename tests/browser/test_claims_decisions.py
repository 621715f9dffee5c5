"""Deciding in a browser: the law's answer, two pairs of eyes, an objection heard by another."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.claims_decisions_site import build; build()",)


def test_a_family_is_decided_by_one_and_approved_by_another(
    come_as: As, told: Told, picture: Picture
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
    come_as: As, told: Told, picture: Picture
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
    come_as: As, told: Told, picture: Picture
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
