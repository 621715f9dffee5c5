"""The pages of lists: three taps to propose, the phone form, decisions one after the other."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.sponsorship.models import BeneficiaryList, CivilServant, ListAct
from tests.sponsorship import builders
from tests.sponsorship.lists import REGION, VILLAGE, nik, propose, write

pytestmark = pytest.mark.django_db
BORN = "1980-05-17"
ROWS = [
    (nik(1, BORN, "L"), "Abdul Karim", "17-05-1980", "L", "Nelayan"),
    (nik(2, BORN, "L"), "Budi Santoso", "17-05-1980", "P", "Nelayan"),
    (nik(3, BORN, "L"), "Citra Dewi", "17-05-1980", "P", "Nelayan"),
    (nik(4, "1950-01-02", "L"), "Dulah", "02-01-1950", "L", "Nelayan"),
]


@pytest.fixture
def secretary(settings):
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    return builders.village_secretary(VILLAGE)


def signed_in(reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def page(client: Client, route: str, **arguments: object) -> str:
    answer = client.get(reverse(f"site:{route}", kwargs=arguments))
    assert answer.status_code == 200, route
    return answer.content.decode()


def initial(client: Client) -> dict[str, object]:
    """What the empty form of a proposal sends when only its file is chosen."""
    form = client.get(reverse("site:list_new")).context["form"]
    return {name: form.get_initial_for_field(form[name].field, name) for name in form.fields} | {
        "file": "",
        "worker_segment": "FISHER",
    }


def test_a_village_proposes_with_a_file_and_nothing_else_to_type(secretary, tmp_path) -> None:
    client = signed_in(secretary)
    path = write(tmp_path, ROWS)
    told = initial(client) | {"file": SimpleUploadedFile("daftar.csv", path.read_bytes())}
    answer = client.post(reverse("site:list_new"), told)

    found = BeneficiaryList.objects.get()
    assert answer.url == reverse("site:list", kwargs={"list_id": found.pk})
    assert (found.village_id, found.fund_source) == (VILLAGE, "VILLAGE_BUDGET")
    assert "menunggu diperiksa dinas" in page(client, "list", list_id=found.pk)
    assert found.number in page(client, "lists")


def test_a_wrong_file_comes_back_with_the_form(secretary) -> None:
    client = signed_in(secretary)
    told = initial(client) | {"file": SimpleUploadedFile("daftar.csv", b"A;B\n1;2\n")}
    answer = client.post(reverse("site:list_new"), told)
    assert answer.status_code == 400
    assert "kolom wajib tidak ditemukan" in answer.content.decode()


def test_a_village_enters_people_on_a_phone_and_hands_them_in(secretary) -> None:
    client = signed_in(secretary)
    client.post(reverse("site:list_new"), initial(client))
    found = BeneficiaryList.objects.get()
    entry = reverse("site:list_entry", kwargs={"list_id": found.pk})

    client.post(entry, {"name": "Abdul Karim", "act": "keep"})
    assert "NIK: kosong, harus diisi." in page(client, "list_entry", list_id=found.pk)
    mended = {"identity": nik(1, BORN, "L"), "birth_date": "17-05-1980", "sex": "L"}
    client.post(f"{entry}?baris=1", {"name": "Abdul Karim", "act": "keep", **mended})
    assert "lengkap" in page(client, "list_entry", list_id=found.pk)
    client.post(entry, {"name": "Salah Tulis", "act": "keep"})
    client.post(f"{entry}?baris=2", {"act": "strike", "note": "Bukan warga"})
    assert "dicoret: Bukan warga" in page(client, "list_entry", list_id=found.pk)
    client.post(reverse("site:list_do", kwargs={"list_id": found.pk}), {"act": "submit"})

    assert found.acts.get().kind == ListAct.Kind.PROPOSED
    assert client.get(entry).url == reverse("site:list", kwargs={"list_id": found.pk})


def test_a_clerk_cleans_and_decides_one_doubt_after_the_other(secretary, tmp_path) -> None:
    found = propose(secretary, tmp_path, ROWS)
    client = signed_in(builders.manpower(REGION))
    do = reverse("site:list_do", kwargs={"list_id": found.pk})
    told = client.post(do, {"act": "clean"}, follow=True).content.decode()
    assert "1 layak, 2 ragu, 1 tidak" in told
    assert "NIK" in page(client, "list_rows", list_id=found.pk)

    first = reverse("site:list_row_decide", kwargs={"list_id": found.pk, "row_no": 3})
    assert client.post(first, {"status": "VALID"}).status_code == 400
    after = client.post(first, {"status": "VALID", "reason": "KTP sudah dilihat"})
    second = reverse("site:list_row_decide", kwargs={"list_id": found.pk, "row_no": 4})
    assert after.url == second
    last = client.post(second, {"status": "REFUSED", "reason": "Bukan orangnya"})
    assert last.url == reverse("site:list", kwargs={"list_id": found.pk})
    answer = client.get(reverse("site:list_answer", kwargs={"list_id": found.pk}))
    assert answer.content.startswith(b"PK")


def test_no_full_nik_stands_on_a_page_of_people_and_a_search_is_posted(secretary, tmp_path) -> None:
    found = propose(secretary, tmp_path, ROWS)
    client = signed_in(builders.manpower(REGION))
    address = reverse("site:list_rows", kwargs={"list_id": found.pk})
    told = client.post(address, {"cari": ROWS[1][0]}).content.decode()

    assert "Budi Santoso" in told
    assert "Abdul Karim" not in told
    assert ROWS[0][0] not in client.get(address).content.decode()


def test_a_list_is_returned_with_a_reason_and_waits_at_home(secretary, tmp_path) -> None:
    found = propose(secretary, tmp_path, ROWS)
    clerk, village = signed_in(builders.manpower(REGION)), signed_in(secretary)
    assert "menunggu diperiksa" in page(clerk, "home")
    do = reverse("site:list_do", kwargs={"list_id": found.pk})
    assert clerk.post(do, {"act": "return"}).status_code == 400
    clerk.post(do, {"act": "return", "note": "Lengkapi alamat"})

    assert "Daftar dikembalikan" in page(village, "home")
    assert "Lengkapi alamat" in page(village, "list", list_id=found.pk)


def test_sheets_and_forms_are_downloaded(secretary) -> None:
    client = signed_in(secretary)
    assert client.get(reverse("site:list_sheet")).content.startswith(b"PK")
    assert client.get(reverse("site:list_form")).content.startswith(b"%PDF")
    elsewhere = f"{reverse('site:list_sheet')}?untuk=desa:61.01.01.2999"
    assert client.get(elsewhere).status_code == 404
    assert signed_in(builders.planner(REGION)).get(reverse("site:list_new")).status_code == 403


def test_the_list_of_servants_is_uploaded(secretary, tmp_path) -> None:
    client = signed_in(builders.manpower(REGION))
    content = write(tmp_path, [(nik(9, BORN, "L"), "X")], ("NIK", "NAMA")).read_bytes()
    told = {"region": REGION, "kind": "ASN", "listed_on": "2024-12-01"}
    upload = SimpleUploadedFile("asn.csv", content)
    answer = client.post(reverse("site:list_servants"), told | {"file": upload})
    assert answer.status_code == 302, answer.content.decode()
    assert CivilServant.objects.count() == 1
    assert "ASN (PNS dan PPPK)" in page(client, "list_servants")
