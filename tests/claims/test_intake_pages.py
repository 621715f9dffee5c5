"""The pages by which claims come in: counter, employer, and the public without an account."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from payung.access.models import Role, ScopeKind
from payung.claims.models import Claim, ClaimState, Paper
from payung.claims.operations.intake import issue_code
from payung.registry.models import Programme
from tests.access.builders import holder, user
from tests.claims.builders import claim, officer, worker

pytestmark = pytest.mark.usefixtures("reference")


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG")
    return out.getvalue()


def signed_in(reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def test_the_counter_finds_the_member_opens_claims_and_shows_what_is_missing() -> None:
    member, client = worker(months=1), signed_in(officer())
    at = reverse("site:claim_intake")
    assert client.post(at, {"card_number": "1"}).status_code == 400
    assert member.person.name in client.post(at, {"card_number": member.card_number}).text
    entered = {
        "card_number": member.card_number, "kind": "DEATH", "happened_on": "2024-12-02",
        "received_on": "2024-12-03", "name": "Siti Contoh", "relation": "SPOUSE",
        "birth_date": "1991-02-03", "phone": "081234567890",
    }  # fmt: skip
    answer = client.post(at, entered, follow=True)
    assert "Akta kematian" in answer.text
    assert "Buku nikah" in answer.text
    assert Claim.objects.count() == 3
    entered["happened_on"] = "2024-12-01"
    assert "sudah ada klaimnya" in client.post(at, entered).text


def test_an_officer_takes_checks_and_completes_on_one_page() -> None:
    own = claim(worker(months=1), Programme.JKP, "JOB_LOSS", cause="TERMINATION", state="RECEIVED")
    client = signed_in(officer())
    at = reverse("site:claim_papers", args=[own.number])
    assert "Masih diperlukan" in client.post(at, {"act": "complete"}).text
    for document in ("F6", "TERMINATION_PROOF", "ACCOUNT", "KAPK"):
        file = SimpleUploadedFile("foto.jpg", photo())
        client.post(at, {"act": "add", "document": document, "file": file})
        paper = Paper.objects.get(claim=own, document=document)
        client.post(at, {"act": "check", "paper": paper.pk, "finding": "accept"})
        shown = client.get(reverse("site:claim_paper", args=[own.number, paper.pk]))
        assert shown["Content-Disposition"].startswith("attachment")
    assert client.post(at, {"act": "complete"}).status_code == 302
    assert Claim.objects.get(pk=own.pk).state == ClaimState.COMPLETE


@pytest.mark.parametrize("route", ["claim_papers", "claim_papers_report", "claim_report"])
def test_another_offices_claim_is_not_found_by_its_address(route) -> None:
    own = claim(worker(months=1), Programme.JKM, state="RECEIVED")
    strange = worker(months=1)
    who = user()
    npp = f"{strange.employer.registration_number}/{strange.employer.division}"
    holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, npp, who=who)
    other = officer("petugas.palembang", "KC-PALEMBANG")
    client = Client()
    client.force_login(who if route == "claim_report" else other.user)
    at = reverse(f"site:{route}", args=[own.number])
    assert client.get(at).status_code == 404
    assert client.post(at, {"act": "complete"}).status_code in (400, 404)
    assert own.number not in client.get(at).text or "tidak ditemukan" in client.get(at).text


def test_an_employer_reports_an_accident_and_brings_papers() -> None:
    member, who = worker(months=1), user()
    npp = f"{member.employer.registration_number}/{member.employer.division}"
    holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, npp, who=who)
    client = Client()
    client.force_login(who)
    told = {
        "card_number": member.card_number, "kind": "ACCIDENT", "happened_on": "2024-12-17",
        "happened_at": "08:00", "note": "Tangan terjepit mesin potong",
    }  # fmt: skip
    answer = client.post(reverse("site:claim_reports"), told, follow=True)
    assert "Laporan tahap II" in answer.text
    own = Claim.objects.get()
    at = reverse("site:claim_report", args=[own.number])
    file = SimpleUploadedFile("hadir.jpg", photo())
    answer = client.post(at, {"act": "add", "document": "ATTENDANCE", "file": file}, follow=True)
    assert "Berkas diterima" in answer.text
    ended = {"act": "second", "outcome": "RECOVERED", "established_on": "2024-12-18"}
    answer = client.post(at, {**ended, "established_time": "00:01"}, follow=True)
    assert "Laporan tahap II terkirim" in answer.text
    assert "Belum ada laporan" not in client.get(reverse("site:claim_reports")).text


def test_an_heir_files_online_without_an_account_and_learns_nothing_of_the_member() -> None:
    member, visitor = worker(months=1), Client()
    told = {
        "kind": "DEATH", "happened_on": "2024-12-02", "card_number": member.card_number,
        "member_birth_date": "1980-01-01", "name": "Siti Contoh", "relation": "SPOUSE",
        "birth_date": "1991-02-03", "phone": "081234567890",
    }  # fmt: skip
    at = reverse("site:claim_online_new")
    refused = visitor.post(at, told)
    assert refused.status_code == 400
    assert member.person.name not in refused.text
    filed = visitor.post(at, {**told, "member_birth_date": member.person.birth_date.isoformat()})
    number = re.search(r"KL-\d\d-\d{7}", filed.text)[0]
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}(?=<)", filed.text)[0]
    assert Claim.objects.get(number=number).state == ClaimState.DRAFT
    opened = visitor.post(
        reverse("site:claim_online"), {"number": number, "code": code}, follow=True
    )
    assert "Kode Anda berikutnya" in opened.text
    assert code not in opened.text
    assert member.person.name.split()[0] not in opened.text
    assert opened["Cache-Control"].count("no-store")


def test_files_come_in_parts_from_a_phone_and_end_with_leaving() -> None:
    own = claim(worker(months=1), Programme.JKM, state="RECEIVED")
    code = issue_code(actor=officer(), number=own.number, recipient="Siti")
    visitor = Client()
    begin = reverse("site:claim_online_upload", args=[own.number])
    assert visitor.post(begin).status_code == 400
    visitor.post(reverse("site:claim_online"), {"number": own.number, "code": code})
    content = photo()
    told = {"document": "F4", "name": "f4.jpg", "size": str(len(content))}
    started = visitor.post(begin, told).json()
    part = f"{begin}{started['token']}/"

    def send(offset: int, some: bytes):
        return visitor.post(
            part, some, "application/octet-stream", headers={"X-Offset": str(offset)}
        )

    assert send(0, content[:100]).json()["received"] == 100
    gap = send(200, content[200:])
    assert (gap.status_code, gap.json()["received"]) == (409, 100)
    assert visitor.get(part).json()["received"] == 100
    assert send(100, content[100:]).json()["received"] == len(content)
    assert visitor.post(f"{part}selesai/").json()["kept"]
    assert Paper.objects.get().document == "F4"
    strange = claim(worker(months=1), Programme.JKM, state="RECEIVED")
    other = reverse("site:claim_online_upload", args=[strange.number])
    assert visitor.post(other, told).status_code == 404
    visitor.post(reverse("site:claim_online_leave"))
    assert visitor.post(begin, told).status_code == 400
    page = visitor.get(reverse("site:claim_online_claim"))
    assert page.url == reverse("site:claim_online")


def test_a_wrong_code_is_answered_by_one_sentence() -> None:
    own = claim(worker(months=1), Programme.JKM, state="RECEIVED", received_on=date(2024, 12, 3))
    at, visitor = reverse("site:claim_online"), Client()
    pages = []
    for number in (own.number, "KL-24-9999999"):
        answer = visitor.post(at, {"number": number, "code": "AAAAAAAA"})
        assert answer.status_code == 400
        pages.append(re.findall(r"tidak cocok[^<]*", answer.text))
    assert pages[0] == pages[1] != []
