"""The pages of regulation, plans and budget doors tell what the rooms know."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.access.reader import Reader, operator
from payung.sponsorship.models import RegionalRegulation
from payung.sponsorship.operations.plans import record_plan
from payung.sponsorship.operations.regulations import record_regulation
from tests.access.builders import region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

HEADER = "Kode wilayah;Jenis;Nomor;Tahun;Judul;Tanggal penetapan;Sumber\n"


def client_of(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def perda(code: str) -> RegionalRegulation:
    region(code)
    return record_regulation(
        actor=operator(),
        region_code=code,
        instrument="PERDA",
        number="3",
        year=2021,
        title="Jaminan sosial ketenagakerjaan",
        enacted_on=date(2021, 6, 1),
        source="JDIH",
    )


def test_whoever_serves_one_government_lands_on_its_page_with_the_next_door() -> None:
    perda("19.01")
    answer = client_of(builders.planner("19.01")).get(reverse("site:regulations"), follow=True)
    assert answer.redirect_chain[0][0] == reverse("site:regulation_government", args=["19.01"])
    assert "Punya Perda" in answer.text
    assert "RKPD 2026" in answer.text  # December 2024: all doors of 2025 are shut
    assert "14 hari lagi" in answer.text


def test_a_province_sees_its_governments_by_what_they_have(
    django_assert_max_num_queries,
) -> None:
    for number in range(1, 8):
        perda(f"19.0{number}")
    region("19.08")
    client = client_of(builders.planner("19"))
    with django_assert_max_num_queries(30):
        listed = client.get(reverse("site:regulations"))
    assert len(listed.context["page"]) == 9
    lacking = client.get(reverse("site:regulations"), {"keadaan": "belum"})
    assert [row.region.pk for row, *_words in lacking.context["page"]] == ["19", "19.08"]
    export = client.get(
        reverse("site:regulations_export", kwargs={"format": "csv"}), {"keadaan": "perda"}
    )
    assert export.content.decode("utf-8-sig").count("Perda Daerah 19.0") == 7


def test_the_planner_is_told_at_home_what_is_missing_and_a_branch_is_not() -> None:
    region("19.01")
    home = client_of(builders.planner("19.01")).get(reverse("site:home"))
    names = {task.name for task in home.context["tasks"]}
    assert {
        "Pintu anggaran segera dibuka",
        "Target rencana belum tercatat",
        "Belum ada Perda atau Perkada",
    } <= names
    regent = client_of(builders.head_of_government("19.01")).get(reverse("site:home"))
    assert "Belum ada Perda atau Perkada" not in regent.text


def test_a_sheet_with_a_wrong_row_is_answered_and_not_taken() -> None:
    region("19.01")
    sheet = HEADER + "19.01;Perda;3;2021;Jaminan sosial;Rabu, 1 Juni 2021;JDIH\n"
    file = SimpleUploadedFile("register.csv", sheet.encode())
    answer = client_of(builders.planner("19.01")).post(
        reverse("site:regulation_import"), {"file": file}
    )
    assert answer.status_code == 400
    assert "jatuh pada hari Selasa" in answer.text
    assert not RegionalRegulation.objects.exists()


def test_a_regent_reads_and_records_nothing() -> None:
    found = perda("19.01")
    client = client_of(builders.head_of_government("19.01"))
    address = reverse("site:regulation", args=[found.pk])
    assert "Catat pencabutan" not in client.get(address).text
    told = {"act": "revoke", "effective_on": "2024-12-01", "reason": "Dicabut"}
    assert client.post(address, told).status_code == 403
    assert client.get(reverse("site:regulation_new")).status_code == 403
    assert found.acts.count() == 1


def test_an_overlapping_plan_is_warned_of_on_its_page() -> None:
    region("19.01")
    told = {"actor": operator(), "region_code": "19.01"}
    record_plan(**told, kind="RPJMD", first_year=2019, last_year=2023)
    rpd = record_plan(**told, kind="RPD", first_year=2023, last_year=2026).plan
    answer = client_of(builders.planner("19.01")).get(reverse("site:plan_document", args=[rpd.pk]))
    assert "tumpang tindih" in answer.text
    assert "RPJMD 2019-2023" in answer.text


def test_a_share_is_entered_in_percent_and_kept_in_basis_points() -> None:
    region("19.01")
    plan = record_plan(
        actor=operator(), region_code="19.01", kind="RKPD", first_year=2025, last_year=2025
    ).plan
    client = client_of(builders.planner("19.01"))
    address = reverse("site:plan_document", args=[plan.pk])
    told = {
        "act": "target",
        "programme": "Hubungan industrial",
        "indicator_text": "Cakupan",
        "indicator": "ACTIVE_COVERAGE",
        "year": "2025",
    }
    assert client.post(address, told | {"value": "42,9 orang"}).status_code == 400
    assert "42,90" in client.post(address, told | {"value": "42,9"}, follow=True).text
    assert plan.targets.get().value == 4290
