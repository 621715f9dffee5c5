"""Claims that were paid, as rows: decision, payable, order line and the bank's answer."""

from __future__ import annotations

from datetime import date
from itertools import count

from payung.access.reader import operator
from payung.claims.models import (
    BankAnswer,
    Channel,
    Claim,
    ClaimState,
    ClaimStep,
    Decision,
    Payable,
    PayableKind,
    PaymentLine,
    PaymentOrder,
)
from tests.claims.builders import party

_orders = count(1)


def granted(claim: Claim, *, amount: int, on: date, tax: int = 0) -> Payable:
    """A claim granted on a day, with one payable of ``amount`` before tax."""
    me = operator().user
    decision = Decision.objects.create(
        claim=claim, sequence=1, is_granted=True, door="jkm", facts={}, total=amount, fund=amount,
        employer=0, tax=tax, decided_on=on, fingerprint=b"-", needs_approval=False, decided_by=me,
    )  # fmt: skip
    claim.state, claim.decided_on = ClaimState.GRANTED, on
    claim.save()
    return Payable.objects.create(
        claim=claim, decision=decision, party=party(claim), programme=claim.programme,
        kind=PayableKind.ONCE, code="LUMP_SUM", gross=amount, tax=tax, net=amount - tax, due_on=on,
    )  # fmt: skip


def paid(claim: Claim, *, amount: int, decided_on: date, on: date, tax: int = 0) -> PaymentLine:
    """A claim of the take-over kind that the bank paid on a day, with its history."""
    me = operator().user
    claim.channel = Channel.TAKEN_OVER
    payable = granted(claim, amount=amount, on=decided_on, tax=tax)
    order = PaymentOrder.objects.create(
        number=f"PB-UJI-{next(_orders):06d}", office_id=claim.office_id,
        origin=PaymentOrder.Origin.TAKEN_OVER, pay_on=on, count=1, total=payable.net,
        prepared_on=on, prepared_by=me,
    )  # fmt: skip
    line = PaymentLine.objects.create(order=order, sequence=1, payable=payable, amount=payable.net)
    answered(line, BankAnswer.Outcome.PAID, on)
    claim.state, claim.paid_on = ClaimState.PAID, on
    claim.save()
    for state, day in (
        (ClaimState.RECEIVED, claim.received_on),
        (ClaimState.COMPLETE, claim.complete_on),
        (ClaimState.GRANTED, decided_on),
        (ClaimState.PAID, on),
    ):
        ClaimStep.objects.create(claim=claim, kind="TEST", state=state, happened_on=day)
    return line


def answered(line: PaymentLine, outcome: str, on: date) -> None:
    """What the bank said of a line, and the line's state after it."""
    BankAnswer.objects.create(line=line, outcome=outcome, amount=line.amount, answered_on=on)
    PaymentLine.objects.filter(pk=line.pk).update(state=outcome)
