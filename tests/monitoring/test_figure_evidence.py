"""A reported figure carries what shows it: kept encrypted, opened by whoever sees the figure."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import Workbook
from PIL import Image

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator
from payung.access.refusals import AccessRefused
from payung.documents.models import Attachment
from payung.documents.refusals import AttachmentRefused
from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.models import Observation
from payung.monitoring.operations import import_report, report_observation
from payung.monitoring.queries.figure_evidence import evidence_content
from payung.monitoring.queries.figure_lists import to_check
from payung.monitoring.report_columns import HEADINGS
from tests.access.builders import PANGKALPINANG, holder, reader
from tests.sponsorship.builders import manpower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

REGENCY = "19.01"
ROW = f"NON_ASN_TOTAL;{REGENCY};30-11-2024;Data kepegawaian;1.204;;;;;;"
TABLE = "\n".join((";".join(HEADINGS), ROW)).encode()


@pytest.fixture
def officer() -> Reader:
    """An officer of the regency's manpower agency."""
    return manpower(REGENCY)


@pytest.fixture
def scan(tmp_path: Path) -> EvidenceFile:
    path = tmp_path / "unggahan"
    Image.new("RGB", (8, 8), "white").save(path, "PNG")
    return EvidenceFile(path, "rekap.png")


def report(actor: Reader, file: EvidenceFile | None, **changes: object) -> Observation:
    told = {
        "code": "NON_ASN_TOTAL",
        "region": REGENCY,
        "as_of": date(2024, 11, 30),
        "value": 1_204,
        "source": "Data kepegawaian",
        "confidence": "high",
    }
    return report_observation(actor=actor, evidence=file, **{**told, **changes})


def workbook(*parts: str) -> bytes:
    """A workbook, with further parts inside."""
    import zipfile

    body = io.BytesIO()
    Workbook().save(body)
    with zipfile.ZipFile(body, "a") as packed:
        for part in parts:
            packed.writestr(part, b"x")
    return body.getvalue()


def test_the_agency_keeps_the_file_its_government_reads_it_and_the_checker_opens_it(
    officer, scan
) -> None:
    found = report(officer, scan)
    kept = found.evidence
    assert (kept.office.kind, kept.shared_with.kind) == ("AGENCY", "GOVERNMENT")
    assert kept.office.parent_id == kept.shared_with_id
    assert scan.path.read_bytes()[:20] not in bytes(kept.content)
    checker = reader(Role.MONEV_ANALYST, ScopeKind.REGION, "19")
    assert to_check(checker).get().evidence_id == kept.pk
    opened = evidence_content(checker, found.pk)
    assert (opened.file_name, opened.content) == ("rekap.png", scan.path.read_bytes())
    # the same figure with the same file again is the same, and one file shows several figures
    assert report(officer, scan) == found
    other = report(officer, scan, code="NON_ASN_ENROLLED", value=1_000)
    assert other.evidence == kept
    assert Attachment.objects.count() == 1


def test_evidence_that_comes_later_takes_the_place_with_a_reason(officer, scan) -> None:
    bare = report(officer, None)
    with pytest.raises(MonitoringRefused) as refused:
        report(officer, scan)
    assert refused.value.parameters["column"] == "reason"
    assert not Attachment.objects.exists()
    shown = report(officer, scan, reason="Bukti menyusul")
    assert (shown.supersedes, shown.value) == (bare, bare.value)
    # said again without the file it still stands with it
    assert report(officer, None) == shown


