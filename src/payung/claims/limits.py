"""When a decision needs a second pair of eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.claims.models import Claim, Decision, OfficeLimit, Question
from payung.law import parameters
from payung.law.benefits.benefit import ONCE, Benefit

NATIONAL = "claims/approval_limit"
#: Questions of the books that tell of the officer's own family or firm, whatever the answer.
OWN_INTEREST = frozenset({"OWN_CLAIM", "OWN_EMPLOYER"})

#: Why another person must approve.
ABOVE, FOR_LIFE, INTEREST, AGAIN, BY_HAND = "ABOVE", "FOR_LIFE", "INTEREST", "AGAIN", "BY_HAND"


@dataclass(frozen=True)
class Limit:
    """The amount in rupiah above which an office's decisions need approval; ``own``: its own."""

    amount: int
    own: OfficeLimit | None


def limit_of(office_code: str, on: date) -> Limit:
    """An office's limit on a day: its own newest confirmed one, else the nation's."""
    own = (
        OfficeLimit.objects.filter(
            office=office_code, valid_from__lte=on, confirmation__isnull=False
        )
        .order_by("-valid_from", "-pk")
        .first()
    )
    if own is not None:
        return Limit(own.amount, own)
    return Limit(parameters.get(NATIONAL, on).number, None)


def reasons_for_approval(
    claim: Claim,
    benefit: Benefit | None,
    on: date,
    *,
    reason: str = Decision.Reason.FIRST,
    has_interest: bool = False,
) -> tuple[str, ...]:
    """Why a decision needs another person, as codes; empty when it needs none.

    Above the office's limit; a right for life, whose sum nobody knows; an officer's own family;
    a second decision on the same claim; a refusal that does not rest on the law's answer
    (``benefit`` None).
    """
    asked = {
        BY_HAND: benefit is None,
        ABOVE: benefit is not None and benefit.total > limit_of(claim.office_id, on).amount,
        FOR_LIFE: benefit is not None
        and any(item.rhythm != ONCE and not item.times for item in benefit.items),
        INTEREST: has_interest
        or Question.objects.filter(claim=claim, code__in=OWN_INTEREST).exists(),
        AGAIN: reason != Decision.Reason.FIRST,
    }
    return tuple(code for code, holds in asked.items() if holds)
