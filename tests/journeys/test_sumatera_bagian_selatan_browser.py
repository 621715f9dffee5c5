"""Journey Sumatera bagian selatan by the interface: a monev of five provinces, from plan to record.

18 December 2024: the regional office plans the session, goes through Bengkulu's page with what
was answered, found and promised, writes the minutes, and takes the papers along.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from payung.demo.plan import AS_OF
from tests.browser.session_desk import fill_in, plan
from tests.journeys.conftest import Served, SignIn
from tests.journeys.desk import told

pytestmark = [pytest.mark.browser, pytest.mark.long]

HOST = "Asisten Deputi Kepesertaan Wilayah"
CLAIMS = 2_939_000_000_000


def test_five_provinces_side_by_side_and_what_they_promised(town: Served, sign_in: SignIn) -> None:
    town.open(AS_OF)
    page = sign_in(HOST)
    plan(page, as_of=AS_OF.isoformat(), held_on=AS_OF.isoformat())
    page.get_by_role("button", name="Rencanakan dan siapkan").click()
    told(page, "Sesi sudah direncanakan dan bahannya disiapkan.")
    session = page.url
    expect(page.locator("tfoot", has_text="215.000")).to_contain_text("2.939.000.000.000")

    page.locator("#daerah").locator("xpath=..").get_by_role("link", name="Bengkulu").click()
    fill_in(page, "answer", text="Dibahas dalam rancangan anggaran.", said_by="Sekretaris Daerah")
    told(page, "Jawaban sudah dicatat.")
    fill_in(page, "finding", text="Iuran non-ASN belum dianggarkan.", severity="URGENT")
    told(page, "Temuan sudah dicatat.")
    fill_in(page, "promise", text="Menganggarkan iuran pegawai non-ASN", due_on="2025-03-31")
    told(page, "Komitmen sudah dicatat.")

    page.goto(f"{session}?bagian=dokumen")
    page.get_by_role("link", name="Buka rapat dan notulen").click()
    fill_in(
        page, "minutes", minutes="Tiap provinsi dibedah satu per satu.", chair="Maya Kusuma",
        decisions="Anggaran non-ASN dipantau tiap semester", secretary="Dimas Pratama",
    )  # fmt: skip
    told(page, "Notulen sudah disimpan.")
    page.goto(f"{session}?bagian=dokumen")
    page.get_by_role("button", name="Terbitkan berita acara").click()
    told(page, "sudah terbit")

    page.goto(f"{session}?bagian=dokumen")
    deck = Presentation(io.BytesIO(taken(page, "Salindia (PPTX)").read_bytes()))
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    book = load_workbook(taken(page, "Buku kerja (XLSX)"), data_only=True)
    assert CLAIMS in [row[2] for row in book["Klaim"].iter_rows(min_row=5, values_only=True)]
    paper = pypdfium2.PdfDocument(taken(page, "Buklet (PDF)").read_bytes())
    words = " ".join(paper[index].get_textpage().get_text_bounded() for index in range(len(paper)))
    paper.close()
    assert "Iuran non-ASN belum dianggarkan." in " ".join(words.split())


def taken(page: Page, name: str) -> Path:
    """A paper of the session, as the browser keeps it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    kept = Path(download.value.path())
    return kept.rename(kept.with_suffix(Path(download.value.suggested_filename).suffix))
