"""The page of the figure checker: findings beside the figures, nothing kept."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.access.builders import usual_holder

from payung.access.models import Role
from payung.reference.operations import load_reference

pytestmark = pytest.mark.django_db

ADDRESS = "/periksa-angka/"
REPORT = "Di Bali 935.079 dari 1.873.899 pekerja terlindungi atau 50,88 persen."
TABLE = (
    b"Wilayah,Peserta,Potensi,Cakupan\nBali,935079,1873899,50.88\nGorontalo,254675,466368,54.61\n"
)


@pytest.fixture
def visitor() -> Client:
    load_reference()
    client = Client()
    client.force_login(usual_holder(Role.HEAD_OF_BRANCH).user)
    return client


def test_a_report_comes_back_with_its_findings_beside_it(visitor: Client) -> None:
    page = visitor.post(ADDRESS, {"text": REPORT}).content.decode()
    assert '<mark class="doubt state--bad">1.873.899' in page
    assert '<code class="likely">1.837.899</code>' in page
    assert "Hampir pasti" in page


def test_a_table_shows_its_doubted_rows(visitor: Client) -> None:
    file = SimpleUploadedFile("rekap.csv", TABLE)
    page = visitor.post(ADDRESS, {"file": file}).content.decode()
    assert "1873899" in page
    assert "Gorontalo" not in page


def test_the_findings_leave_as_a_workbook(visitor: Client) -> None:
    answer = visitor.post(ADDRESS, {"text": REPORT, "unduh": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert "1.837.899" in sheet.to_python()[4]


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({}, "Tempelkan teks atau pilih berkas dulu."),
        ({"text": REPORT, "file": SimpleUploadedFile("a.csv", TABLE)}, "Pilih salah satu"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "jenis berkas tidak dikenal"),
        ({"text": REPORT, "columns": "Peserta"}, "Tulis peran=judul"),
        ({"text": REPORT, "published": "kemarin"}, "tanggal"),
    ],
)
def test_a_wrong_entry_gets_its_sentence_and_keeps_what_was_typed(
    visitor: Client, entered: dict[str, object], sentence: str
) -> None:
    answer = visitor.post(ADDRESS, entered)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert ("50,88" in answer.content.decode()) == ("text" in entered)


def test_what_was_typed_runs_nothing_in_the_answer(visitor: Client) -> None:
    page = visitor.post(ADDRESS, {"text": f"<script>alert(1)</script> {REPORT}"}).content.decode()
    assert "<script>alert" not in page


def test_who_may_not_see_coverage_is_refused() -> None:
    client = Client()
    assert client.get(ADDRESS).status_code == 302
    client.force_login(usual_holder(Role.STATE_ATTORNEY).user)
    assert client.get(ADDRESS).status_code == 403
