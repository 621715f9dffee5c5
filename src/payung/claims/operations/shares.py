"""The share of a benefit that the law puts on the employer: when he has paid it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Sum

from payung.access.masking import mask_number_runs
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import share_refusals as refusals
from payung.claims.booking import write_journal
from payung.claims.models import Claim, EmployerShare, ShareSettlement
from payung.claims.paid_claims import settle_claims
from payung.claims.reach import held_claim
from payung.claims.steps import add_step
from payung.clock import today
from payung.contributions.models import Account, Journal
from payung.documents.operations.attaching import keep


def open_share(claim: Claim) -> int:
    """What the employer still owes of a claim, in rupiah."""
    owed = EmployerShare.objects.filter(claim=claim).aggregate(all=Sum("amount"))["all"] or 0
    paid = ShareSettlement.objects.filter(claim=claim).aggregate(all=Sum("amount"))["all"] or 0
    return owed - paid


@transaction.atomic
def settle_employer_share(
    *,
    actor: Reader,
    number: str,
    amount: int,
    settled_on: date,
    proof: str,
    paper: bytes | None = None,
    file_name: str = "",
) -> ShareSettlement:
    """Record that the employer paid (a part of) his share to the receiver, by a proof.

    ``proof`` is the number of the receipt or transfer: the same one again gives the settlement
    that stands. ``paper`` is its picture or PDF, kept encrypted beside the claim.

    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` for more than is open,
    a day in the future or before the share was booked, or without a proof, and
    ``AttachmentRefused`` for the paper.
    """
    claim = held_claim(actor, number, PREPARE_PAYMENTS)
    told = mask_number_runs(proof.strip())[:60]
    standing = ShareSettlement.objects.filter(claim=claim, proof=told).first()
    if standing is not None:
        return standing
    share = EmployerShare.objects.filter(claim=claim).order_by("pk").first()
    if share is None:
        raise refusals.no_share(number)
    if not told:
        raise refusals.proof_missing()
    if not 0 < amount <= open_share(claim):
        raise refusals.beyond_share(number, amount, open_share(claim))
    if not share.booked_on <= settled_on <= today():
        raise refusals.other_day(settled_on, share.booked_on)
    kept = paper and keep(
        actor=actor,
        about=claim.about,
        office=claim.office,
        kind="EMPLOYER_SHARE",
        content=paper,
        file_name=file_name,
    )
    settlement = ShareSettlement.objects.create(
        claim=claim,
        employer_id=share.employer_id,
        amount=amount,
        settled_on=settled_on,
        proof=told,
        attachment=kept or None,
        recorded_by=actor.user,
    )
    write_journal(
        Journal.Kind.SHARE_SETTLED,
        f"share_settlement:{settlement.pk}",
        on=settled_on,
        actor=actor.user,
        rows=[
            (Account.EMPLOYER_SHARE_PAYABLE, share.employer_id, claim.programme, amount),
            (Account.EMPLOYER_SHARE_RECEIVABLE, share.employer_id, claim.programme, -amount),
        ],
    )
    add_step(claim, "SHARE_SETTLED", by=actor.user, on=settled_on, amount=amount)
    settle_claims([claim.pk], actor=actor.user)
    return settlement
