"""Checking awaited proofs: those sent online, accepted or refused; those shown at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from payung.access.masking import mask_number_runs
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.models import Payable, Proof, ProofAnswer, ProofSubmission
from payung.claims.operations.families import check_reason
from payung.claims.operations.proofs import Shown, prove_payable, record_proof
from payung.claims.queries.proof_submissions import awaited_proofs, no_submission
from payung.claims.reach import held_claim
from payung.claims.refusals_of_intake import not_awaited
from payung.claims.steps import add_step
from payung.clock import today
from payung.errors import NotFound


@transaction.atomic
def prove_awaited(*, actor: Reader, number: str, key: str, shown: Shown) -> Proof:
    """Record at the desk a proof that a claim waits for (``Awaited.key``), for its own days.

    Raises as ``record_proof``; ``ClaimRefused`` (``not_awaited``) for one that is not asked for.
    """
    claim = held_claim(actor, number, TAKE_CLAIMS)
    wanted = next((one for one in awaited_proofs(claim, today()) if one.key == key), None)
    if wanted is None:
        raise not_awaited()
    if wanted.payable is not None:
        return prove_payable(actor=actor, number=number, payable_id=wanted.payable.pk, shown=shown)
    return record_proof(
        actor=actor,
        number=number,
        party_id=wanted.party.pk,
        kind=wanted.kind,
        valid_from=wanted.needed_on,
        valid_until=wanted.valid_until,
        shown=shown,
    )


@transaction.atomic
def accept_submission(
    *, actor: Reader, submission_id: int, issuer: str = "", data: Mapping[str, Any] | None = None
) -> ProofAnswer:
    """Say that what was sent proves it: from now on it counts, as if it was seen at the counter.

    ``issuer`` is who wrote the paper, ``data`` what the law asks of it (as ``proofs.Shown``); an
    officer reads both from the file. The same answer again is the first one. Raises
    ``ClaimRefused`` where it was refused meanwhile (``already_answered``) or where the law is not
    satisfied, ``NotFound`` out of reach.
    """
    sent = _held(actor, submission_id)
    found = _answered(sent, is_accepted=True)
    if found is not None:
        return found
    proof = _counting(actor, sent, issuer, data or {})
    return ProofAnswer.objects.create(
        submission=sent,
        is_accepted=True,
        proof=proof,
        answered_on=today(),
        answered_by=actor.user,
    )


@transaction.atomic
def refuse_submission(*, actor: Reader, submission_id: int, reason: str) -> ProofAnswer:
    """Say that what was sent does not prove it, and why: who sent it reads the reason and may
    send it again. Raises ``ClaimRefused`` without a reason or where it was accepted meanwhile,
    ``NotFound`` out of reach."""
    sent = _held(actor, submission_id)
    found = _answered(sent, is_accepted=False)
    if found is not None:
        return found
    check_reason(reason)
    told = mask_number_runs(reason.strip())[:300]
    made = ProofAnswer.objects.create(
        submission=sent,
        is_accepted=False,
        reason=told,
        answered_on=today(),
        answered_by=actor.user,
    )
    add_step(
        sent.party.claim, "PROOF_REFUSED", by=actor.user, note=told, submission=sent.pk,
        party=sent.party_id, proves=sent.kind,
    )  # fmt: skip
    return made


def _held(actor: Reader, submission_id: int) -> ProofSubmission:
    """A submission whose claim is locked for the officer."""
    actor.require(TAKE_CLAIMS)
    sent = (
        ProofSubmission.objects.filter(pk=submission_id)
        .select_related("party__claim", "payable")
        .first()
    )
    if sent is None:
        raise no_submission()
    try:
        sent.party.claim = held_claim(actor, sent.party.claim.number, TAKE_CLAIMS)
    except NotFound as unseen:
        raise no_submission() from unseen
    return sent


def _answered(sent: ProofSubmission, *, is_accepted: bool) -> ProofAnswer | None:
    found = ProofAnswer.objects.filter(submission=sent).select_related("answered_by").first()
    if found is not None and found.is_accepted != is_accepted:
        outcome = ("diterima", "accepted") if found.is_accepted else ("ditolak", "refused")
        raise ClaimRefused(
            "already_answered",
            f"Kiriman {sent.number} sudah {outcome[0]} oleh {found.answered_by}.",
            f"Submission {sent.number} was {outcome[1]} by {found.answered_by} already.",
            found=found.is_accepted,
        )
    return found


def _counting(actor: Reader, sent: ProofSubmission, issuer: str, data: Mapping[str, Any]) -> Proof:
    """The proof that counts, made of the first file of what was sent."""
    first = sent.files.select_related("paper__attachment").order_by("pk")[0]
    shown = Shown(
        issuer=issuer,
        seen=f"Dikirim daring {sent.submitted_on:%d-%m-%Y}, nomor {sent.number}",
        attachment=first.paper.attachment,
        data=data,
    )
    number = sent.party.claim.number
    if sent.payable is not None:
        payable = _standing(sent.payable, sent)
        return prove_payable(actor=actor, number=number, payable_id=payable.pk, shown=shown)
    return record_proof(
        actor=actor,
        number=number,
        party_id=sent.party_id,
        kind=sent.kind,
        valid_from=sent.valid_from,
        valid_until=sent.valid_until,
        shown=shown,
    )


def _standing(payable: Payable, sent: ProofSubmission) -> Payable:
    """The payment that waits for it by now: a later decision may have replaced the one named."""
    living = Payable.objects.filter(
        party=sent.party_id, needs=sent.kind, due_on=sent.valid_from, end__isnull=True
    )
    return living.order_by("pk").first() or payable
