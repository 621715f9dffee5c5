"""Journey Sumatera bagian selatan: five provinces side by side, and what came of it.

September 2022: the regional office's territory is looked at by the national team. The published
figures are observations, the slip of the report is found, the session is prepared and held, its
papers are produced, opened by other libraries and looked at, and its promises are followed up.
"""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from payung.demo.year import today_is
from payung.documents.models import LetterStatus
from payung.documents.queries import pdf
from payung.monitoring.figure_check import check_text
from payung.monitoring.models import Observation
from payung.monitoring.operations import sessions as acts
from payung.monitoring.operations.observing import report_observation
from payung.monitoring.operations.session_issuing import issue_commitments
from payung.monitoring.operations.session_preparing import prepare_session
from payung.monitoring.queries import sessions as monev
from payung.monitoring.reports.booklet import booklet
from payung.monitoring.reports.content import content_of
from payung.monitoring.reports.slides import slides
from payung.monitoring.reports.workbook import workbook
from payung.partnerships.operations import adopt_minutes, record_minutes
from payung.reference.queries import territory_codes
from tests.monitoring import session_scene as scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

#: Rupiah and cases as the report gives them, its units repaired.
CLAIMS = {
    "16": (1_100_000_000_000, 75_000),
    "18": (772_000_000_000, 57_000),
    "17": (193_000_000_000, 15_000),
    "15": (634_000_000_000, 49_000),
    "19": (240_000_000_000, 19_000),
}
HEIRS = 415_000_000


def test_the_territory_of_the_regional_office_is_these_five_provinces() -> None:
    codes = {code[:2] for code in territory_codes(scene.OFFICE, scene.HELD_ON)}
    assert codes == set(scene.PROVINCES)


def test_the_reports_slip_is_caught() -> None:
    """Bengkulu's amount was printed as Lampung's, in a currency and unit of another country."""
    printed = (
        "Klaim Lampung Rs 772 crore untuk 57.000 kasus, Bengkulu Rs 772 crore untuk 15.000 kasus."
    )
    found = check_text(printed).findings
    assert {("UNIT", "Rp 772 miliar")} <= {(one.code.value, one.likely) for one in found}
    assert any(one.code == "COPIED" for one in found)
    outlier = next(one for one in found if one.code == "VALUE_PER_CASE")
    assert "51.466.667" in outlier.why_id


def test_a_monev_from_its_plan_to_the_next_one() -> None:
    with today_is(scene.HELD_ON):
        actor = scene.regional()
        scene.figures()
        report_observation(
            actor=scene.analyst(), code="SYMBOLIC_HANDOVER", region="16",
            period_from=scene.AS_OF, as_of=scene.AS_OF, value=HEIRS,
            source="Berita monitoring Sumatera bagian selatan, September 2022",
            confidence="medium",
        )  # fmt: skip
        session = scene.planned(actor)
        prepare_session(actor=actor, session_id=session.pk)
        _side_by_side(actor, session.pk)
        _held(actor, session)
        content = content_of(actor, session.pk, on=scene.HELD_ON)
        deck, book, paper = (make(content, "id") for make in (slides, workbook, booklet))
    _opened(deck, book, paper)
    with today_is(date(2023, 9, 20)):
        later = scene.planned(
            actor, name="Monev Sumatera bagian selatan 2023", as_of=date(2023, 9, 20),
            period_from=date(2022, 9, 1), period_to=date(2023, 8, 31),
            held_on=date(2023, 9, 20), series="Monev Sumatera bagian selatan",
        )  # fmt: skip
        prepare_session(actor=actor, session_id=later.pk)
        earlier = monev.promises(actor, later, date(2023, 9, 20))
        assert [one.row.days_late for one in earlier if one.is_earlier] == [263] * 5
        asked = [row.question.rule for row in monev.questions(later)]
        assert asked.count("COMMITMENTS_LATE") == 5


def _side_by_side(actor, session_id: int) -> None:
    """The published claims and the nation's coverage, each an observation with its source."""
    pack = monev.pack(actor, session_id)
    for code, (amount, cases) in CLAIMS.items():
        page = pack.government(code)
        assert page is not None
        paid, counted = page.figures["CLAIMS_PAID", ""], page.figures["CLAIMS_CASES", ""]
        assert (paid.value, counted.value) == (amount, cases)
        assert (paid.period_from, paid.as_of) == (date(2021, 8, 1), date(2022, 8, 31))
        assert 12_600_000 <= amount // cases <= 14_700_000
        assert Observation.objects.get(pk=paid.pk).source
    assert pack.total("CLAIMS_PAID") == 2_939_000_000_000
    assert pack.total("CLAIMS_CASES") == 215_000
    handed = pack.government("16").figures["SYMBOLIC_HANDOVER", ""]  # type: ignore[union-attr]
    assert handed.value == HEIRS  # beside the claims, in no sum of them
    assert pack.nation_coverage is not None
    assert (pack.nation_coverage.value, pack.nation_coverage.denominator_kind) == (
        3100,
        "LABOUR_FORCE",
    )


def _held(actor, session) -> None:
    """Findings and promises for each province; minutes adopted, the record of agreement signed."""
    own = {"actor": actor, "session_id": session.pk}
    for code in scene.PROVINCES:
        acts.promise(
            region=code, text="Menganggarkan iuran pegawai non-ASN dan aparatur desa",
            due_on=date(2022, 12, 31), **own,
        )  # fmt: skip
    budget = monev.pack(actor, session.pk).government("17").figures["BUDGET_PLANNED", ""]
    acts.record_finding(
        region="17", topic="BUDGET", severity="URGENT", figure=budget.pk,
        text="Belum ada anggaran iuran untuk pegawai non-ASN.", **own,
    )  # fmt: skip
    record_minutes(
        actor=actor, meeting_id=session.meeting_id, minutes="Tiap provinsi dibedah satu per satu.",
        decisions=["Anggaran non-ASN dipantau tiap semester"], chair="Sinta Rahayu",
        secretary="Dimas Pratama",
    )  # fmt: skip
    letter = issue_commitments(**own)
    adopt_minutes(actor=actor, meeting_id=session.meeting_id)
    assert letter.status == LetterStatus.SIGNED
    assert len(letter.data["commitments"]) == 5
    _drawn(pdf(actor, letter.pk))


def _opened(deck: bytes, book: bytes, paper: bytes) -> None:
    """Each file by a library that did not write it, and the PDF as pictures."""
    slides_ = list(Presentation(io.BytesIO(deck)).slides)
    assert len(slides_) == 11
    assert sum(shape.has_chart for slide in slides_ for shape in slide.shapes) >= 8
    claims = load_workbook(io.BytesIO(book), data_only=True)["Klaim"]
    assert claims["C10"].value == 2_939_000_000_000
    assert HEIRS in [claims.cell(row, 5).value for row in range(5, 10)]
    pictures = _drawn(paper)
    assert len(pictures) == 8  # cover, nation, five provinces, what was agreed


def _drawn(content: bytes) -> list[Image.Image]:
    """Every page as a picture; none is blank."""
    document = pypdfium2.PdfDocument(content)
    pictures = [
        document[page].render(scale=0.5).to_pil().convert("L") for page in range(len(document))
    ]
    document.close()
    for picture in pictures:
        dark = sum(picture.histogram()[:128])
        assert dark > picture.width * picture.height // 1_000
    return pictures
