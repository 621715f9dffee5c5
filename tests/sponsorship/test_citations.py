"""A rule that is cited exists, nationally or in the register; else the nearest is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from payung.access.reader import operator
from payung.reference.models import Regulation
from payung.reference.regional_citations import regional_citations
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.operations.regulations import record_regulation, revoke_regulation
from payung.sponsorship.queries.citations import (
    Fault,
    check_citations,
    cited_rules,
    legal_basis_codes,
)
from tests.access.builders import region
from tests.documents import builders as letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    rule = {"title": "-", "title_en": "-", "role": "-", "source": "test", "confidence": "high"}
    for code, kind, number, year, status in (
        ("inpres-2-2021", "Inpres", "2", 2021, "IN_FORCE"),
        ("inpres-4-2022", "Inpres", "4", 2022, "PERIOD_CLOSED"),
        ("permendagri-84-2022", "Permendagri", "84", 2022, "PERIOD_CLOSED"),
        ("pmk-215-2021", "PMK", "215/PMK.07", 2021, "REPLACED"),
        ("pmk-52-2024", "PMK", "52 or 54", 2024, "IN_FORCE"),
    ):
        own = {"type": kind, "number": number, "year": year, "status": status}
        Regulation.objects.update_or_create(pk=code, defaults=rule | own)
    kolaka = region("74.11")
    kolaka.name = "Kabupaten Kolaka Timur"
    kolaka.save()
    record_regulation(
        actor=operator(),
        region_code="74.11",
        instrument="PERDA",
        number="3",
        year=2021,
        title="Jaminan sosial ketenagakerjaan",
        enacted_on=date(2021, 3, 1),
        source="JDIH",
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Inpres Nomor 21 Tahun 2021", "Inpres 2/2021"),  # the lead of Bangka Belitung
        ("Inpres No. 2 Tahun 2023", "Inpres 2/2021"),  # Kalimantan Barat
        ("Permendagri 48/2022", "Permendagri 84/2022"),
        (
            "Perda Kabupaten Kolaka Timur Nomor 13 Tahun 2021",
            "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021",
        ),
        (
            "Peraturan Daerah Kab. Kolaka Timur No. 3 Tahun 2020",
            "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021",
        ),
    ],
)
def test_a_misquoted_rule_is_told_with_the_nearest(written: str, meant: str) -> None:
    text = f"Menindaklanjuti {written} tentang optimalisasi, rapat menyepakati anggaran."

    (found,) = check_citations(text)

    assert (found.fault, found.text) == (Fault.MISQUOTED, written)
    assert text[found.start : found.end] == written
    assert found.nearest == (meant,)
    assert meant in found.message()
    assert meant in found.message("en")


def test_rules_that_exist_are_no_finding() -> None:
    text = (
        "Dasar: Inpres 2/2021, Inpres Nomor 4 Tahun 2022, Permendagri 84/2022, PMK 54/2024 dan "
        "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021."
    )
    assert check_citations(text) == ()


def test_all_findings_of_a_text_come_in_their_order() -> None:
    text = "PMK 215/PMK.07/2021; Perda Kolaka Timur 9/2019; UU 13/2003; Inpres 21/2021."

    found = check_citations(text)

    assert [one.fault for one in found] == [
        Fault.ENDED,
        Fault.UNKNOWN,
        Fault.UNKNOWN,
        Fault.MISQUOTED,
    ]
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_a_revoked_regional_rule_is_told_on_the_day() -> None:
    found = legal_basis_codes(["Perda Kolaka Timur 3/2021"], region_code="74.11")
    number = int(found[0].removeprefix("daerah:"))
    revoke_regulation(
        actor=operator(), regulation_id=number, effective_on=date(2024, 1, 1), reason="Dicabut"
    )
    text = "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021"

    assert check_citations(text, on=date(2023, 12, 31)) == ()
    assert [one.fault for one in check_citations(text, on=date(2024, 1, 1))] == [Fault.ENDED]


def test_a_rule_without_its_region_is_the_own_government_s() -> None:
    text = "berdasarkan Perda Nomor 3 Tahun 2021"
    assert check_citations(text, region_code="74.11") == ()
    assert [one.fault for one in check_citations(text, region_code="74")] == [Fault.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "Perda yang ditetapkan pada 14/10/2021",
        "perda tentang APBD tahun 2021",
        "PP pekerja 5/2021 orang",
        "bupati menetapkan 12/2021",
    ],
)
def test_words_and_dates_are_no_citations(text: str) -> None:
    assert check_citations(text) == ()
    assert not list(regional_citations(text))


def test_a_legal_basis_becomes_codes_and_is_read_back() -> None:
    codes = legal_basis_codes(
        ["Inpres 2/2021", "", "Perda 3/2021", "inpres-2-2021"], region_code="74.11"
    )
    assert codes[0] == "inpres-2-2021"
    assert len(codes) == 2
    assert [cited for _code, cited in cited_rules(codes)] == [
        "Inpres 2/2021",
        "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021",
    ]


@pytest.mark.parametrize("cited", ["Inpres 21/2021", "Perda 8/2021", "daerah:999999", "apa saja"])
def test_a_legal_basis_that_no_register_holds_is_refused_in_the_room_s_own_words(
    cited: str,
) -> None:
    with pytest.raises(BudgetRefused) as refusal:
        legal_basis_codes([cited], region_code="74.11", refused=BudgetRefused)
    assert refusal.value.code == "citation_unknown"
    assert cited in refusal.value.message_id


def test_a_letter_that_misquotes_a_rule_is_saved_with_a_warning() -> None:
    letters.world()
    writer = letters.head()
    letter = letters.draft(writer, about="case:7")
    client = Client()
    client.force_login(writer.user)
    address = reverse("site:letter_edit", args=[letter.pk])
    form = client.get(address).context["form"]
    told = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    told |= {"isi_findings": "melanggar Inpres Nomor 21 Tahun 2021", "reason": "Kalimat keliru"}

    saved = client.post(
        address, {name: value for name, value in told.items() if value is not None}, follow=True
    )

    assert saved.redirect_chain
    assert "Mungkin maksudnya Inpres 2/2021" in saved.text
    letter.refresh_from_db()
    assert letter.data["findings"] == ["melanggar Inpres Nomor 21 Tahun 2021"]
    assert "Kutipan yang perlu diperiksa" in client.get(address).text
