"""The pages of targets: the headline in words, and a workbook that computes the same."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.monitoring.models import CoverageTarget, TargetWithdrawal
from payung.monitoring.operations import load_published_targets
from payung.monitoring.queries.targets import gap_table
from tests.access import builders as access
from tests.monitoring.test_targets import figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def analyst() -> Client:
    """Who looks after one province, with its figures of today and the published targets."""
    load_published_targets(operator())
    figure("19", 221_000, 563_000)
    figure("19.01", 50_000, 131_000)
    for segment, members in (("WAGE_EARNER", 30_000), ("NON_WAGE_EARNER", 20_000)):
        figure("19.01", members, 131_000, part=segment)
    client = Client()
    client.force_login(access.reader(Role.MONEV_ANALYST, ScopeKind.REGION, "19").user)
    return client


def test_the_page_says_in_words_how_many_are_missing(analyst: Client) -> None:
    page = analyst.get("/target/", follow=True).content.decode()
    assert "93.548 orang" in page
    assert "7.196 orang per hari, 13.364 per hari kerja" in page
    assert "belum ada angka cakupan" in page  # the regencies without a figure are told, not hidden


def test_a_province_takes_a_fixed_number_of_queries(
    analyst: Client, django_assert_max_num_queries
) -> None:
    for number in range(2, 7):
        figure(f"19.0{number}", 10_000 * number, 100_000)
    with django_assert_max_num_queries(45):
        gap_table(operator(), region="19", year=2024)


def test_the_workbook_computes_with_live_formulas(analyst: Client) -> None:
    content = analyst.get("/target/kekurangan/19/ekspor.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = {row[0]: row for row in book.get_sheet_by_index(0).to_python()}
    assert rows["Kepulauan Bangka Belitung"][2:8] == [
        221_000,
        563_000,
        39.25,
        55.87,
        314_548,
        93_548,
    ]
    bangka = rows["Kabupaten Bangka"]
    assert bangka[7] == sum(bangka[10:12])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "ROUND(D8*ROUND(F8*100,0)/10000,0)" in sheet
    assert "G8-C8" in sheet
    assert [row[0] for row in book.get_sheet_by_index(1).to_python()][1] == "Kabupaten Bangka"


def test_a_target_entered_twice_is_refused_in_words_and_withdrawn_with_a_reason(
    analyst: Client,
) -> None:
    entry = {
        "region": "19",
        "year": "2026",
        "indicator": "ACTIVE_COVERAGE",
        "part": "",
        "share": "60,25",
        "persons": "100",
        "setter": "PROVINCE",
        "set_by": "Gubernur",
        "document": "SK",
        "confidence": "high",
    }
    refused = analyst.post("/target/baru/", entry)
    assert refused.status_code == 400
    assert "salah satu saja" in refused.content.decode()
    assert analyst.post("/target/baru/", {**entry, "persons": ""}).status_code == 302
    made = CoverageTarget.objects.get(year=2026, region="19")
    assert made.share == 6_025
    analyst.post(f"/target/{made.pk}/cabut/", {"reason": "Salah tahun"})
    assert TargetWithdrawal.objects.get(target=made).reason == "Salah tahun"
    nation = CoverageTarget.objects.filter(region=None).first()
    assert nation is not None
    assert analyst.get(f"/target/{nation.pk}/cabut/").status_code == 404


def test_a_growth_that_is_no_number_is_answered_in_words(analyst: Client) -> None:
    answer = analyst.get("/target/jalan/19/?tumbuh=banyak")
    assert answer.status_code == 400
    assert "Tulis pertumbuhan seperti 1,8" in answer.content.decode()
