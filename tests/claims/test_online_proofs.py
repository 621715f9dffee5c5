"""Proofs sent from home: they move nothing until an officer has accepted them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from payung.access.refusals import AccessRefused
from payung.claims.acting_for import Claimant
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    Paper,
    Payable,
    Proof,
    ProofAnswer,
    ProofSubmission,
)
from payung.claims.operations.bringing import bring
from payung.claims.operations.codes import end_access
from payung.claims.operations.pension_runs import run_pensions
from payung.claims.operations.proof_answers import accept_submission, refuse_submission
from payung.claims.operations.proofs import Shown, prove_payable, take_back_proof
from payung.claims.operations.uploading import add_part, finish_upload, start_upload
from payung.claims.queries.proof_submissions import (
    Awaited,
    awaited_proofs,
    waiting_submissions,
)
from payung.claims.queries.proofs import proven
from payung.clock import today
from payung.documents.refusals import AttachmentRefused
from payung.errors import NotFound
from tests.claims.builders import BRANCH, cashier, head, officer
from tests.claims.pensioners import widow
from tests.claims.scans import scanned
from tests.claims.submissions import family, holder, job_seeker, visitor
from tests.claims.test_papers import pdf

DUE = date(2025, 12, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-12-10")


@pytest.fixture
def orphans(reference: None) -> Claim:
    """A family whose second school year waits for two letters."""
    return family()


def of(claim: Claim, name: str = "Ani Contoh") -> Awaited:
    return next(one for one in awaited_proofs(claim, today()) if one.party.name == name)


def send(own: Claimant, claim: Claim, key: str, title: str = "surat") -> Paper:
    told = {"actor": own, "number": claim.number, "document": key, "file_name": f"{title}.pdf"}
    return bring(**told, content=scanned(title))[0]  # type: ignore[arg-type]


def ready(claim: Claim) -> set[str]:
    """Whose second year may be paid."""
    rows = Payable.objects.filter(proven(), claim=claim, due_on=DUE)
    return set(rows.values_list("party__name", flat=True))


def test_a_letter_is_asked_for_sent_accepted_and_only_then_the_year_is_due(
    orphans: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = holder(orphans)
    monkeypatch.setenv("PAYUNG_TODAY", "2025-10-02")  # sixty-one days before
    assert awaited_proofs(orphans, today()) == ()
    monkeypatch.setenv("PAYUNG_TODAY", "2025-10-03")
    assert [one.party.name for one in awaited_proofs(orphans, today())] == ["Ani Contoh", "Budi"]
    send(own, orphans, of(orphans).key, "halaman 1")
    send(own, orphans, of(orphans).key, "halaman 2")
    assert ready(orphans) == set()
    (sent,) = waiting_submissions(officer())
    assert (sent.sequence, sent.files.count(), sent.access_id) == (1, 2, own.access_id)
    assert orphans.steps.get(kind="PROOF_SENT").recorded_by is None

    answer = accept_submission(actor=officer(), submission_id=sent.pk, issuer="SDN 1")
    assert ready(orphans) == {"Ani Contoh"}
    proof = answer.proof
    assert (proof.valid_from, proof.valid_until) == (DUE, date(2026, 12, 1))
    assert (proof.issuer, proof.checked_by) == ("SDN 1", officer().user)
    assert accept_submission(actor=officer(), submission_id=sent.pk) == answer
    with pytest.raises(ClaimRefused, match="already_answered"):
        refuse_submission(actor=officer("petugas.kedua"), submission_id=sent.pk, reason="buram")
    assert not waiting_submissions(officer()).exists()
    take_back_proof(actor=officer(), number=orphans.number, proof_id=proof.pk, reason="palsu")
    assert of(orphans).is_checked  # asked for again


def test_a_refused_letter_is_told_why_and_may_be_sent_again(orphans: Claim) -> None:
    client = visitor(orphans)
    page = reverse("site:claim_online_claim")
    assert "Surat keterangan sekolah · Ani" in client.get(page).text
    assert "Ani Contoh" not in client.get(page).text.split("Bukti untuk")[1].split("</section>")[0]
    told = {"number": orphans.number, "document": of(orphans).key}
    told["file"] = SimpleUploadedFile("s.pdf", scanned("buram"))
    client.post(page, told)
    sent = ProofSubmission.objects.get()
    assert sent.number in client.get(page).text
    with pytest.raises(ClaimRefused, match="no_reason"):
        refuse_submission(actor=officer(), submission_id=sent.pk, reason=" ")
    refuse_submission(actor=officer(), submission_id=sent.pk, reason="Cap sekolah tidak terbaca")
    assert "Cap sekolah tidak terbaca" in client.get(page).text
    assert ready(orphans) == set()
    send(holder(orphans), orphans, of(orphans).key, "jelas")
    again = ProofSubmission.objects.get(answer=None)
    assert (again.sequence, again.party) == (2, sent.party)
    with pytest.raises(IntegrityError, match="proof_sent_in_order"), transaction.atomic():
        ProofSubmission.objects.create(
            party=sent.party, kind=sent.kind, valid_from=DUE, valid_until=DUE, sequence=2,
            access=sent.access, submitted_on=DUE,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        ProofAnswer.objects.update(is_accepted=True)


def test_a_changed_id_an_old_session_and_a_stranger_get_nothing(orphans: Claim) -> None:
    other = family()
    own, key = holder(orphans), of(orphans).key
    theirs = of(other).key
    for number, document, refusal in (
        (orphans.number, theirs, ClaimRefused),  # another claim's child in one's own claim
        (other.number, theirs, NotFound),
        (orphans.number, key.replace("SCHOOL_LETTER", "ALIVE"), ClaimRefused),
        (orphans.number, "SCHOOL_LETTER:x:y", ClaimRefused),
    ):
        with pytest.raises(refusal):
            bring(actor=own, number=number, document=document, content=pdf(), file_name="a.pdf")
    with pytest.raises(ClaimRefused, match="closed_for_papers"):  # officers have a form
        bring(actor=officer(), number=orphans.number, document=key, content=pdf(), file_name="a")
    end_access(own)
    with pytest.raises(ClaimRefused, match="access_over"):
        send(own, orphans, key)
    begun = Client().post(
        reverse("site:claim_online_upload", args=[orphans.number]), {"document": key}
    )
    assert begun.status_code == 400
    assert not Paper.objects.exists()

    send(holder(orphans), orphans, key)
    sent = ProofSubmission.objects.get()
    far = officer("petugas.palembang", "KC-PALEMBANG")
    for act in (
        lambda: accept_submission(actor=far, submission_id=sent.pk),
        lambda: refuse_submission(actor=far, submission_id=sent.pk, reason="bukan milik kami"),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(AccessRefused):
        accept_submission(actor=head(), submission_id=sent.pk)


def test_files_that_could_harm_and_too_many_are_refused(
    orphans: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, key = holder(orphans), of(orphans).key
    with pytest.raises(AttachmentRefused):
        bring(actor=own, number=orphans.number, document=key, content=pdf(script=True),
              file_name="a.pdf")  # fmt: skip
    assert not ProofSubmission.objects.exists()
    monkeypatch.setattr("payung.claims.operations.bringing.MOST_PAPERS", 2)
    send(own, orphans, key, "satu")
    send(own, orphans, of(orphans, "Budi").key, "satu")  # one letter for both children
    with pytest.raises(ClaimRefused, match="too_many"):
        send(own, orphans, key, "dua")
    assert Paper.objects.count() == 1


def test_a_letter_in_parts_on_a_thin_network(orphans: Claim) -> None:
    own, content = holder(orphans), scanned("surat")
    at = {"actor": own, "number": orphans.number}
    told = {"document": of(orphans).key, "file_name": "surat.pdf", "size_bytes": len(content)}
    with pytest.raises(ClaimRefused, match="unknown_paper"):
        start_upload(**at, **told | {"document": "SCHOOL_LETTER:0:20251202"})
    token = start_upload(**at, **told).token
    add_part(**at, token=token, offset=0, content=content[:300])
    assert start_upload(**at, **told).received == 300
    add_part(**at, token=token, offset=300, content=content[300:])
    assert len(finish_upload(**at, token=token).papers) == 1
    assert ProofSubmission.objects.get().files.count() == 1


def test_a_letter_shown_at_the_desk_meanwhile_is_the_one_that_counts(orphans: Claim) -> None:
    wanted = of(orphans)
    send(holder(orphans), orphans, wanted.key)
    sent = ProofSubmission.objects.get()
    at_desk = prove_payable(
        actor=officer(), number=orphans.number, payable_id=wanted.payable.pk,
        shown=Shown(issuer="SDN 1", seen="Surat asli"),
    )  # fmt: skip
    assert accept_submission(actor=officer(), submission_id=sent.pk).proof == at_desk
    assert Proof.objects.count() == 1


def test_the_law_says_whether_a_month_of_search_sent_online_is_enough(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-01-10")
    claim = job_seeker()
    first, *_later = awaited_proofs(claim, today())
    send(holder(claim), claim, first.key)
    sent = ProofSubmission.objects.get()
    asked = {"actor": officer(), "submission_id": sent.pk}
    with pytest.raises(ClaimRefused, match="search_not_enough"):
        accept_submission(**asked, data={"applications": 1, "interviews": 0})
    assert not ProofAnswer.objects.exists()
    accept_submission(**asked, data={"applications": 5, "interviews": 1})
    assert Proof.objects.get().data == {"applications": 5, "interviews": 1}


def test_a_widow_proves_from_home_that_she_lives_and_the_months_that_waited_are_paid(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-03-05")
    pension = widow()
    claim, own = pension.claim, holder(pension.claim, "Siti Janda")
    run_pensions(actor=cashier(), office=BRANCH, month=date(2025, 2, 1))
    wanted = awaited_proofs(claim, today())
    assert {(one.kind, one.needed_on) for one in wanted} == {
        ("ALIVE", date(2025, 1, 1)), ("UNMARRIED", date(2025, 1, 1)),
    }  # fmt: skip
    for one in wanted:
        send(own, claim, one.key, one.kind)
    for sent in waiting_submissions(officer()):
        made = accept_submission(actor=officer(), submission_id=sent.pk, issuer="Kelurahan")
        assert (made.proof.valid_from, made.proof.valid_until) == (
            date(2025, 1, 1), date(2026, 2, 28),
        )  # fmt: skip
    run = run_pensions(actor=cashier(), office=BRANCH, month=date(2025, 3, 1))
    assert (run.pensions, run.late, run.waiting) == (1, 13, 0)
    assert awaited_proofs(claim, today()) == ()


def test_an_officer_checks_in_place_and_only_an_officer(orphans: Claim) -> None:
    send(holder(orphans), orphans, of(orphans).key)
    sent = ProofSubmission.objects.get()
    answer = reverse("site:claim_proof_answer", args=[sent.pk])
    desk, boss = Client(), Client()
    desk.force_login(officer().user)
    boss.force_login(head().user)
    assert boss.post(answer, {"finding": "accept", "issuer": "SDN 1"}).status_code == 403
    home, listed = desk.get("/").text, desk.get(reverse("site:claim_proofs")).text
    assert "Bukti yang dikirim daring" in home
    assert sent.number in listed
    assert "Terima<" not in boss.get(reverse("site:claim_proofs")).text
    year = desk.get("/beasiswa/?tahun=2025&keadaan=DIKIRIM").text
    assert ("Ani Contoh" in year, "Budi" in year) == (True, False)
    desk.post(answer, {"finding": "accept"})  # without the school's name
    assert not ProofAnswer.objects.exists()
    told = {"finding": "accept", "issuer": "SDN 1", "kembali": "beasiswa"}
    back = desk.post(answer, told)
    assert back.url == reverse("site:scholarship", args=[sent.payable_id])
    assert "SDN 1" in desk.get(back.url).text
    assert ready(orphans) == {"Ani Contoh"}


def test_a_widow_who_comes_to_the_desk_is_recorded_there(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")
    pension, desk = widow(), Client()
    desk.force_login(officer().user)
    page = reverse("site:claim_awaited", args=[pension.claim.number])
    life, unmarried = (one.key for one in awaited_proofs(pension.claim, today()))
    assert desk.post(page, {"key": life}).status_code == 400  # nothing was shown
    told = {"key": life, "seen": "Datang sendiri dengan KTP"}
    assert "Bukti dicatat" in desk.post(page, told, follow=True).text
    assert [one.key for one in awaited_proofs(pension.claim, today())] == [unmarried]
    proof = Proof.objects.get()
    assert (proof.kind, proof.valid_from, proof.valid_until) == (
        "ALIVE", date(2025, 1, 1), date(2025, 12, 31),
    )  # fmt: skip
    file = SimpleUploadedFile("kua.pdf", scanned("kua"))
    desk.post(page, {"key": unmarried, "issuer": "KUA Rangkui", "file": file})
    assert Proof.objects.get(kind="UNMARRIED").attachment.file_name == "kua.pdf"
    assert awaited_proofs(pension.claim, today()) == ()
