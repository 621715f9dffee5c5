"""A monev by its pages: planned, prepared, held on the screen, its papers taken along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Picture, Served, SignIn
from tests.browser.session_desk import fill_in, plan

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.monitoring.session_scene import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: five provinces with their figures, and the office that hosts."""
    with served(tmp_path_factory.mktemp("sesi"), (SEED,)) as address:
        yield address


def test_a_session_is_planned_prepared_and_held_on_the_screen(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Asisten Deputi Kepesertaan Wilayah")
    plan(page, as_of="2024-11-30")
    picture(page, "sesi-monev-baru")
    page.get_by_role("button", name="Rencanakan dan siapkan").click()
    expect(page.get_by_text("Sesi sudah direncanakan")).to_be_visible()
    expect(page.locator("#klaim").locator("xpath=..")).to_contain_text("2.939.000.000.000")
    picture(page, "sesi-monev")

    page.get_by_role("link", name="Bengkulu", exact=True).first.click()
    expect(page.locator(".figure", has_text="Kekurangan")).to_contain_text("110.800")
    fill_in(page, "answer", text="Masuk Propemperda 2025.", said_by="Sekretaris Daerah")
    expect(page.get_by_text("Jawaban sudah dicatat.")).to_be_visible()
    fill_in(
        page, "finding", text="Belum ada anggaran iuran pegawai non-ASN.", topic="BUDGET",
        severity="URGENT",
    )  # fmt: skip
    expect(page.get_by_text("Temuan sudah dicatat.")).to_be_visible()
    fill_in(page, "promise", text="Menganggarkan iuran pegawai non-ASN", due_on="2025-03-31")
    expect(page.get_by_text("Komitmen sudah dicatat.")).to_be_visible()
    picture(page, "sesi-monev-daerah")

    page.get_by_role("link", name="Monev Sumatera bagian selatan").first.click()
    page.get_by_role("link", name="Pertanyaan").last.click()
    picture(page, "sesi-monev-pertanyaan")
    page.get_by_role("link", name="Temuan dan komitmen").click()
    expect(page.locator("#temuan").locator("xpath=..")).to_contain_text("Belum ada anggaran")
    picture(page, "sesi-monev-temuan")
    page.locator(".tabs").get_by_role("link", name="Dokumen").click()
    picture(page, "sesi-monev-dokumen")
    for name, ending, begins in (
        ("Salindia (PPTX)", "pptx", b"PK"),
        ("Buku kerja (XLSX)", "xlsx", b"PK"),
        ("Buklet (PDF)", "pdf", b"%PDF"),
    ):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename.endswith(f"2024-11-30.{ending}")
        assert taken.value.path().read_bytes().startswith(begins)


def test_the_minutes_and_the_record_of_agreement_follow(sign_in: SignIn) -> None:
    page = sign_in("Asisten Deputi Kepesertaan Wilayah")
    page.goto("/monev/")
    page.get_by_role("link", name="Monev Sumatera bagian selatan").click()
    session = page.url
    page.goto(f"{session}?bagian=dokumen")
    page.get_by_role("link", name="Buka rapat dan notulen").click()
    fill_in(
        page, "minutes", minutes="Tiap provinsi dibedah.", decisions="Anggaran dipantau",
        chair="Maya Kusuma", secretary="Dimas Pratama",
    )  # fmt: skip
    expect(page.get_by_text("Notulen sudah disimpan.")).to_be_visible()
    page.goto(f"{session}?bagian=dokumen")
    page.get_by_role("button", name="Terbitkan berita acara").click()
    expect(page.get_by_text("sudah terbit")).to_be_visible()
    page.goto(f"{session}?bagian=dokumen")
    expect(page.get_by_role("link", name="Kesepakatan Monev Sumatera")).to_be_visible()
