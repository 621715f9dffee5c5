"""The pages of deciding: five seconds to see what, to whom and why; acts with clear refusals."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.access.reader import Reader
from payung.claims.models import Claim, Decision, Objection
from tests.claims import builders as build
from tests.claims.test_deciding import approve, death, propose
from tests.claims.test_objections import regional

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def signed_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def text(client: Client, claim: Claim) -> str:
    answer = client.get(reverse("site:claim_decision", args=[claim.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, claim: Claim, act: str, **told: object):
    claim.refresh_from_db()
    address = reverse("site:claim_decision_act", args=[claim.number, act])
    told.setdefault("version", claim.version)
    return client.post(address, {f"{act}-{name}": value for name, value in told.items()})


def test_a_claim_goes_from_the_laws_answer_to_the_heirs_letter_by_its_pages() -> None:
    claim = death()
    officer, head = signed_in(build.officer()), signed_in(build.head())
    shown = text(officer, claim)
    assert "siap diputus" in shown
    assert "Rp 42.000.000" in shown.replace("\xa0", " ")
    assert "PP 44/2015 Pasal 34 jo. PP 82/2019" in shown

    assert post(officer, claim, "putuskan").status_code == 302
    assert "batas kantor" in text(head, claim)
    assert claim.number in head.get(reverse("site:claim_approvals")).content.decode()

    assert post(head, claim, "setujui").status_code == 302
    shown = text(head, claim)
    assert "Pembayaran Manfaat" in shown
    assert "Dapat diajukan sampai" in shown


def test_a_stale_form_is_told_and_keeps_what_was_written() -> None:
    claim = death()
    officer = signed_in(build.officer())
    answer = post(officer, claim, "putuskan", version=claim.version - 1, grounds="Kata saya")
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert "diubah orang lain" in shown
    assert "Kata saya" in shown
    assert not Decision.objects.exists()


def test_who_may_not_is_refused_and_out_of_scope_is_not_found() -> None:
    claim = death()
    assert post(signed_in(build.head()), claim, "putuskan").status_code == 403
    stranger = signed_in(build.officer("petugas.palembang", "KC-PALEMBANG"))
    assert post(stranger, claim, "putuskan").status_code == 404
    assert post(signed_in(build.officer()), claim, "apa-saja").status_code == 404


def test_an_objection_is_answered_by_the_regional_office_on_its_page() -> None:
    claim = death()
    propose(claim)
    approve(claim)
    officer = signed_in(build.officer())
    told = {"grounds": "Beasiswa anak belum dihitung", "received_on": "2024-12-18"}
    assert post(officer, claim, "keberatan", **told).status_code == 302
    objection = Objection.objects.get(claim=claim)
    address = reverse("site:claim_objection", args=[objection.pk])
    assert officer.post(address, {"outcome": "accepted", "reasons": "Benar"}).status_code == 403
    answer = signed_in(regional()).post(
        address, {"outcome": "accepted", "reasons": "Anak belum dihitung"}
    )
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert claim.state == "COMPLETE"
