"""What a claim's receivers got, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from payung.claims.models import (
    BankAnswer,
    Claim,
    Payable,
    PayableEnd,
    PaymentLine,
)


@dataclass(frozen=True)
class PayableShown:
    """One payable as it stands: ``state`` of its newest line ("" while it is in none, "ENDED" when
    it will not be paid), ``paid_on`` the day that the bank named, ``reason`` why it came back or
    ended. The account's number is not part of it."""

    payable: Payable
    state: str
    attempt: int
    order_number: str
    bank_name: str
    answered_on: date | None
    reason: str


def payments_of(claim: Claim) -> tuple[PayableShown, ...]:
    """All payables of a claim, the first due first, with how far the bank is. One query."""
    newest = PaymentLine.objects.filter(payable=OuterRef("pk")).order_by("-attempt")
    answer = BankAnswer.objects.filter(line=OuterRef("line_pk")).order_by("-pk")
    rows = (
        Payable.objects.filter(claim=claim)
        .select_related("party", "end")
        .annotate(
            line_pk=Subquery(newest.values("pk")[:1]),
            line_state=Subquery(newest.values("state")[:1]),
            line_attempt=Subquery(newest.values("attempt")[:1]),
            line_order=Subquery(newest.values("order__number")[:1]),
            line_bank=Subquery(newest.values("account__bank_name")[:1]),
        )
        .annotate(
            answer_day=Subquery(answer.values("answered_on")[:1]),
            answer_reason=Subquery(answer.values("reason")[:1]),
        )
        .order_by("due_on", "party__position", "pk")
    )
    return tuple(_shown(row) for row in rows)


def _shown(row: Payable) -> PayableShown:
    ended: PayableEnd | None = getattr(row, "end", None)
    return PayableShown(
        payable=row,
        state="ENDED" if ended else row.line_state or "",
        attempt=row.line_attempt or 0,
        order_number=row.line_order or "",
        bank_name=row.line_bank or "",
        answered_on=row.answer_day,
        reason=ended.reason if ended else row.answer_reason or "",
    )
