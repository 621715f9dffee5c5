"""Proofs on which later payments wait: recorded by who saw them, taken back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from payung.access.masking import mask_number_runs
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.family_checks import party_of
from payung.claims.models import (
    Claim,
    Payable,
    PayableKind,
    PaymentLine,
    Proof,
    ProofTakenBack,
)
from payung.claims.operations.families import check_reason
from payung.claims.queries.proofs import covered_days, standing_proofs
from payung.claims.reach import held_claim
from payung.claims.steps import add_step
from payung.clock import today
from payung.documents.models import Attachment
from payung.documents.operations import attach
from payung.errors import NotFound
from payung.law.benefits import doors
from payung.law.benefits.benefit import MONTHLY
from payung.law.errors import LawError

_LONGEST_SEEN = 300


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What shows it: a paper (``path`` with its ``file_name``; ``attachment``: one that is kept
    already), or what was ``seen`` instead.

    ``issuer`` is who wrote the paper. ``data`` is what the law asks of it: of a month of search
    ``applications``, ``interviews`` and ``training_attendance`` (parts per million).
    """

    issuer: str = ""
    seen: str = ""
    path: Path | str | None = None
    file_name: str = ""
    attachment: Attachment | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_proof(
    *,
    actor: Reader,
    number: str,
    party_id: int,
    kind: str,
    valid_from: date,
    valid_until: date,
    shown: Shown,
) -> Proof:
    """Record what an officer saw of a person of a claim for a time (a pensioner is alive, a widow
    has not married again). The same again while one stands for those days is the first.

    Raises ``ClaimRefused`` where nothing is shown or the days cannot be, ``AttachmentRefused``
    for a file that cannot be taken, ``NotFound`` out of reach.
    """
    claim = held_claim(actor, number, TAKE_CLAIMS)
    party = party_of(claim, party_id)
    if kind not in Proof.Kind.values:
        raise ClaimRefused(
            "no_such_proof",
            f"Jenis bukti: ditemukan {kind}, diharapkan {', '.join(Proof.Kind.values)}.",
            f"Kind of proof: found {kind}, expected one of {', '.join(Proof.Kind.values)}.",
        )
    if valid_until < valid_from:
        raise ClaimRefused(
            "proof_days",
            f"Masa bukti berakhir {valid_until:%d-%m-%Y}, sebelum mulai {valid_from:%d-%m-%Y}.",
            f"The proof ends on {valid_until}, before it begins on {valid_from}.",
        )
    standing = (
        standing_proofs()
        .filter(party=party, kind=kind, valid_from__lte=valid_from, valid_until__gte=valid_until)
        .first()
    )
    if standing is not None:
        return standing
    return _record(claim, actor, Proof(
        party=party, kind=kind, valid_from=valid_from, valid_until=valid_until
    ), shown)  # fmt: skip


@transaction.atomic
def prove_payable(*, actor: Reader, number: str, payable_id: int, shown: Shown) -> Proof:
    """Record the proof on which one payment of a claim waits, for the year (scholarship) or month
    (job loss) from its day on. Whether a month of search suffices, the law says.

    Raises as ``record_proof``; also for a payment that waits for nothing or has ended.
    """
    claim = held_claim(actor, number, TAKE_CLAIMS)
    payable = claim.payables.select_related("party", "decision").filter(pk=payable_id).first()
    if payable is None:
        raise NotFound(
            "no_payable", "Pembayaran tidak ditemukan pada klaim ini.", "No such payment here."
        )
    days = covered_days(payable)
    if days is None or hasattr(payable, "end"):
        raise ClaimRefused(
            "waits_for_nothing",
            "Pembayaran ini tidak menunggu bukti, atau sudah diakhiri.",
            "This payment waits for no proof, or has ended.",
        )
    if payable.kind == PayableKind.JOB_LOSS:
        _check_search(payable, shown)
    return record_proof(
        actor=actor,
        number=number,
        party_id=payable.party_id,
        kind=payable.needs,
        valid_from=days[0],
        valid_until=days[1],
        shown=shown,
    )


