"""Deciding a claim: the law's answer to its facts, looked at twice where it must be.

Every amount is that of ``law.benefits.doors.decide``; nobody types one.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from payung.access.masking import mask_number_runs
from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.booking import book_decision
from payung.claims.decision_letters import draft_letters_of
from payung.claims.errors import ClaimRefused
from payung.claims.facts import gather
from payung.claims.limits import reasons_for_approval
from payung.claims.models import (
    Approval,
    Claim,
    ClaimState,
    ClaimStep,
    Decision,
    ReceiverSeal,
)
from payung.claims.operations.entitling import make_payables, member_party
from payung.claims.operations.opening_pensions import open_pensions
from payung.claims.pension_passing import since_of
from payung.claims.planned import is_of_death
from payung.claims.queries.decisions import DECIDED
from payung.claims.queries.succession import AS_BEFORE, is_followed_as_before
from payung.claims.reach import held_claim
from payung.claims.readiness import Assessment, assess, require_ready
from payung.claims.sealing import check_fingerprint, fingerprint_of, receivers_of
from payung.claims.steps import add_step
from payung.clock import today
from payung.law.benefits.benefit import EMPLOYER, EMPLOYER_FIRST, FUND, Benefit

__all__ = [
    "CAUSES",
    "DECIDED",
    "OBJECTION_ACCEPTED",
    "REOPENED",
    "Assessment",
    "amounts_of",
    "assess",
    "check_fingerprint",
    "check_version",
    "grounds_of",
    "keep_decision",
    "propose_decision",
    "put_into_effect",
    "refuse_claim",
]

#: Why a claim is refused by hand, where the law's questions have no answer: code and words.
CAUSES = {
    "NOT_ESTABLISHED": "Kejadian tidak dapat dibuktikan",
    "NOT_ENTITLED": "Pemohon bukan orang yang berhak",
    "FALSE_PAPERS": "Berkas tidak benar",
}
#: Steps after which the next decision is another one, not the first.
REOPENED, OBJECTION_ACCEPTED = "REOPENED", "OBJECTION_ACCEPTED"
_LATER = {
    REOPENED: Decision.Reason.NEW_FACTS,
    OBJECTION_ACCEPTED: Decision.Reason.OBJECTION,
}
_SHORTEST_GROUNDS, _LONGEST_GROUNDS = 5, 1_000


@transaction.atomic
def propose_decision(
    *,
    actor: Reader,
    number: str,
    version: int,
    grounds: str = "",
    has_interest: bool = False,
) -> Decision:
    """Decide a claim by the law on its facts of today; in force at once where nobody else must see.

    ``version`` is the claim's that the officer saw. ``grounds`` says why, and is required where
    the law gives nothing. ``has_interest``: the officer knows who is paid; then another person
    approves. Above the office's limit, for a right for life and for any later decision it waits
    for ``approve_decision``.

    Raises ``AccessRefused``, ``NotFound``; ``ClaimRefused`` for an older version, while questions,
    papers or facts are open, and for a refusal without grounds.
    """
    claim = _claim_to_decide(actor, number, ASSESS_CLAIMS, version)
    facts, benefit = require_ready(claim)
    if benefit.is_payable and not is_of_death(facts.door, facts.values):
        member_party(claim, actor)
    reason = reason_of_next(claim)
    decision = Decision(
        reason=reason,
        door=facts.door,
        facts=facts.values,
        sources=facts.sources_as_data(),
        grounds=grounds_of(grounds, required=not benefit.is_payable),
        **amounts_of(benefit),
    )
    why = reasons_for_approval(claim, benefit, today(), reason=reason, has_interest=has_interest)
    return keep_decision(claim, decision, actor, why)


@transaction.atomic
def refuse_claim(*, actor: Reader, number: str, version: int, cause: str, grounds: str) -> Decision:
    """Propose to refuse a claim whose facts the law cannot be asked about.

    For what no field of the law's door tells: the event is not proven, whoever asks is not
    entitled, papers are false (``CAUSES``). It always waits for another person. Raises as
    ``propose_decision``.
    """
    claim = _claim_to_decide(actor, number, ASSESS_CLAIMS, version)
    if cause not in CAUSES:
        raise ClaimRefused(
            "unknown_cause",
            f"Sebab penolakan {cause!r} tidak dikenal; pilih salah satu dari {sorted(CAUSES)}.",
            f"The cause of refusal {cause!r} is unknown; choose one of {sorted(CAUSES)}.",
        )
    decision = Decision(
        reason=reason_of_next(claim),
        door=gather(claim).door,
        facts={},
        sources={"refused_for": cause},
        grounds=f"{CAUSES[cause]}. {grounds_of(grounds)}"[:_LONGEST_GROUNDS],
        is_granted=False,
        benefit={},
        total=0,
        fund=0,
        employer=0,
        tax=0,
    )
    why = reasons_for_approval(claim, None, today(), reason=decision.reason)
    return keep_decision(claim, decision, actor, why)


@transaction.atomic
def put_into_effect(decision: Decision, actor: Reader) -> None:
    """Make what a decision gives: payables, the ledger, the letters, the claim's state.

    Only for one that needs nobody else, or was approved; in the transaction of that act.
    """
    approved = Approval.objects.filter(decision=decision, is_approved=True)
    if decision.needs_approval and not approved.exists():
        raise ClaimRefused(
            "not_approved",
            f"Keputusan klaim {decision.claim.number} belum disetujui orang kedua.",
            f"The decision on claim {decision.claim.number} is not approved yet.",
        )
    make_payables(decision, actor)
    opened = open_pensions(decision, actor)
    book_decision(decision, actor)
    claim = Claim.objects.select_related("event", "person", "office", "membership", "employer").get(
        pk=decision.claim_id
    )
    claim.decided_on = today()
    decided = ClaimState.GRANTED if decision.is_granted else ClaimState.REFUSED
    add_step(
        claim,
        decided,
        by=actor.user,
        state=ClaimState.COMPLETE if passes_while_open(decision) else decided,
        decision=decision.sequence,
        total=decision.total,
    )
    if opened and is_followed_as_before(claim):
        newest = max(one.pk for one in opened)
        add_step(claim, AS_BEFORE, by=actor.user, pension=newest, decision=decision.sequence)
    decision.claim = claim
    draft_letters_of(decision, actor)


def step_of(decision: Decision) -> ClaimStep | None:
    """The step by which a decision was proposed to another person; None where it needed nobody."""
    steps = ClaimStep.objects.filter(claim=decision.claim_id, kind="PROPOSED")
    return steps.order_by("pk").filter(data__decision=decision.sequence).first()


def passes_while_open(decision: Decision) -> bool:
    """Whether a decision passes a pension on while the claim is open again for new facts: it stays
    open, since the event itself is still to be decided anew."""
    step = step_of(decision) if since_of(decision) is not None else None
    return step is not None and step.data.get("before") == ClaimState.COMPLETE


def reason_of_next(claim: Claim) -> str:
    """Why the next decision of a claim is made: the first, or by an objection or new facts."""
    last = claim.steps.filter(kind__in=_LATER).order_by("-pk").first()
    return _LATER[last.kind] if last is not None else Decision.Reason.FIRST


def check_version(claim: Claim, version: int | None) -> None:
    """Refuse a form that was filled on an older state of the claim (``changed_meanwhile``)."""
    if version is not None and version != claim.version:
        raise ClaimRefused(
            "changed_meanwhile",
            f"Klaim {claim.number} diubah orang lain sejak halaman ini dibuka. Muat ulang halaman, "
            "lalu periksa kembali.",
            f"Claim {claim.number} was changed by somebody else since this page was opened. "
            "Reload it and check again.",
            found=version,
            expected=claim.version,
        )


def _claim_to_decide(actor: Reader, number: str, permission: str, version: int) -> Claim:
    claim = held_claim(actor, number, permission)
    check_version(claim, version)
    if claim.state not in (ClaimState.RECEIVED, ClaimState.COMPLETE):
        raise ClaimRefused(
            "wrong_state",
            f"Klaim {number} berada pada tahap “{ClaimState(claim.state).label}”; "
            "keputusan baru tidak dapat dibuat sekarang.",
            f"Claim {number} is at the stage {claim.state}; no decision can be made now.",
            found=claim.state,
            expected=ClaimState.COMPLETE,
        )
    return claim


def amounts_of(benefit: Benefit) -> dict[str, Any]:
    """What a decision keeps of the law's answer: the answer itself and its sums, in rupiah."""
    return {
        "is_granted": benefit.is_payable,
        "benefit": benefit.as_dict(),
        "total": benefit.total,
        "fund": benefit.paid_by(FUND),
        "employer": benefit.paid_by(EMPLOYER) + benefit.paid_by(EMPLOYER_FIRST),
        "tax": benefit.tax,
    }