def test_whoever_does_not_see_the_figure_finds_no_file(officer, scan) -> None:
    found = report(officer, scan)
    stranger = holder(Role.MONEV_ANALYST, ScopeKind.REGION, "16")
    with pytest.raises(NotFound):
        evidence_content(reader(Role.MONEV_ANALYST, ScopeKind.REGION, "16"), found.pk)
    client = Client()
    client.force_login(stranger.user)
    assert client.get(f"/angka/{found.pk}/bukti/").status_code == 404
    client.force_login(officer.user)
    answer = client.get(f"/angka/{found.pk}/bukti/")
    assert (answer.status_code, answer.content) == (200, scan.path.read_bytes())
    assert "rekap.png" in client.get(f"/angka/{found.pk}/").content.decode()
    bare = report(officer, None, code="NON_ASN_ENROLLED", value=1_000)
    assert client.get(f"/angka/{bare.pk}/bukti/").status_code == 404
    assert "Belum ada bukti." in client.get(f"/angka/{bare.pk}/").content.decode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>", "attachment_type"),
        (b"PK\x03\x04 docx", "attachment_type"),
        (workbook("xl/vbaProject.bin"), "attachment_active"),
        (workbook("xl/externalLinks/externalLink1.xml"), "attachment_active"),
    ],
    ids=["html", "zip", "macro", "links"],
)
def test_a_file_that_is_not_taken_is_said_beside_its_field_and_nothing_is_written(
    officer, tmp_path, content, code
) -> None:
    path = tmp_path / "unggahan"
    path.write_bytes(content)
    with pytest.raises(AttachmentRefused) as refused:
        report(officer, EvidenceFile(path, "bukti.pdf"))
    assert refused.value.code == code
    client = Client()
    client.force_login(officer.user)
    entered = {
        "code": "NON_ASN_TOTAL", "region": REGENCY, "as_of": "2024-11-30", "printed": "1.204",
        "source": "Data kepegawaian", "confidence": "high",
    }  # fmt: skip
    with path.open("rb") as file:
        answer = client.post("/angka/lapor/", {**entered, "file": file})
    assert answer.status_code == 400
    assert refused.value.message_id in answer.context["form"].errors["file"]
    assert not Observation.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("content", "kept"), [(workbook(), "bukti.xlsx"), (TABLE, "bukti.csv")], ids=["xlsx", "csv"]
)
def test_a_table_shows_a_figure_too(officer, tmp_path, content, kept) -> None:
    path = tmp_path / "unggahan"
    path.write_bytes(content)
    found = report(officer, EvidenceFile(path, "bukti.dat"))
    opened = evidence_content(officer, found.pk)
    assert (opened.file_name, opened.content) == (kept, content)


def test_a_table_of_figures_is_itself_their_evidence_kept_once(officer) -> None:
    def hand_in(actor: Reader, table: bytes, office: str | None = None):
        return import_report(
            actor=actor, office=office, file=io.BytesIO(table), file_name="rekap.csv"
        )

    found = hand_in(officer, TABLE)
    figure = found.observations.get()
    assert evidence_content(officer, figure.pk).content == TABLE
    assert hand_in(officer, TABLE) == found
    # figures that stand already are taken as they stand, whatever table repeats them
    again = hand_in(officer, TABLE.replace(b"Data", b"Rekap"))
    assert (again.accepted, Observation.objects.count()) == (1, 1)
    # a table that is refused leaves no file
    before = Attachment.objects.count()
    assert hand_in(officer, TABLE.replace(b"1.204", b"1.300")).refused == 1
    assert Attachment.objects.count() == before


def test_a_reporter_without_a_seat_has_the_office_that_serves_the_region_or_none(scan) -> None:
    seatless = reader(Role.MONEV_ANALYST, ScopeKind.REGION, REGENCY)
    assert report(seatless, scan).evidence.office_id == PANGKALPINANG
    nation = {"region": None, "code": "ELIGIBLE_UNIVERSE"}
    with pytest.raises(MonitoringRefused, match="belum berkantor"):
        report(operator(), scan, **nation)
    told = report(operator(), scan, office=PANGKALPINANG, **nation)
    assert told.evidence.office_id == PANGKALPINANG
    with pytest.raises(AccessRefused):
        report(seatless, scan, office=PANGKALPINANG, code="NON_ASN_ENROLLED")
