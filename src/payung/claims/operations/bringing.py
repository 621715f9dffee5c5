"""Where a file belongs that somebody brings: the checklist, an objection, or an awaited proof.

Before the decision files are for the checklist. After it, who holds the claim's code adds papers
to the objection that he made, and sends the proofs on which payments wait. A proof that is sent
moves no money: it counts once an officer has accepted it (``proof_answers``).
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import Actor, Claimant, held_for
from payung.claims.models import (
    Claim,
    Objection,
    Paper,
    ProofSubmission,
    ProofSubmissionPaper,
)
from payung.claims.operations.paper_acts import (
    MOST_PAPERS,
    add_paper,
    cleaned,
    kept_file,
    put_paper,
)
from payung.claims.papers import OF_OBJECTION, OF_PROOF, asks_for, document_of
from payung.claims.queries.proof_submissions import Awaited, awaited_proofs
from payung.claims.steps import add_step
from payung.clock import today


def takes(held: Claim, actor: Actor, document: str) -> bool:
    """Whether a file called so (as ``bring`` takes it) is asked for by the claim."""
    if isinstance(actor, Claimant) and _is_later(document):
        return _beside(held, document) is not None
    return asks_for(held, document)


def bring(
    *,
    actor: Actor,
    number: str,
    document: str,
    content: bytes,
    file_name: str,
    person_name: str = "",
) -> tuple[Paper, ...]:
    """Keep a file where it belongs: as ``add_paper``, or beside what follows a decision.

    ``document`` is a code of the checklist, the key of an awaited proof (``Awaited.key``), or
    ``papers.document_of`` an objection; only who holds the claim's code brings the last two.
    Raises as ``add_paper``; ``ClaimRefused`` (``not_awaited``) for a proof or objection that is
    not open on this claim.
    """
    if isinstance(actor, Claimant) and _is_later(document):
        return (_bring_later(actor, number, document, content, file_name),)
    return add_paper(
        actor=actor,
        number=number,
        document=document,
        content=content,
        file_name=file_name,
        person_name=person_name,
    )


def _is_later(document: str) -> bool:
    return ":" in document or document.startswith(OF_OBJECTION)


def _bring_later(
    actor: Claimant, number: str, document: str, content: bytes, file_name: str
) -> Paper:
    clean = cleaned(content)
    with transaction.atomic():
        held = held_for(actor, number)
        beside = _beside(held, document)
        if beside is None:
            raise refusals.not_awaited()
        code = document if isinstance(beside, Objection) else f"{OF_PROOF}{beside.kind}"
        attachment = kept_file(actor, held, code, clean, file_name)
        known = held.papers.filter(document=code, attachment=attachment).exists()
        if not known and _waiting_files(held) >= MOST_PAPERS:
            raise refusals.too_many("berkas yang belum diperiksa", "unchecked papers", MOST_PAPERS)
        paper = put_paper(actor, held, code, attachment)
        if isinstance(beside, Awaited):
            _submit(actor, held, beside, paper)
    return paper


def _beside(held: Claim, document: str) -> Objection | Awaited | None:
    """What a file of that name belongs to on this claim; None when it is not asked for."""
    if document.startswith(OF_OBJECTION):
        open_ones = held.objections.filter(review__isnull=True).select_related("decision")
        return next((one for one in open_ones if document_of(one) == document), None)
    awaited = awaited_proofs(held, today())
    return next((one for one in awaited if one.key == document), None)


def _waiting_files(held: Claim) -> int:
    """So many files of the claim wait for an officer's answer after the decision."""
    sent = ProofSubmissionPaper.objects.filter(
        submission__party__claim=held, submission__answer__isnull=True
    )
    names = [
        document_of(one)
        for one in held.objections.filter(review__isnull=True).select_related("decision")
    ]
    return sent.count() + held.papers.filter(document__in=names).count()


def _submit(actor: Claimant, held: Claim, wanted: Awaited, paper: Paper) -> ProofSubmission:
    """Put a file to what was sent and waits, or begin anew after an answer."""
    sent = wanted.sent
    if sent is None or wanted.is_checked:
        same = ProofSubmission.objects.filter(
            party=wanted.party, kind=wanted.kind, valid_from=wanted.needed_on
        )
        sent = ProofSubmission.objects.create(
            party=wanted.party,
            kind=wanted.kind,
            payable=wanted.payable,
            valid_from=wanted.needed_on,
            valid_until=wanted.valid_until,
            sequence=(same.aggregate(last=Max("sequence"))["last"] or 0) + 1,
            access_id=actor.access_id,
            submitted_on=today(),
        )
        add_step(
            held, "PROOF_SENT", by=None, party=sent.party_id, proves=sent.kind, submission=sent.pk
        )
    ProofSubmissionPaper.objects.get_or_create(submission=sent, paper=paper)
    return sent
