"""Offices set up their letters, and reword drafts, on pages of their own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.access.models import HolderKind, Role, ScopeKind
from payung.documents.models import ActingAuthority, Letterhead, NumberPattern
from payung.documents.operations import sign_letter
from tests.access import builders as access
from tests.documents import builders as build
from tests.documents.builders import PANGKALPINANG

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Client:
    build.world()
    return client_of(build.head())


def client_of(reader: object) -> Client:
    client = Client()
    client.force_login(reader.user)  # type: ignore[attr-defined]
    return client


def of_office(name: str) -> str:
    return reverse(f"site:issuing_{name}", args=[PANGKALPINANG])


def test_a_letterhead_is_proposed_seen_and_then_recorded(head) -> None:
    first = head.get(reverse("site:issuing"))
    assert first.url == of_office("letterhead"), "his only office opens at once"
    lines = {"address": "Jalan Usulan 9", "place": "Muntok", "valid_from": "2024-12-20"}
    seen = head.post(first.url, {**lines, "contoh": "1"})
    assert "address=Jalan+Usulan+9" in seen.text
    assert not Letterhead.objects.exists()
    sheet = head.get(of_office("sample"), {"address": "Jalan Usulan 9"})
    assert (sheet["Content-Type"], sheet.status_code) == ("image/png", 200)
    told = head.post(first.url, lines, follow=True)
    assert "Akan berlaku" in told.text
    assert Letterhead.objects.get().address == "Jalan Usulan 9"
    assert head.post(first.url, {**lines, "valid_from": "besok"}).status_code == 400


def test_a_pattern_that_cannot_number_is_told_beside_the_form(head) -> None:
    wrong = head.post(
        of_office("numbers"),
        {"number_class": "B", "pattern": "B/{year}", "valid_from": "2024-12-18"},
    )
    assert wrong.status_code == 400
    assert "kurang: sequence" in wrong.text
    right = {
        "number_class": "B",
        "pattern": "{class}.{sequence}.{year}",
        "valid_from": "2024-12-18",
    }
    assert "B.1.2024" in head.post(of_office("numbers"), right, follow=True).text
    assert NumberPattern.objects.get().office_id == PANGKALPINANG


def test_the_custodian_records_a_decree_and_the_office_itself_does_not(head) -> None:
    holder = build.holder(Role.HEAD_OF_BRANCH, kind=HolderKind.DAILY_ACTING)
    clause = {"seat": f"{holder.pk}:binding_agreement", "clause": "KEP/1/2024 angka 3"}
    assert "Catat bunyi" not in head.get(of_office("authorities")).text
    assert head.post(of_office("authorities"), clause).status_code == 403
    custodian = client_of(access.reader(Role.DATA_CUSTODIAN, ScopeKind.NATION))
    told = custodian.post(of_office("authorities"), clause, follow=True)
    assert "KEP/1/2024 angka 3" in told.text
    assert ActingAuthority.objects.get().holder == holder


def test_a_draft_is_reworded_and_what_it_was_is_shown(head) -> None:
    letter = build.draft(build.head(), about="case:7")
    address = reverse("site:letter_edit", args=[letter.pk])
    form = head.get(address).context["form"]
    assert "letter_date" not in form.fields
    assert "isi_principal" not in form.fields
    entered = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    told = entered | {"isi_findings": "satu temuan;\ndua temuan.", "reason": "Kalimat keliru"}
    told = {name: value for name, value in told.items() if value is not None}
    page = head.post(address, told, follow=True)
    assert "Kalimat keliru" in page.text
    assert "<ins>satu temuan;<br>dua temuan.</ins>" in page.text
    letter.refresh_from_db()
    assert letter.data["findings"] == ["satu temuan;", "dua temuan."]
    late = head.post(address, told | {"isi_findings": "tiga temuan."})
    assert late.status_code == 400
    assert "sudah diubah orang lain" in late.text


def test_a_signed_letter_has_no_form(head) -> None:
    actor = build.head()
    letter = sign_letter(actor=actor, letter_id=build.draft(actor).pk)
    answer = head.get(reverse("site:letter_edit", args=[letter.pk]))
    assert answer.status_code == 400
    assert "bukan konsep lagi" in answer.text
