"""The public page and the addresses of open data: open to all, and nothing but releases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.builders import usual_holder
from tests.monitoring.open_data_world import BABEL, NOVEMBER, OCTOBER, figure, figures_of, record

from payung.access.models import Role
from payung.access.reader import operator
from payung.monitoring.models import OpenRelease, Status
from payung.monitoring.operations.open_data import publish_data, withdraw_release

LARGEST_PAGE = 200_000
#: One district has six members in all.
MEMBERS = {**BABEL, "19.06": (6, 0, 0, 0)}


@pytest.fixture(autouse=True)
def published(reference: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two months of Bangka Belitung, published; a draft of the next month."""
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    record(*figures_of(MEMBERS, OCTOBER), *figures_of(MEMBERS, NOVEMBER))
    for dataset in ("cakupan", "peserta", "definisi"):
        publish_data(actor=operator(), dataset=dataset)
    draft = {"born_as": Status.DRAFT.value, "numerator": 777_777, "denominator": 1_000_000}
    record(figure("ACTIVE_COVERAGE", "19", 7_778, date(2024, 12, 10), **draft))


def page(address: str = "/data/", **asked: object):  # type: ignore[no-untyped-def]
    return Client().get(address, **asked)


def custodian() -> Client:
    client = Client()
    client.force_login(usual_holder(Role.DATA_CUSTODIAN).user)
    return client


def test_anybody_reads_coverage_with_its_meaning_and_what_is_hidden() -> None:
    text = page("/data/?wilayah=19").content.decode()

    assert "Kepulauan Bangka Belitung" in text
    assert "Peserta aktif dibagi potensi pekerja" in text
    assert "kurang dari 10 orang tidak ditampilkan" in text
    assert "disembunyikan</a>" in text
    assert "777.777" not in text, "a draft is not published"
    assert "CC BY 4.0" in text
    assert "Area codes: Cahya DSN, MIT licence" in text


@pytest.mark.parametrize("address", ["/data/", "/data/?wilayah=19", "/data/cakupan/"])
def test_a_page_is_light_and_needs_no_script_of_its_own(address: str) -> None:
    answer = page(address)

    assert answer.status_code == 200
    assert len(answer.content) < LARGEST_PAGE
    assert answer.content.count(b"<script") == 1, "htmx of the shell, deferred"
    assert "sessionid" not in answer.cookies


def test_footer_and_sign_in_lead_to_the_data() -> None:
    sign_in = page(reverse("account_login")).content.decode()
    assert sign_in.count(f'href="{reverse("site:open_data")}"') == 2


@pytest.mark.parametrize("format", ["csv", "xlsx", "sdmx.csv", "json"])
def test_each_format_has_an_address_for_its_version_and_one_for_the_newest(format: str) -> None:
    version = page(f"/data/cakupan/1.{format}")
    newest = page(f"/data/cakupan/terbaru.{format}")

    assert version.status_code == newest.status_code == 200
    assert b"".join(version) == b"".join(newest)
    assert version["ETag"] == newest["ETag"]
    assert newest["Content-Location"] == f"/data/cakupan/1.{format}"
    assert "immutable" in version["Cache-Control"]
    assert "max-age=300" in newest["Cache-Control"]
    assert not version.cookies


def test_a_file_that_is_there_is_not_sent_again() -> None:
    tag = page("/data/cakupan/1.csv")["ETag"]
    again = page("/data/cakupan/terbaru.csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")

    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))
    publish_data(actor=operator(), dataset="cakupan", note="Bulan baru")
    changed = page("/data/cakupan/terbaru.csv", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert page("/data/cakupan/1.csv")["ETag"] == tag


def test_pages_of_other_sites_may_read_the_files() -> None:
    for answer in (
        page("/data/cakupan/1.json", headers={"Origin": "https://lain.example"}),
        Client().options("/data/cakupan/1.json"),
        page("/data/data.json"),
    ):
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert Client().post("/data/cakupan/1.json").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/data/cakupan/2.csv",
        "/data/cakupan/0.csv",
        "/data/klaim/1.csv",
        "/data/klaim/terbaru.csv",
        "/data/rahasia/1.csv",
        "/data/rahasia/",
        "/data/cakupan/konsep.csv",
        "/data/cakupan/1.sql",
        "/data/definisi/1.sdmx.csv",
        "/data/?wilayah=19.01",
        "/data/?wilayah=99",
    ],
)
def test_guessed_addresses_lead_nowhere(address: str) -> None:
    assert page(address).status_code == 404