def _check_search(payable: Payable, shown: Shown) -> None:
    """Ask the law whether the months up to this one are paid, with what was done in each."""
    told = [*_earlier_searches(payable), dict(shown.data)]
    try:
        benefit = doors.decide("jkp", payable.decision.facts | {"searches": told})
    except LawError as error:
        raise ClaimRefused(
            error.code, error.message_id, error.message_en, **error.parameters
        ) from error
    months = sum(item.times for item in benefit.items if item.rhythm == MONTHLY)
    if months < payable.sequence:
        why = next((one for one in benefit.refusals if one.code == "search_conditions"), None)
        raise ClaimRefused(
            "search_not_enough",
            why.message_id if why else "Bukti bulan sebelumnya belum dicatat.",
            why.message_en if why else "The proof of an earlier month is not recorded.",
        )


def _earlier_searches(payable: Payable) -> list[dict[str, Any]]:
    """What was proven of the months between the first and this one."""
    earlier = Payable.objects.filter(
        claim=payable.claim_id,
        kind=PayableKind.JOB_LOSS,
        sequence__gt=1,
        sequence__lt=payable.sequence,
        end__isnull=True,
    ).order_by("sequence")
    found = []
    for row in earlier:
        proof = (
            standing_proofs()
            .filter(
                party=row.party_id,
                kind=row.needs,
                valid_from__lte=row.due_on,
                valid_until__gte=row.due_on,
            )
            .first()
        )
        found.append(dict(proof.data) if proof else {})
    return found


def _record(claim: Claim, actor: Reader, proof: Proof, shown: Shown) -> Proof:
    proof.attachment = _keep(claim, actor, proof.kind, shown)
    proof.issuer = mask_number_runs(shown.issuer.strip())[:150]
    proof.seen = mask_number_runs(shown.seen.strip())[:_LONGEST_SEEN]
    if proof.attachment is None and not proof.seen and proof.kind == Proof.Kind.JOB_SEARCH:
        proof.seen = _search_told(shown.data)
    if proof.attachment is None and not proof.seen:
        raise ClaimRefused(
            "nothing_shown",
            "Unggah buktinya, atau tulis apa yang Anda lihat sendiri.",
            "Upload the proof, or write what you saw yourself.",
        )
    proof.data = dict(shown.data)
    proof.checked_on, proof.checked_by = today(), actor.user
    proof.save()
    add_step(
        claim,
        "PROOF_RECORDED",
        by=actor.user,
        party=proof.party_id,
        proof=proof.pk,
        proves=proof.kind,
    )
    return proof


def _search_told(data: Mapping[str, Any]) -> str:
    return (
        f"{data.get('applications', 0)} lamaran, {data.get('interviews', 0)} wawancara"
        if data
        else ""
    )


def _keep(claim: Claim, actor: Reader, kind: str, shown: Shown) -> Attachment | None:
    if shown.path is None:
        return shown.attachment
    return attach(
        actor=actor,
        about=claim.about,
        office_code=claim.office_id,
        kind=kind,
        path=shown.path,
        file_name=shown.file_name,
        note=shown.issuer,
    )


@transaction.atomic
def take_back_proof(*, actor: Reader, number: str, proof_id: int, reason: str) -> ProofTakenBack:
    """Say that a proof does not count, with a reason; what waits for it waits again. Refused once
    a payment that rests on it is at the bank or paid. The same again changes nothing."""
    claim = held_claim(actor, number, TAKE_CLAIMS)
    proof = Proof.objects.filter(pk=proof_id, party__claim=claim).first()
    if proof is None:
        raise NotFound("no_proof", "Bukti tidak ditemukan pada klaim ini.", "No such proof here.")
    found = ProofTakenBack.objects.filter(proof=proof).first()
    if found is not None:
        return found
    check_reason(reason)
    if PaymentLine.objects.filter(
        payable__party=proof.party_id,
        payable__needs=proof.kind,
        payable__due_on__range=(proof.valid_from, proof.valid_until),
        state__in=(PaymentLine.State.OPEN, PaymentLine.State.PAID),
    ).exists():
        raise ClaimRefused(
            "proof_was_paid_on",
            "Pembayaran yang memakai bukti ini sudah dibayar atau sudah di bank.",
            "A payment that rests on this proof is paid or at the bank.",
        )
    taken = ProofTakenBack.objects.create(
        proof=proof,
        reason=mask_number_runs(reason.strip())[:300],
        taken_back_on=today(),
        taken_back_by=actor.user,
    )
    add_step(claim, "PROOF_TAKEN_BACK", by=actor.user, note=reason, proof=proof.pk)
    return taken
