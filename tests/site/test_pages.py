"""The pages keep what they promise: bounds, headers, languages, no lost figure, few queries."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client, override_settings
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.access import world
from tests.access.builders import usual_holder
from tests.access.world import World

from payung.access.models import IdentityView, Role
from payung.access.reader import operator
from payung.monitoring.operations import load_indicators, set_target
from payung.registry.models import Person

pytestmark = pytest.mark.django_db

#: What a template writes where a name is missing; found in a page, a figure was lost.
LOST = "!!%s!!"
TEMPLATES = [
    {
        **site_settings.TEMPLATES[0],
        "OPTIONS": {**site_settings.TEMPLATES[0]["OPTIONS"], "string_if_invalid": LOST},
    }
]
NIK = "0001010101900001"


@pytest.fixture
def here(settings, tmp_path: Path) -> World:
    settings.TEMPLATES = TEMPLATES
    return world.build(tmp_path)


def client_of(role: Role) -> Client:
    client = Client()
    client.force_login(usual_holder(role).user)
    return client


def pages(here: World) -> list[str]:
    side = here.inside
    employer = f"/pemberi-kerja/{side.employer.registration_number}/{side.employer.division}/"
    return [
        "/",
        "/arti-angka/",
        f"/wilayah/{side.region.pk}/",
        "/pemberi-kerja/",
        employer,
        f"{employer}pekerja/",
        f"{employer}tagihan/",
        f"{employer}rekening/",
        f"{employer}buku-besar/",
        "/jejak-nik/",
        "/tagihan/",
        "/tagihan/?bulan=2024-12",
        f"/tagihan/{side.bill.billing_code}/",
        f"/tagihan/{side.bill.billing_code}/pekerja/{side.membership.pk}/",
        "/tunggakan/",
        "/penerimaan/",
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_loses_a_figure(here: World, language: str) -> None:
    client = client_of(Role.HEAD_OF_BRANCH)
    client.cookies[site_settings.LANGUAGE_COOKIE_NAME] = language
    for address in pages(here):
        answer = client.get(address)
        body = answer.content.decode()
        assert answer.status_code == 200, address
        assert re.findall(r"!![\w.|]*!!", body) == [], address
        assert f'<html lang="{language}">' in body
        assert len(answer.content) < 200_000, address


def test_a_page_has_one_h1_and_steps_down_one_heading_at_a_time(here: World) -> None:
    client = client_of(Role.HEAD_OF_BRANCH)
    for address in pages(here):
        levels = [int(n) for n in re.findall(r"<h([1-6])\b", client.get(address).content.decode())]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_field_has_its_label_and_every_table_its_caption(here: World) -> None:
    client = client_of(Role.FINANCE_OFFICER)
    for address in [*pages(here), f"/penerimaan/{here.inside.entry.pk}/"]:
        body = client.get(address).content.decode()
        fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", body)
        shown = [f for f in fields if not re.search(r'type="(hidden|radio|checkbox)"', f)]
        labelled = set(re.findall(r'<label for="([^"]+)"', body))
        ids = {re.search(r'\bid="([^"]+)"', field)[1] for field in shown}  # type: ignore[index]
        assert ids <= labelled, address
        assert body.count("<table") == body.count("<caption"), address
        assert re.findall(r"<th(?![^>]*scope=)[ >]", body) == [], address


def test_every_answer_is_strict_about_what_it_loads(here: World) -> None:
    for client, address in [(Client(), "/akun/masuk/"), (client_of(Role.HEAD_OF_BRANCH), "/")]:
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        body = answer.content.decode()
        assert re.findall(r"<script(?![^>]*src=)|<style|\bstyle=|\bon\w+=", body) == []
        assert re.findall(r'(?:src|href)="(?:https?:)?//', body) == []
    assert answer["Cache-Control"] == "private, no-store"


def test_a_signed_in_page_says_as_of_when_and_who_counts_as_active(here: World) -> None:
    body = client_of(Role.HEAD_OF_BRANCH).get("/").content.decode()
    assert "Data per <strong>18 Desember 2024</strong>" in body
    assert "belum lunas paling banyak 3 bulan" in body


def test_the_navigation_holds_what_the_post_may_open(here: World) -> None:
    def places(role: Role, address: str = "/arti-angka/") -> list[str]:
        body = client_of(role).get(address).content.decode()
        menu = body.split('class="places"', 1)[1].split("</nav>", 1)[0]
        return re.findall(r">([^<]+)</a>", menu)

    assert "Wilayah" in places(Role.PLANNER, "/periksa-angka/")
    assert "Tagihan" not in places(Role.PLANNER)
    assert "Impor data" in places(Role.ACCOUNT_OFFICER, "/pemberi-kerja/")
    assert "Impor data" not in places(Role.FINANCE_OFFICER, "/pemberi-kerja/")


def test_a_long_menu_shows_groups_and_the_places_of_the_group_that_one_is_in(here: World) -> None:
    body = client_of(Role.HEAD_OF_BRANCH).get("/tunggakan/").content.decode()
    above, within = body.split('class="places"', 1)[1].split("</nav>", 1)[0].split("<ul", 2)[1:]
    assert 'aria-current="true">Iuran<' in above
    assert "Tagihan" not in above
    assert 'aria-current="page">Tunggakan<' in within
    assert "Tagihan" in within


def test_the_language_is_kept_in_a_cookie_and_with_the_user(here: World) -> None:
    client, user = Client(), usual_holder(Role.HEAD_OF_BRANCH).user
    client.force_login(user)
    answer = client.post("/bahasa/", {"language": "en", "next": "/tunggakan/"})
    assert answer.url == "/tunggakan/"
    user.refresh_from_db()
    assert user.language == "en"
    assert b"Whom to call first" in client.get("/tunggakan/").content


def test_the_language_form_leads_nowhere_else(here: World) -> None:
    assert Client().post("/bahasa/", {"language": "en", "next": "//jahat.example/"}).url == "/"
    assert Client().post("/bahasa/", {"language": "xx"}).status_code == 400


def test_an_english_browser_reads_indonesian_until_asked(here: World) -> None:
    body = Client(headers={"accept-language": "en-US"}).get("/akun/masuk/").content.decode()
    assert "Masuk ke Payung" in body


def test_refusals_are_pages_with_a_sentence_and_no_trace(here: World) -> None:
    planner = client_of(Role.PLANNER)
    assert planner.get("/tunggakan/").status_code == 403
    assert "Hak mengikuti jabatan" in planner.get("/tunggakan/").content.decode()
    officer = client_of(Role.ACCOUNT_OFFICER)
    missing = officer.get("/pemberi-kerja/12345678/000/")
    assert missing.status_code == 404
    assert "Pemberi kerja 12345678/000 tidak ditemukan." in missing.content.decode()
    assert Client().get("/tidak-ada/").status_code == 404
    wrong_month = officer.get("/tagihan/?bulan=2024-13")
    assert wrong_month.status_code == 400
    assert "Tulis bulan seperti 2024-11, bukan 2024-13." in wrong_month.content.decode()
    assert officer.get("/tagihan/terbitkan/").status_code == 405


@override_settings(LARGEST_UPLOAD_BYTES=1024 * 1024)
def test_a_file_too_large_is_refused_before_it_is_read(here: World) -> None:
    answer = client_of(Role.ACCOUNT_OFFICER).post(
        "/impor/unggah/", {"file": io.BytesIO(b"x" * 2**21)}
    )
    assert answer.status_code == 413
    assert "Berkas paling besar yang diterima adalah 1 MB." in answer.content.decode()


def test_a_form_without_its_token_changes_nothing(here: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(usual_holder(Role.FINANCE_OFFICER).user)
    answer = client.post("/tagihan/terbitkan/", {"month": "2024-11"})
    assert answer.status_code == 403
    assert "Formulir kedaluwarsa" in answer.content.decode()


def test_identities_are_masked_and_opened_with_a_recorded_reason(here: World) -> None:
    client = client_of(Role.ACCOUNT_OFFICER)
    side = here.inside
    workers = f"/pemberi-kerja/{side.employer.registration_number}/000/pekerja/"
    assert NIK not in client.get(workers).content.decode()
    address = f"/orang/{side.person.pk}/nik/"
    assert NIK not in client.get(address).content.decode()
    assert NIK not in client.post(address, {"reason": ""}).content.decode()
    assert IdentityView.objects.count() == 0
    opened = client.post(address, {"reason": "mencocokkan data klaim"}).content.decode()
    assert NIK in opened
    assert IdentityView.objects.get().reason == "mencocokkan data klaim"
    audit = client_of(Role.HEAD_OF_BRANCH).get("/jejak-nik/").content.decode()
    assert "mencocokkan data klaim" in audit
    assert NIK not in audit


def test_a_worker_is_found_by_his_whole_nik_which_is_in_no_address(here: World) -> None:
    client = client_of(Role.ACCOUNT_OFFICER)
    workers = f"/pemberi-kerja/{here.inside.employer.registration_number}/000/pekerja/"
    form = client.get(workers).content.decode().split('role="search"', 1)
    assert 'method="post"' in form[0].rsplit("<form", 1)[1]
    assert "Orang Rekaan 1" in client.post(workers, {"cari": NIK}).content.decode()
    assert "Orang Rekaan 1" not in client.post(workers, {"cari": NIK[::-1]}).content.decode()


def test_an_export_names_who_took_it_and_cannot_run_formulas(here: World) -> None:
    here.inside.employer.name = "=CMD()"
    here.inside.employer.save()
    client, user = Client(), usual_holder(Role.HEAD_OF_BRANCH).user
    client.force_login(user)
    text = client.get("/pemberi-kerja/ekspor.csv").content.decode("utf-8-sig")
    title, mark, heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert title == ["Daftar pemberi kerja"]
    assert mark[0].startswith(f"Diunduh oleh {user} pada ")
    assert "data per 18 Desember 2024 · 1 baris" in mark[0]
    assert dict(zip(heading, rows[0], strict=True))["Nama"] == "'=CMD()"
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get("/pemberi-kerja/ekspor.xlsx").content)
    )
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[4][:2] == ["=CMD()", here.inside.employer.registration_number]


def test_the_list_of_employers_takes_few_queries(
    here: World, django_assert_max_num_queries
) -> None:
    client = client_of(Role.HEAD_OF_BRANCH)
    with django_assert_max_num_queries(12):
        client.get("/pemberi-kerja/")


def test_issuing_bills_of_a_wrong_month_says_so_beside_the_form(here: World) -> None:
    client = client_of(Role.FINANCE_OFFICER)
    office = here.inside.employer.office_id
    answer = client.post("/tagihan/terbitkan/", {"month": "2031-01", "office": office})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    elsewhere = here.outside.employer.office_id
    assert (
        client.post("/tagihan/terbitkan/", {"month": "2024-11", "office": elsewhere}).status_code
        == 400
    )


def test_a_receipt_is_given_to_the_payer_that_was_searched(here: World) -> None:
    client = client_of(Role.FINANCE_OFFICER)
    employer, address = here.inside.employer, f"/penerimaan/{here.inside.entry.pk}/"
    found = client.get(address, {"cari": employer.registration_number}).content.decode()
    assert f'value="{employer.pk}"' in found
    entered = {"employer": employer.pk, "reason": "pendek", "cari": employer.registration_number}
    assert client.post(address, entered).status_code == 200
    entered["reason"] = "bukti transfer dari pemberi kerja"
    assert client.post(address, entered).url == reverse("site:suspense")
    assert employer.payments.get().paid_on == date(2024, 12, 10)


def test_a_kept_page_is_written_anew_when_a_figure_may_have_changed(here: World) -> None:
    client, code = client_of(Role.HEAD_OF_BRANCH), here.inside.region.pk
    address = f"/wilayah/{code}/"
    before = client.get(address).content.decode()
    assert client.get(address).content.decode().split("<main")[1] == before.split("<main")[1]
    assert "belum ada target" in before
    load_indicators()
    set_target(actor=operator(), region=code, year=2024, share=5587, set_by="uji", document="uji")
    assert "target 55,87\xa0%" in client.get(address).content.decode()


def test_a_kept_page_is_never_shown_to_who_may_see_less(here: World) -> None:
    address, arrears = f"/wilayah/{here.inside.region.pk}/", "Tunggakan menurut golongan"
    assert arrears in client_of(Role.HEAD_OF_BRANCH).get(address).content.decode()
    manpower = client_of(Role.MANPOWER_OFFICER).get(address)
    assert manpower.status_code == 200
    assert arrears not in manpower.content.decode()


def test_nobody_is_named_in_the_log(here: World, caplog: pytest.LogCaptureFixture) -> None:
    client = client_of(Role.ACCOUNT_OFFICER)
    client.post(f"/orang/{Person.objects.latest('pk').pk + 1}/nik/", {"reason": f"cek {NIK}"})
    assert NIK not in caplog.text