def test_a_withdrawn_version_says_why_at_its_address() -> None:
    withdraw_release(actor=operator(), dataset="cakupan", version=1, reason="Sumber keliru")

    answer = page("/data/cakupan/1.csv")
    assert answer.status_code == 410
    assert "Sumber keliru" in answer.content.decode()
    assert page("/data/cakupan/terbaru.csv").status_code == 404
    assert "Belum ada data" in page().content.decode()


def test_the_catalogue_describes_every_data_set_for_machines() -> None:
    content = json.loads(page("/data/data.json").content)

    named = {one["identifier"]: one for one in content["dataset"]}
    assert set(named) == {"cakupan", "peserta", "definisi"}
    coverage = named["cakupan"]
    assert coverage["temporalCoverage"] == "2024-10-31/2024-11-30"
    assert coverage["license"].startswith("https://creativecommons.org/")
    for file in coverage["distribution"]:
        path = file["contentUrl"].partition("localhost:8000")[2]
        assert page(path)["Content-Type"].startswith(file["encodingFormat"])
    assert any(one["kode"] == "ACTIVE_COVERAGE" for one in content["definition"])


def test_search_engines_are_let_in_to_the_public_pages_only() -> None:
    lines = page("/robots.txt").content.decode().splitlines()
    assert lines[-2:] == ["Disallow: /", ""] or lines[-1] == "Disallow: /"
    assert "Allow: /data/" in lines


def test_a_custodian_reads_what_is_hidden_and_why_then_publishes_just_that() -> None:
    client = custodian()
    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))
    shown = client.get("/terbitkan-data/peserta/")
    assert shown.context["draft"].is_new is False
    assert "hitungan kecil" in shown.content.decode()

    draft = client.get("/terbitkan-data/cakupan/").context["draft"]
    sent = {"expected": draft.fingerprint, "note": "Angka UCJ ditambahkan"}
    stale = client.post("/terbitkan-data/cakupan/", {**sent, "expected": "lama"})
    assert stale.status_code == 400
    assert "berubah sejak Anda memeriksa" in stale.content.decode()
    wordless = client.post("/terbitkan-data/cakupan/", {**sent, "note": " "})
    assert wordless.status_code == 400
    assert client.post("/terbitkan-data/cakupan/", sent).status_code == 302

    release = OpenRelease.objects.get(dataset="cakupan", version=2)
    assert release.note == "Angka UCJ ditambahkan"
    assert "Angka UCJ ditambahkan" in page().content.decode()


def test_only_a_publisher_has_the_desk() -> None:
    branch = Client()
    branch.force_login(usual_holder(Role.HEAD_OF_BRANCH).user)

    assert page("/terbitkan-data/").status_code == 302
    assert branch.get("/terbitkan-data/cakupan/").status_code == 403
    assert branch.post("/terbitkan-data/cakupan/1/tarik/", {"reason": "x"}).status_code == 403
    assert custodian().get("/terbitkan-data/").status_code == 200


def test_the_names_of_hidden_reasons_are_not_on_public_pages() -> None:
    text = page("/data/peserta/").content + page("/data/?wilayah=19").content
    for word in (b"hitungan kecil di sebelahnya", b"SMALL", b"PROTECTS"):
        assert word not in text
