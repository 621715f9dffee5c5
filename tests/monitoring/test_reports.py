"""The papers of a session: opened by another library, with the figures that were prepared."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pypdf import PdfReader

from payung.demo.year import today_is
from payung.monitoring.operations import sessions as acts
from payung.monitoring.reports.booklet import booklet
from payung.monitoring.reports.content import Content, content_of
from payung.monitoring.reports.press import press_note
from payung.monitoring.reports.slides import slides
from payung.monitoring.reports.workbook import workbook
from tests.monitoring import session_scene as scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

ROWS_BEFORE = 5  # title, meaning, an empty line, headings; rows count from 1


@pytest.fixture
def content() -> Iterator[Content]:
    """A session in which something was found and promised."""
    with today_is(scene.HELD_ON):
        actor = scene.regional()
        session = scene.prepared(actor)
        acts.record_finding(
            actor=actor, session_id=session.pk, region="17", topic="BUDGET", severity="URGENT",
            text="Iuran pegawai non-ASN belum dianggarkan.",
        )  # fmt: skip
        acts.promise(
            actor=actor, session_id=session.pk, region="17", due_on=date(2022, 12, 31),
            text="Menganggarkan iuran pegawai non-ASN",
        )  # fmt: skip
        yield content_of(actor, session.pk, on=scene.HELD_ON)


def charts(deck: Presentation) -> dict[str, object]:
    return {
        shape.chart.chart_title.text_frame.text: shape.chart
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def test_the_slides_have_native_charts_with_the_prepared_figures(content: Content) -> None:
    deck = Presentation(io.BytesIO(slides(content, "id")))
    assert len(deck.slides) == 11  # a cover and ten
    assert (deck.slide_width, deck.slide_height) == (12_191_695, 6_858_000)  # 16:9
    found = charts(deck)
    coverage = found["Cakupan dan target"].plots[0]
    assert next(iter(coverage.categories)) == "Kepulauan Bangka Belitung"
    assert [Decimal(str(one)) for one in coverage.series[0].values] == [
        Decimal("39.25"), Decimal("38.18"), Decimal("32.57"), Decimal("24.69"), Decimal("24.17"),
    ]  # fmt: skip
    claims = found["Klaim dibayar (miliar rupiah)"].plots[0]
    assert sum(int(one) for one in claims.series[0].values) == 2_939_000_000_000
    steps = found["Dari peserta aktif ke target (orang)"]
    assert steps.chart_type == KIND.COLUMN_STACKED
    base, part, gap, whole = (series.values for series in steps.plots[0].series)
    assert base[4] == sum(one for one in part if one)
    assert base[4] + gap[4] == whole[5]
    past = found["Perjalanan cakupan; arti yang berganti diputus"]
    assert past.chart_type == KIND.LINE_MARKERS
    assert 'dispBlanksAs val="gap"' in past._chartSpace.xml


def test_every_slide_tells_its_definitions_and_sources(content: Content) -> None:
    deck = Presentation(io.BytesIO(slides(content, "id")))
    for number, slide in enumerate(list(deck.slides)[1:10], start=1):
        words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "Sumber:" in words, number
        assert "v1" in words, number
        assert "Angka nomor" in slide.notes_slide.notes_text_frame.text, number
    english = Presentation(io.BytesIO(slides(content, "en")))
    assert len(english.slides) == 11


def test_a_break_of_meaning_is_a_new_line_and_nothing_is_drawn_between(content: Content) -> None:
    from dataclasses import replace

    from payung.monitoring.reports.slides import _past

    pack = content.pack
    first = pack.governments[0]
    other = replace(first.past[0], code="UCJ_PUBLISHED", definition_id=-1)
    broken = replace(first, past=(other, *first.past[1:]))
    told = _past(replace(content, pack=replace(pack, governments=(broken, *pack.governments[1:]))))
    assert told is not None
    before, after = told[1][:2]
    assert before.values[0] is not None
    assert before.values[1] is None
    assert after.values[0] is None
    assert after.values[1] is not None


def test_the_workbook_computes_and_its_values_are_right(content: Content) -> None:
    file = workbook(content, "id")
    formulas, values = (load_workbook(io.BytesIO(file), data_only=only) for only in (False, True))
    assert formulas.sheetnames == [
        "Ringkasan", "Klasemen", "Per daerah", "Segmen", "Klaim", "Anggaran", "Komitmen", "Sumber",
    ]  # fmt: skip
    live, now = formulas["Ringkasan"], values["Ringkasan"]
    for place, code in enumerate(scene.PROVINCES):
        *parts, workers, _staff, _enrolled = scene.MEMBERS[code]
        row = ROWS_BEFORE + place
        assert live.cell(row, 4).value == f"=ROUND(B{row}/C{row},4)"
        assert live.cell(row, 6).value == f"=ROUND(E{row}*C{row},0)-B{row}"
        share = (sum(parts) * 20_000 + workers) // (2 * workers)
        assert round(now.cell(row, 4).value * 10_000) == share
        assert now.cell(row, 8).value == "ACTIVE_COVERAGE v1"
        assert now.cell(row, 10).value == "Laporan kantor wilayah"
    claims, paid = formulas["Klaim"], values["Klaim"]
    assert claims["C10"].value == "=SUM(C5:C9)"
    assert sum(paid.cell(row, 3).value for row in range(5, 10)) == paid["C10"].value
    assert (paid["B10"].value, paid["C10"].value) == (215_000, 2_939_000_000_000)
    assert paid["D10"].value == (2 * 2_939_000_000_000 + 215_000) // (2 * 215_000)
    ranks = values["Klasemen"]
    assert [ranks.cell(row, 4).value for row in range(5, 10)] == [1, 2, 3, 4, 5]
    assert formulas["Klasemen"]["D5"].value == "=RANK(C5,$C$5:$C$9)"
    segments = values["Segmen"]
    assert segments["F5"].value == sum(scene.MEMBERS["16"][:4])
    sources = {row[0] for row in values["Sumber"].iter_rows(min_row=5, values_only=True)}
    assert sources == {one.pk for one in content.pack.figures}


def test_the_booklet_has_a_page_for_each_government_and_nothing_is_blank(content: Content) -> None:
    file = booklet(content, "id")
    assert booklet(content, "id") == file
    pages = PdfReader(io.BytesIO(file)).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    for name in ("Sumatera Selatan", "Jambi", "Bengkulu", "Lampung", "Kepulauan Bangka Belitung"):
        assert any(text.startswith(name) for text in texts), name
    assert "Rp 2.939.000.000.000" in " ".join(texts).replace("\u00a0", " ")
    assert "Iuran pegawai non-ASN belum dianggarkan." in texts[-1]
    drawn = pypdfium2.PdfDocument(file)
    for index in range(len(drawn)):
        low, high = drawn[index].render(scale=0.4).to_pil().convert("L").getextrema()
        assert (low < 100, high > 200) == (True, True), index
    drawn.close()


def test_the_press_note_says_each_figure_with_its_day_and_meaning(content: Content) -> None:
    told = press_note(content, "id").replace("\u00a0", " ")
    assert "Rp 2.939.000.000.000 untuk 215.000 kasus" in told
    assert "31,00 % (Cakupan angkatan kerja)" in told
    assert "ACTIVE_COVERAGE v1" in told