def keep_decision(
    claim: Claim, decision: Decision, actor: Reader, why: tuple[str, ...]
) -> Decision:
    """Write a decision on a locked claim with its seal, and put it into effect unless another
    person must see it (``why``: ``limits.reasons_for_approval``)."""
    last = Decision.objects.filter(claim=claim).aggregate(last=Max("sequence"))["last"] or 0
    decision.claim = claim
    decision.sequence = last + 1
    decision.decided_on = today()
    decision.decided_by = actor.user
    decision.needs_approval = bool(why)
    receivers = receivers_of(claim)
    decision.fingerprint = fingerprint_of(decision, receivers)
    decision.save()
    ReceiverSeal.objects.create(
        decision=decision,
        sequence=1,
        receivers=receivers,
        fingerprint=decision.fingerprint,
        sealed_on=decision.decided_on,
        sealed_by=actor.user,
    )
    if not why:
        put_into_effect(decision, actor)
        return decision
    add_step(
        claim,
        "PROPOSED",
        by=actor.user,
        state=ClaimState.PROPOSED,
        decision=decision.sequence,
        total=decision.total,
        why=list(why),
        before=claim.state,
    )
    return decision


def grounds_of(told: str, *, required: bool = True) -> str:
    """Reasons as they are kept: identity numbers masked. Raises ``ClaimRefused`` (no_grounds)."""
    kept = mask_number_runs(told.strip())[:_LONGEST_GROUNDS]
    if required and len(kept) < _SHORTEST_GROUNDS:
        raise ClaimRefused(
            "no_grounds",
            "Tulis alasannya dalam kalimat yang dapat dipahami pemohon (sedikitnya 5 huruf).",
            "Write the reasons in words that the claimant understands (at least 5 letters).",
        )
    return kept
