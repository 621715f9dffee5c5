"""Benefits in the ledger: owed by a decision or a run, on their way, paid, returned, ended.

==================  =======================================  =========================
act                 debit                                    credit
==================  =======================================  =========================
owed                benefits (gross)                         payable (net), tax payable
ended               payable (net), tax payable               benefits (gross)
order released      payable                                  in transfer
bank paid           in transfer                              bank
bank returned       in transfer (or bank, if it was paid)    payable
employer's share    receivable of the employer               due to the receiver
share settled       due to the receiver                      receivable of the employer
tax remitted        tax payable                              bank
==================  =======================================  =========================

Each journal carries the programme, and no person: the payables and lines tell who.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet, Sum

from payung.access.models import User
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused, PaymentRefused
from payung.claims.models import (
    Approval,
    Claim,
    Decision,
    EmployerShare,
    Payable,
    PayableEnd,
    PaymentLine,
)
from payung.contributions.ledger import open_journal, post
from payung.contributions.models import Account, Journal

#: One posting: account, employer (or none), programme, amount (debit positive).
Row = tuple[Account, int | None, int, int]

_ROWS = """SELECT account, employer_id, NULL::bigint AS bill_id, programme, amount
FROM unnest(%(accounts)s::smallint[], %(employers)s::bigint[], %(programmes)s::smallint[],
    %(amounts)s::bigint[]) AS row (account, employer_id, programme, amount)"""


def write_journal(
    kind: Journal.Kind, source: str, *, on: date, actor: User, rows: Iterable[Row]
) -> Journal | None:
    """One journal of these postings; None when there is no amount, or it stands already."""
    moved = [row for row in rows if row[3]]
    if not moved or Journal.objects.filter(source=source).exists():
        return None
    journal = open_journal(kind, source=source, booked_on=on, actor=actor)
    accounts, employers, programmes, amounts = zip(*moved, strict=True)
    post(
        journal,
        _ROWS,
        {
            "accounts": [account.value for account in accounts],
            "employers": list(employers),
            "programmes": list(programmes),
            "amounts": list(amounts),
        },
    )
    return journal


@transaction.atomic
def book_decision(decision: Decision, actor: Reader) -> None:
    """Book what a decision in force owes, what it ends, and what it puts on the employer.

    To be called in the transaction that makes its payables. A decision is booked once; repeats
    change nothing. Raises ``ClaimRefused`` where the employer's share has no employer.
    """
    on = _in_force_on(decision)
    book_owed(
        Payable.objects.filter(decision=decision),
        source=f"claim_decision:{decision.pk}",
        on=on,
        actor=actor.user,
    )
    ended = Payable.objects.filter(end__decision=decision)
    _book_ended(ended, f"claim_decision:{decision.pk}:ended", on, actor.user)
    _book_share(decision, on, actor.user)


def book_owed(payables: QuerySet[Payable], *, source: str, on: date, actor: User) -> Journal | None:
    """Book payables that were just made as owed, in one journal named by ``source``.

    For a run of a month (``pension_run:7``): the sums are made by the database.
    """
    rows: list[Row] = []
    for programme, gross, net, tax in _sums(payables):
        rows += [
            (Account.BENEFITS, None, programme, gross),
            (Account.BENEFIT_PAYABLE, None, programme, -net),
            (Account.BENEFIT_TAX_PAYABLE, None, programme, -tax),
        ]
    return write_journal(Journal.Kind.BENEFIT_OWED, source, on=on, actor=actor, rows=rows)


@transaction.atomic
def end_payables(
    payables: QuerySet[Payable], *, reason: str, on: date, actor: Reader, source: str
) -> int:
    """End payables that are not paid (the right ended), and take them out of the books.

    What is in an order or paid stays as it is and is not counted; returns how many ended. To be
    called by acts that hold the claim. ``source`` names the act (``pension_stop:7``).
    Raises ``PaymentRefused`` without a reason.
    """
    if not reason.strip():
        raise PaymentRefused(
            "reason_missing", "Tuliskan alasannya.", "Write the reason.", expected="alasan"
        )
    living = PaymentLine.objects.filter(
        state__in=[PaymentLine.State.OPEN, PaymentLine.State.PAID]
    ).values("payable_id")
    free = list(
        payables.filter(end__isnull=True)
        .exclude(pk__in=living)
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    PayableEnd.objects.bulk_create(
        PayableEnd(payable_id=pk, reason=reason.strip()[:300], ended_on=on, ended_by=actor.user)
        for pk in free
    )
    if free:  # an act may end more later: each time has its own journal
        own = f"{source}:{min(free)}"
        _book_ended(Payable.objects.filter(pk__in=free), own, on, actor.user)
    return len(free)


def _book_ended(payables: QuerySet[Payable], source: str, on: date, actor: User) -> None:
    rows: list[Row] = []
    for programme, gross, net, tax in _sums(payables):
        rows += [
            (Account.BENEFITS, None, programme, -gross),
            (Account.BENEFIT_PAYABLE, None, programme, net),
            (Account.BENEFIT_TAX_PAYABLE, None, programme, tax),
        ]
    write_journal(Journal.Kind.BENEFIT_ENDED, source, on=on, actor=actor, rows=rows)


def _sums(payables: QuerySet[Payable]) -> list[tuple[int, int, int, int]]:
    return list(
        payables.order_by()
        .values("programme")
        .annotate(all_gross=Sum("gross"), all_net=Sum("net"), all_tax=Sum("tax"))
        .order_by("programme")
        .values_list("programme", "all_gross", "all_net", "all_tax")
    )


def _in_force_on(decision: Decision) -> date:
    approved = Approval.objects.filter(decision=decision, is_approved=True).first()
    return max(decision.decided_on, approved.approved_on) if approved else decision.decided_on


def _book_share(decision: Decision, on: date, actor: User) -> None:
    """The employer's share by this decision: the difference to what was his by those before."""
    claim = Claim.objects.get(pk=decision.claim_id)
    if EmployerShare.objects.filter(decision=decision).exists():
        return
    shares = EmployerShare.objects.filter(claim=claim)
    before = shares.aggregate(all=Sum("amount"))["all"] or 0
    amount = decision.employer - before
    if not amount:
        return
    if claim.employer_id is None:
        raise ClaimRefused(
            "share_without_employer",
            f"Klaim {claim.number}: Rp {decision.employer} ditanggung pemberi kerja, tetapi "
            "pemberi kerjanya belum diketahui.",
            f"Claim {claim.number}: the employer bears Rp {decision.employer}, but no employer "
            "is known.",
            found=None,
            expected="pemberi kerja",
        )
    EmployerShare.objects.create(
        claim=claim,
        decision=decision,
        employer_id=claim.employer_id,
        amount=amount,
        booked_on=on,
    )
    write_journal(
        Journal.Kind.EMPLOYER_SHARE,
        f"claim_decision:{decision.pk}:employer",
        on=on,
        actor=actor,
        rows=[
            (Account.EMPLOYER_SHARE_RECEIVABLE, claim.employer_id, claim.programme, amount),
            (Account.EMPLOYER_SHARE_PAYABLE, claim.employer_id, claim.programme, -amount),
        ],
    )
