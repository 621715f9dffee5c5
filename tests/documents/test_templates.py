"""Every kind becomes a letter: within its pages, with its words, and never with anybody's code."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PageObject, PdfReader

from payung.documents.content import Desk, verification_address
from payung.documents.kinds import KINDS
from payung.documents.models import Letter
from payung.documents.queries import pdf
from payung.documents.signatories import Signatory
from payung.documents.typesetting import typeset
from payung.documents.wording import rupiah_in_words
from tests.documents import builders as build
from tests.documents.samples import LONG_NAME, SAMPLES, months, owed

pytestmark = pytest.mark.django_db

NUMBER = "B/123/122024/KC-PANGKALPINANG"
SIGNER = "Ratna Wijaya"
TITLE = "a.n. Kepala Kantor Cabang Pangkalpinang\nKepala Bidang Kepesertaan"
#: A4 in points, and the least margin that every letter keeps.
WIDTH, HEIGHT, MARGIN = 595, 842, 20
#: The most pages that the sample of a kind takes.
MOST_PAGES = 3


@pytest.fixture(autouse=True)
def _world() -> None:
    build.world()


def printed(kind: str, **changes: Any) -> tuple[bytes, Letter]:
    """A letter as if signed, in memory."""
    letter = build.draft(build.signer(kind), kind, **changes)
    return typeset(Desk().printable(letter, NUMBER, Signatory(SIGNER, TITLE))), letter


def words_of(content: bytes) -> str:
    """The text of all pages on one line, with plain blanks."""
    pages = pypdfium2.PdfDocument(content)
    texts = [pages[index].get_textpage().get_text_bounded() for index in range(len(pages))]
    pages.close()
    return " ".join(" ".join(texts).replace("\u00a0", " ").replace("\ufffe", "").split())


def plain(page: PageObject) -> str:
    """The text of one page on one line, with plain blanks."""
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


def assert_within_the_page(content: bytes) -> None:
    """Every letter of every page stands within the margins, none on another page's edge."""
    pages = pypdfium2.PdfDocument(content)
    for page in pages:
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert left >= MARGIN, text.get_text_bounded(left, bottom, right, top)
            assert right <= WIDTH - MARGIN, text.get_text_bounded(left, bottom, right, top)
            assert bottom >= MARGIN
            assert top <= HEIGHT - MARGIN
    pages.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_letter(kind: str) -> None:
    content, letter = printed(kind)
    assert_within_the_page(content)
    assert len(PdfReader(io.BytesIO(content)).pages) <= MOST_PAGES
    text = words_of(content)
    assert NUMBER in text
    assert "18 Desember 2024" in text or "(18-12-2024)" in text
    assert "None" not in text
    total = letter.data.get("total")
    if total:
        assert rupiah_in_words(total) in text
    for line in ("employer_name", "court", "matter", "meeting_title"):
        if line in letter.data:
            assert letter.data[line] in text


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("inspection_report", "Tanggapan pemberi kerja"),
        ("service_denial_request", "kami mohon kepada pemberi kerja"),
        ("substitution", "Berdasarkan:"),
        ("settlement_agreement", "Kesepakatan ini didasarkan pada:"),
        ("agreement", "Jangka Waktu"),
        ("warning_first", "Dengan ini kami memberikan peringatan pertama"),
        ("mandate", "Surat kuasa ini didasarkan pada:"),
    ],
)
def test_signatures_are_never_alone_on_a_page(kind: str, before: str) -> None:
    content, _ = printed(kind)
    [page] = [
        text for page in PdfReader(io.BytesIO(content)).pages if SIGNER in (text := plain(page))
    ][-1:]
    assert before in page[: page.index(SIGNER)]


def test_minutes_are_signed_by_chair_and_secretary_and_by_another_below_them() -> None:
    assert words_of(printed("minutes")[0]).count(SIGNER) == 2  # told as the chair, and signing
    minutes = {**SAMPLES["minutes"], "chair": "Sinta Rahayu"}
    text = words_of(printed("minutes", data=minutes)[0])
    assert text.index("Notulis Sinta Rahayu") < text.index("Mengesahkan a.n. Kepala Kantor Cabang")


@pytest.mark.parametrize("rows", [1, 60])
def test_a_long_list_goes_on_over_the_pages_with_its_head(rows: int) -> None:
    content, _ = printed("collection_letter", data={**SAMPLES["collection_letter"], **owed(rows)})
    assert_within_the_page(content)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == (1 if rows == 1 else 3)
    heads = sum("Bulan iuran" in page.extract_text() for page in reader.pages)
    assert heads == (1 if rows == 1 else 2)
    for month in months(rows):
        assert f"{month['principal']:,}".replace(",", ".") in words_of(content)


@pytest.mark.parametrize("kind", KINDS)
def test_long_names_and_words_without_blanks_stay_on_the_page(kind: str) -> None:
    data = dict(SAMPLES[kind])
    for field in ("employer_name", "met_name", "plaintiff", "title", "matter"):
        if field in data:
            data[field] = f"{LONG_NAME} {'X' * 150}"
    recipient = f"Pimpinan {LONG_NAME} {'Y' * 60}"
    content, _ = printed(kind, data=data, recipient_name=recipient)
    assert_within_the_page(content)


def test_what_people_write_is_printed_and_never_run() -> None:
    firm = 'PT #read("/etc/passwd") *tebal* $x$ "@] #panic("x") <b> \\ // _a_ `c` =k'
    data = {**SAMPLES["warning_first"], "employer_name": firm, "findings": ["#pagebreak()", "- a"]}
    content, _ = printed("warning_first", data=data, recipient_name='#include("x.typ")')
    text = words_of(content)
    assert firm in text
    assert "#pagebreak()" in text
    assert '#include("x.typ")' in text
    assert "root:" not in text


def test_the_same_letter_is_the_same_file() -> None:
    letter = build.draft(build.head())
    once, again = (
        typeset(Desk().printable(letter, NUMBER, Signatory(SIGNER, TITLE))) for _ in range(2)
    )
    assert once == again
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in PdfReader(io.BytesIO(once)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all(font.startswith(("Libertinus", "DejaVuSansMono")) for font in fonts), fonts


def test_the_code_on_the_page_leads_to_the_verification() -> None:
    content, letter = printed("warning_first")
    pages = pypdfium2.PdfDocument(content)
    picture = pages[0].render(scale=3).to_pil()
    pages.close()
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == verification_address(letter.verification_token)
    assert code.text in words_of(content)


def test_a_draft_is_marked_and_has_neither_number_nor_code() -> None:
    actor = build.head()
    letter = build.draft(actor)
    text = words_of(pdf(actor, letter.pk))
    assert "KONSEP" in text
    assert "verifikasi" not in text
    assert "diberikan saat ditandatangani" in text


def test_a_small_claim_cites_the_rules_of_small_claims_and_a_lawsuit_does_not() -> None:
    small, _ = printed("lawsuit_filing")
    large, _ = printed("lawsuit_filing", data=SAMPLES["lawsuit_filing"] | {"claim_kind": "LAWSUIT"})
    cited = "Peraturan Mahkamah Agung Nomor 2 Tahun 2015"
    assert cited in words_of(small)
    assert cited not in words_of(large)
