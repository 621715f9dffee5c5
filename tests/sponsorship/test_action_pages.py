"""The pages of agencies and places: what is posted is done, refused in words, or forbidden."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.access.reader import Reader
from payung.reference.models import Office, ServicePoint
from payung.sponsorship.models import AgencyAction, GuidedGroup
from tests.access.builders import offices, region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def fisheries() -> Office:
    offices()
    region("19.71")
    builders.worker_segment("FISHER", "Nelayan")
    return builders.agency("19")


def client_of(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def page_of(agency: Office) -> str:
    return reverse("site:action_agency", kwargs={"agency_code": agency.pk})


GROUP = {
    "form": "group",
    "group-worker_segment": "FISHER",
    "group-region_code": "19",
    "group-persons": "120",
    "group-as_of": "2024-06-30",
    "group-source": "Data statistik perikanan",
    "group-confidence": "medium",
}


def test_a_guide_records_a_group_and_an_action_on_his_agencys_page(fisheries) -> None:
    guide = builders.guide(fisheries)
    client = client_of(guide)
    assert client.post(page_of(fisheries), GROUP).status_code == 302
    group = GuidedGroup.objects.get()
    (post,) = fisheries.posts.all()
    told = {
        "form": "action",
        "action-title": "Sosialisasi di tempat pelelangan ikan",
        "action-track": "NOT_BUDGETED",
        "action-measure": "SOCIALISATION",
        "action-group_id": str(group.pk),
        "action-owner_id": str(post.pk),
        "action-due_on": "2025-01-31",
        "action-target_persons": "",
    }
    assert client.post(page_of(fisheries), told).status_code == 302
    action = AgencyAction.objects.get()
    assert (action.group, action.owner, action.target_persons) == (group, post, None)
    shown = client.get(page_of(fisheries)).content.decode()
    assert "Nelayan" in shown
    assert "Sosialisasi di tempat pelelangan ikan" in shown


def test_a_refusal_stands_in_the_form_that_was_posted(fisheries) -> None:
    client = client_of(builders.guide(fisheries))
    answer = client.post(page_of(fisheries), GROUP | {"group-as_of": "2030-01-01"})
    assert answer.status_code == 400
    assert "belum terjadi" in answer.content.decode()
    assert not GuidedGroup.objects.exists()


def test_a_reader_without_the_right_sees_no_form_and_posts_in_vain(fisheries) -> None:
    governor = client_of(builders.head_of_government("19"))
    assert "Catat aksi" not in governor.get(page_of(fisheries)).content.decode()
    assert governor.post(page_of(fisheries), GROUP).status_code == 403
    social = builders.guide(builders.agency("19", "Dinas Sosial", "DINSOS"))
    assert "Catat aksi" not in client_of(social).get(page_of(fisheries)).content.decode()
    assert client_of(social).post(page_of(fisheries), GROUP).status_code == 400
    assert not GuidedGroup.objects.exists()


def test_the_matrix_leaves_as_a_file_with_a_line_for_each_group(fisheries) -> None:
    officer = client_of(builders.manpower("19"))
    assert officer.post(page_of(fisheries), GROUP).status_code == 302
    address = reverse("site:action_government_export", kwargs={"code": "19", "format": "csv"})
    lines = officer.get(address).content.decode("utf-8-sig").splitlines()
    assert "Dinas Perikanan Daerah 19;Nelayan;Daerah 19;120;2024-06-30" in lines[3]


def test_a_wrong_list_of_service_points_is_answered_on_the_page(fisheries) -> None:
    client = client_of(builders.manpower("19"))
    text = "jenis;layanan;nama;kode_wilayah;buka\nPos;kredit;Kantor Pos;19.71;2024-01-01\n"
    file = SimpleUploadedFile("titik.csv", text.encode())
    posted = {"source": "Surat kantor cabang", "file": file}
    answer = client.post(reverse("site:service_point_upload"), posted)
    assert answer.status_code == 400
    assert "Baris 2, kolom layanan: tertulis “kredit”" in answer.content.decode()
    assert not ServicePoint.objects.exists()
