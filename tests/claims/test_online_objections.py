"""Who holds the code of a claim objects from home; nobody else, nothing twice, nothing too late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, ClaimAccess, ClaimState, Objection, Paper, ProofSubmission
from payung.claims.operations.bringing import bring
from payung.claims.operations.codes import end_access
from payung.claims.operations.intake import issue_code
from payung.claims.operations.objections import (
    object_online,
    object_to_decision,
    review_objection,
)
from payung.claims.papers import document_of
from payung.claims.queries.objections import objections, papers_of
from payung.claims.queries.proof_submissions import awaited_proofs
from payung.clock import today
from payung.documents.models import Letter
from payung.documents.refusals import AttachmentRefused
from payung.errors import NotFound
from payung.reference.operations import load_reference
from payung.registry.models import Programme
from tests.claims import builders as build
from tests.claims.payment_builders import granted
from tests.claims.scans import scanned
from tests.claims.submissions import holder, job_seeker, visitor
from tests.claims.test_objections import refused_claim, regional
from tests.claims.test_papers import pdf

GROUNDS = "Suami saya sakit di rumah; ia tidak sedang bekerja."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


@pytest.fixture
def decided(reference: None) -> Claim:
    """A claim that was refused on the day of the test."""
    return refused_claim()


def address(of: Claim) -> str:
    return reverse("site:claim_online_objection", args=[of.number])


def objecting(actor, of: Claim, grounds: str = GROUNDS) -> Objection:
    return object_online(actor=actor, number=of.number, grounds=grounds)


def test_a_widow_objects_from_her_phone_and_the_region_answers_her(decided: Claim) -> None:
    client, region = visitor(decided), regional()
    assert "Anda dapat berkeberatan sampai" in client.get("/klaim/daring/berkas/").text
    assert client.post(address(decided), {"grounds": "x"}).status_code == 400
    receipt = client.post(address(decided), {"grounds": GROUNDS}, follow=True).text
    made = Objection.objects.get()
    assert made.number in receipt
    assert "27 Desember 2024" in receipt
    assert GROUNDS not in receipt  # others who hold a code of this event do not read it
    assert (made.is_online, made.recorded_by, made.objector) == (True, None, "Siti Contoh")
    step = decided.steps.get(kind="OBJECTED")
    assert (step.recorded_by, step.data) == (None, {"decision": 1, "online": True})
    told = {"act": "add", "number": decided.number, "document": document_of(made)}
    told["file"] = SimpleUploadedFile("surat rawat.pdf", scanned("surat"))
    assert "Berkas diterima" in client.post(address(decided), told, follow=True).text

    desk = Client()
    desk.force_login(region.user)
    shown = desk.get(reverse("site:claim_objection", args=[made.pk])).text
    assert "surat rawat.pdf" in shown
    assert "daring, dengan kode Siti Contoh" in shown
    assert [one.pk for one in objections(region)] == [made.pk]
    review_objection(actor=region, objection_id=made.pk, accepted=True, reasons="Ternyata benar")
    assert Letter.objects.get(kind="claim_objection_answer").recipient_name == "Siti Contoh"
    assert "Klaim ini dinilai kembali" in client.get(address(decided)).text
    assert "klaim diputus kembali" in client.get("/klaim/daring/berkas/").text


def test_the_same_decision_is_objected_to_once_at_the_desk_or_at_home(decided: Claim) -> None:
    own = holder(decided)
    first = objecting(own, decided)
    assert objecting(own, decided, "Alasan lain sama sekali") == first
    again = object_to_decision(actor=build.officer(), number=decided.number, grounds="Di loket")
    assert again == first
    assert decided.steps.filter(kind="OBJECTED").count() == 1
    with pytest.raises(IntegrityError, match="objection_has_source"), transaction.atomic():
        Objection.objects.create(
            claim=decided, decision=first.decision, grounds="-", received_on=first.received_on,
            review_until=first.review_until,
        )  # fmt: skip


def test_the_amount_of_a_granted_claim_is_objected_to_and_stays_payable(reference: None) -> None:
    claim = granted(42_000_000)
    made = objecting(holder(claim, "Kakak Almarhum"), claim)
    assert (made.party, made.objector) == (None, "Kakak Almarhum")  # no party is called so
    claim.refresh_from_db()
    assert claim.state == ClaimState.GRANTED


def test_too_late_is_told_the_last_day_and_the_other_way(decided: Claim, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-02-03")
    with pytest.raises(ClaimRefused, match=r"sampai 21-01-2025.*datanglah ke"):
        objecting(holder(decided), decided)
    client = visitor(decided)
    assert "21 Januari 2025, dan hari itu sudah lewat" in client.get(address(decided)).text
    answer = client.post(address(decided), {"grounds": GROUNDS})
    assert (answer.status_code, "21-01-2025" in answer.text) == (400, True)
    assert not Objection.objects.exists()


def test_nobody_objects_to_anothers_claim_or_after_his_time(decided: Claim) -> None:
    other = build.claim(build.worker(months=1), Programme.JKM, state="RECEIVED")
    own = holder(other)
    with pytest.raises(NotFound):
        objecting(own, decided)
    with pytest.raises(ClaimRefused, match="not_decided"):
        objecting(own, other)
    client = visitor(other)
    assert client.get(address(decided)).status_code == 404
    assert client.post(address(decided), {"grounds": GROUNDS}).status_code == 404
    own = holder(decided)
    end_access(own)
    with pytest.raises(ClaimRefused, match="access_over"):
        objecting(own, decided)
    gone = Client().post(address(decided), {"grounds": GROUNDS}, follow=True)
    assert gone.redirect_chain[-1][0] == reverse("site:claim_online")
    assert "Waktu Anda habis" in gone.text
    assert not Objection.objects.exists()


def run_out(client: Client) -> None:
    """The time of the open claim ends."""
    opened = client.session["claim_access"]
    ClaimAccess.objects.filter(pk=opened).update(ended_at=timezone.now())


def opened_again(client: Client, of: Claim):
    code = issue_code(actor=build.officer(), number=of.number, recipient="Siti Contoh")
    told = {"number": of.number, "code": code}
    return client.post(reverse("site:claim_online"), told, follow=True)


def test_grounds_typed_too_long_come_back_after_the_next_code_and_are_not_sent(
    decided: Claim,
) -> None:
    client = visitor(decided)
    run_out(client)
    told = client.post(address(decided), {"grounds": GROUNDS}, follow=True).text
    assert "Keberatan Anda BELUM terkirim" in told
    assert GROUNDS not in told  # nothing is shown to who sits at this device without a code
    assert "suami" not in str(dict(client.session.items())).lower()
    assert not Objection.objects.exists()
    wrong = client.post(reverse("site:claim_online"), {"number": decided.number, "code": "A"})
    assert "Keberatan Anda BELUM terkirim" in wrong.text
    assert GROUNDS not in wrong.text
    back = opened_again(client, decided)
    assert back.redirect_chain[-1][0] == address(decided)
    assert GROUNDS in back.text
    assert "Belum terkirim." in back.text
    assert "Catat kode Anda berikutnya" in back.text
    assert "BELUM terkirim" in client.get("/klaim/daring/berkas/").text
    client.post(address(decided), {"grounds": GROUNDS})
    assert Objection.objects.get().number in client.get(address(decided)).text
    assert "BELUM terkirim" not in client.get("/klaim/daring/berkas/").text


def test_what_was_typed_is_for_its_own_claim_only_and_not_for_long(
    decided: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = build.claim(build.worker(months=1), Programme.JKM, state="RECEIVED")
    client = visitor(decided)
    run_out(client)
    client.post(address(other), {"grounds": GROUNDS})  # not of the claim that was open here
    assert "claim_unsent_grounds" not in client.session
    client.post(address(decided), {"grounds": GROUNDS})
    assert GROUNDS not in opened_again(client, other).text
    assert "claim_unsent_grounds" not in client.session
    opened_again(client, decided)
    run_out(client)
    client.post(address(decided), {"grounds": GROUNDS})
    monkeypatch.setattr("payung.site.pages.claim_session.UNSENT_KEPT_FOR", timedelta(0))
    late = opened_again(client, decided)
    assert late.redirect_chain[-1][0] == reverse("site:claim_online_claim")
    client = visitor(decided)
    client.post(reverse("site:claim_online_leave"))
    gone = client.post(address(decided), {"grounds": GROUNDS}, follow=True).text
    assert "Waktu Anda habis" in gone  # closed by hand: this device keeps nothing


def test_papers_belong_to_an_open_objection_and_are_inspected(
    decided: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = holder(decided)
    told = {"actor": own, "number": decided.number, "document": "OBJECTION_1", "file_name": "a"}
    with pytest.raises(ClaimRefused, match="not_awaited"):
        bring(**told, content=scanned("lebih dulu"))
    made = objecting(own, decided)
    with pytest.raises(AttachmentRefused):
        bring(**told, content=pdf(script=True))
    monkeypatch.setattr("payung.claims.operations.bringing.MOST_PAPERS", 1)
    first = bring(**told, content=scanned("satu"))
    assert bring(**told, content=scanned("satu")) == first  # the same file is here already
    with pytest.raises(ClaimRefused, match="too_many"):
        bring(**told, content=scanned("dua"))
    assert (
        list(papers_of(made)) == list(first) == list(Paper.objects.filter(document="OBJECTION_1"))
    )
    review_objection(actor=regional(), objection_id=made.pk, accepted=False, reasons="Tetap benar")
    with pytest.raises(ClaimRefused, match="not_awaited"):
        bring(**told, content=scanned("tiga"))


@pytest.mark.usefixtures("committed")
def test_two_taps_at_once_make_one_objection_and_one_submission_of_proof() -> None:
    load_reference()
    claim = job_seeker()
    own, proof = holder(claim), awaited_proofs(claim, today())[0].key

    def tap(place: int) -> int:
        told = {"actor": own, "number": claim.number, "document": proof, "file_name": "a.pdf"}
        try:
            bring(**told, content=scanned(f"lamaran {place}"))
            return objecting(own, claim, f"{GROUNDS} ({place})").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        made = set(both.map(tap, range(2)))
    assert made == {Objection.objects.get().pk}
    assert ProofSubmission.objects.get().files.count() == 2
