"""The pages of covers: what each side sees and does, without JavaScript."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from payung.access.reader import Reader
from payung.sponsorship.models import BeneficiaryList, DropReason, ListAct, RowStatus
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import register_list
from tests.sponsorship import builders as build
from tests.sponsorship import covers
from tests.sponsorship.covers import Region, people, ready_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def regency(settings: Settings) -> Region:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    return covers.region()


def visit(reader: Reader, route: str, **arguments: object) -> str:
    client = Client()
    client.force_login(reader.user)
    answer = client.get(reverse(f"site:{route}", kwargs=arguments))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(reader: Reader, route: str, told: dict[str, object], **arguments: object) -> str:
    client = Client()
    client.force_login(reader.user)
    answer = client.post(reverse(f"site:{route}", kwargs=arguments), told, follow=True)
    return answer.content.decode()


def state(found: BeneficiaryList) -> set[str]:
    return set(found.rows.values_list("status", flat=True))


def test_a_list_goes_from_decree_to_cards_by_the_pages(regency: Region) -> None:
    found = ready_list(regency, [*people(3), *people(1, born=date(1950, 1, 1))])
    told = visit(regency.disnaker, "list_funnel", list_id=found.pk)
    assert reverse("site:list_decree", kwargs={"list_id": found.pk}) in told
    shown = post(regency.disnaker, "list_decree", {"act": "draft"}, list_id=found.pk)
    assert "Konsep keputusan sudah disusun" in shown
    assert "Tanda tangani keputusan" not in shown or "SIGN" not in shown
    shown = post(regency.regent, "list_decree", {"act": "sign"}, list_id=found.pk)
    assert "penerimanya ditetapkan" in shown
    assert state(found) == {RowStatus.DECREED}

    home = visit(regency.officer, "home")
    assert "Ditetapkan, belum didaftarkan" in home
    payer = f"{regency.payer.registration_number}/000"
    shown = post(
        regency.officer, "list_register", {"act": "register", "payer": payer}, list_id=found.pk
    )
    assert "3 orang didaftarkan; 1 ditolak sistem" in shown
    assert "umur di bawah 65 tahun" in shown

    assert "Ditolak sistem, belum diganti" in visit(regency.disnaker, "home")
    assert "umur di bawah 65 tahun" in visit(regency.disnaker, "list_replace", list_id=found.pk)
    secretary = build.village_secretary(f"{regency.code}.01.2001")
    assert "Kartu belum diserahkan" in visit(secretary, "home")
    row = found.rows.get(row_no=2)
    shown = post(secretary, "list_cards", {"act": "hand", "baris": [row.pk]}, list_id=found.pk)
    assert "1 kartu ditandai diterima" in shown
    assert found.rows.get(row_no=1).name not in shown  # of another village
    shown = post(
        regency.disnaker,
        "list_cards",
        {
            "act": "prepare",
            "village": "",
            "place": "Balai Desa",
            "handed_on": "2024-12-18",
            "met_name": "Joko Contoh",
            "met_title": "Sekretaris Desa",
        },
        list_id=found.pk,
    )
    assert "Berita acara disusun" in shown
    assert "Balai Desa" in shown


def test_the_months_that_end_are_told_renewed_and_decided(regency: Region) -> None:
    found = ready_list(regency, people(3), first_month=date(2024, 11, 1), months=2)
    letter = decree_list(actor=regency.disnaker, list_ids=[found.pk])
    sign_decree(actor=regency.regent, letter_id=letter.pk)
    register_list(
        actor=regency.officer,
        list_id=found.pk,
        payer_npp=regency.payer.registration_number,
        on=date(2024, 11, 4),
    )
    assert "Masa iuran segera berakhir" in visit(regency.disnaker, "home")
    shown = visit(regency.disnaker, "list_lapsing")
    assert found.rows.first().name in shown
    shown = post(regency.disnaker, "list_renew", {"act": "renew", "months": "12"}, list_id=found.pk)
    assert "diusulkan untuk bulan berikutnya" in shown
    assert found.acts.filter(kind=ListAct.Kind.RENEWED).exists()
    row = found.rows.first()
    told = {"row": row.pk, "reason": DropReason.MOVED, "happened_on": "2024-12-10", "note": ""}
    shown = post(regency.disnaker, "list_leavers", told | {"act": "drop"})
    assert "Dicatat keluar" in shown
    assert "Pindah" in shown
    row.refresh_from_db()
    assert row.status == RowStatus.DROPPED


def test_the_funnels_are_by_list_village_and_government_and_leave_as_files(
    regency: Region, tmp_path: Path
) -> None:
    ready_list(regency, people(4))
    client = Client()
    client.force_login(regency.disnaker.user)
    for by in ("daftar", "desa", "daerah"):
        answer = client.get(reverse("site:list_funnels"), {"menurut": by})
        assert answer.status_code == 200
    sheet = client.get(reverse("site:list_funnels_export", kwargs={"format": "csv"}))
    assert "Nelayan" not in sheet.content.decode()
    assert ";4;4;0;0;0;0;0;" in sheet.content.decode()
    stranger = covers.region("17.03", "KC-CURUP")
    client.force_login(stranger.disnaker.user)
    sheet = client.get(reverse("site:list_funnels_export", kwargs={"format": "csv"}))
    assert ";4;4;" not in sheet.content.decode()
