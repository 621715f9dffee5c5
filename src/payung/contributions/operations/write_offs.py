"""Writing debts off: they leave the books by a decision, the claim itself remains."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Sum

from payung import clock
from payung.access.permissions import WRITE_OFF
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.debtors import debtor, known_day
from payung.contributions.errors import BookRefused
from payung.contributions.ledger import open_journal, post
from payung.contributions.models import Account, Journal, Settlement, WriteOff
from payung.contributions.queries.scoping import BILL_PATHS
from payung.contributions.settlement import (
    ARREARS_SEGMENTS,
    FINE,
    PENALTY,
    PRINCIPAL,
    settle_credit,
)
from payung.errors import NotFound
from payung.law import parameters

#: The effect that these books can keep: money that comes later still pays the debt.
CLAIM_REMAINS = "CLAIM_REMAINS"

#: What is open of each bill and fine of an employer. ``%(bills)s``: only of these bills (NULL:
#: of all that are arrears on the day, and the fines).
_OPEN = f"""
SELECT bill.id AS bill_id, NULL::bigint AS fine_id, {PRINCIPAL} AS component,
    (bill.total - coalesce((SELECT sum(amount) FROM contributions_settlement
        WHERE bill_id = bill.id AND component = {PRINCIPAL}), 0))::bigint AS amount
FROM contributions_bill AS bill
WHERE bill.employer_id = %(employer)s
    AND CASE WHEN %(bills)s::bigint[] IS NOT NULL THEN bill.id = ANY (%(bills)s)
        ELSE bill.due_on < %(on)s
            AND bill.segment IN {ARREARS_SEGMENTS} END
UNION ALL
SELECT bill.id, NULL, {PENALTY},
    (sum(charge.amount) - coalesce((SELECT sum(amount) FROM contributions_settlement
        WHERE bill_id = bill.id AND component = {PENALTY}), 0))::bigint
FROM contributions_bill AS bill
JOIN contributions_penaltycharge AS charge ON charge.bill_id = bill.id
WHERE bill.employer_id = %(employer)s
    AND (%(bills)s::bigint[] IS NULL OR bill.id = ANY (%(bills)s))
GROUP BY bill.id
UNION ALL
SELECT NULL, fine.id, {FINE}, (fine.amount - coalesce((SELECT sum(amount)
        FROM contributions_settlement WHERE fine_id = fine.id), 0))::bigint
FROM contributions_administrativefine AS fine
WHERE fine.employer_id = %(employer)s AND %(bills)s::bigint[] IS NULL AND fine.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM contributions_administrativefine AS undone
                    WHERE undone.reverses_id = fine.id)"""

#: The rows of settlement just written, as postings: what the books lose is written off.
_POSTINGS = f"""
SELECT CASE settled.component WHEN {PRINCIPAL} THEN {Account.CONTRIBUTION_RECEIVABLE.value}
        WHEN {PENALTY} THEN {Account.PENALTY_RECEIVABLE.value}
        ELSE {Account.FINE_RECEIVABLE.value} END AS account,
    %(employer)s::bigint AS employer_id, settled.bill_id, NULL::smallint AS programme,
    -sum(settled.amount)::bigint AS amount
FROM contributions_settlement AS settled WHERE settled.id = ANY (%(rows)s)
GROUP BY settled.component, settled.bill_id
UNION ALL
SELECT {Account.WRITE_OFFS.value}, %(employer)s, settled.bill_id, NULL, sum(settled.amount)::bigint
FROM contributions_settlement AS settled WHERE settled.id = ANY (%(rows)s)
GROUP BY settled.bill_id"""


@transaction.atomic
def write_off(
    *,
    actor: Reader,
    employer_id: int,
    decided_on: date,
    decision_number: str,
    reason: str,
    source: str,
    bill_ids: Sequence[int] | None = None,
) -> WriteOff:
    """Take what is open of an employer's bills from the books, contributions and charges alike.

    Without ``bill_ids``: of all that the arrears of that day name (bills of wage earners and of
    projects that were due before it), every charge and the employer's fines. The debt leaves the
    arrears on ``decided_on`` and stands in the statement of account as written off; the claim
    remains (``compliance/write_off_effect``), so that money that comes after all other debts are
    paid still pays it. ``source`` names the act that it comes from (``mandate:7``): the same one
    again gives the write-off that stands.

    Raises ``AccessRefused``, ``NotFound`` outside the scope, ``BookRefused`` for a day in the
    future, without decision or reason, when nothing is open, or where another effect is in force.
    """
    payer = debtor(actor, employer_id, WRITE_OFF)
    known = WriteOff.objects.filter(source=source).first()
    if known is not None:
        return known
    known_day(decided_on, clock.today())
    if not decision_number.strip() or not reason.strip():
        raise BookRefused(
            "decision_missing",
            "Penghapusbukuan memerlukan nomor keputusan dan alasannya.",
            "A write-off needs the number of its decision and the reason.",
        )
    rows = _open(payer.pk, decided_on, bill_ids)
    if not rows:
        raise BookRefused(
            "nothing_open",
            f"Tidak ada piutang {payer.name} yang dapat dihapusbukukan pada {decided_on}.",
            f"{payer.name} owes nothing that can be written off on {decided_on}.",
        )
    decision = WriteOff.objects.create(
        employer=payer,
        decided_on=decided_on,
        decision_number=decision_number.strip()[:100],
        reason=reason.strip()[:300],
        article=_article(decided_on),
        source=source,
        recorded_by=actor.user,
    )
    _book(actor, decision, Journal.Kind.WRITTEN_OFF, decided_on, reason, rows)
    return decision


@transaction.atomic
def reverse_write_off(*, actor: Reader, write_off_id: int, reversed_on: date, reason: str) -> int:
    """Give what a write-off still holds back to the books by a counter-entry; rupiah given back.

    Credit of the payer is used on it at once. Nothing is left of a write-off that was undone (or
    paid) before: 0, and nothing is written.

    Raises ``AccessRefused``, ``NotFound`` outside the scope, ``BookRefused`` for a day in the
    future or before the write-off, or without a reason.
    """
    actor.require(WRITE_OFF)
    within = scope_q(actor, permission=WRITE_OFF, **BILL_PATHS)
    found = WriteOff.objects.filter(within, pk=write_off_id).first()
    if found is None:
        raise NotFound(
            "write_off_not_found",
            "Penghapusbukuan tidak ditemukan.",
            "There is no such write-off.",
        )
    payer = debtor(actor, found.employer_id, WRITE_OFF)
    known_day(reversed_on, clock.today(), earliest=found.decided_on)
    if not reason.strip():
        raise BookRefused("reason_missing", "Tuliskan alasannya.", "Write the reason.")
    held = _held(found)
    if not held:
        return 0
    _book(actor, found, Journal.Kind.WRITE_OFF_REVERSED, reversed_on, reason, held)
    settle_credit(
        employer=payer.pk,
        source=f"write_off:{found.pk}:reversed:credit",
        booked_on=reversed_on,
        actor=actor.user,
    )
    return -sum(row.amount for row in held)


def _article(on: date) -> str:
    """The rule by which a debt is written off on a day, which leaves the claim as it is.

    Raises ``BookRefused`` where an office entered another effect: the books know no other.
    """
    effect = parameters.get("compliance/write_off_effect", on)
    if effect.content != CLAIM_REMAINS:
        raise BookRefused(
            "effect_unknown",
            f"Akibat hapus buku {effect.content!r} ({effect.article}) belum dikenal buku iuran; "
            f"yang dikenal hanya {CLAIM_REMAINS}.",
            f"The books do not know the effect {effect.content!r} ({effect.article}) of a "
            f"write-off; they only know {CLAIM_REMAINS}.",
        )
    return effect.article


def _open(employer: int, on: date, bills: Sequence[int] | None) -> list[Settlement]:
    chosen = None if bills is None else list(bills)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"employer": employer, "on": on, "bills": chosen})
        return [
            Settlement(bill_id=bill, fine_id=fine, component=component, amount=amount)
            for bill, fine, component, amount in cursor.fetchall()
            if amount > 0
        ]


def _held(decision: WriteOff) -> list[Settlement]:
    """What a write-off still keeps from the books, as rows that give it back."""
    rows = (
        Settlement.objects.filter(write_off=decision)
        .order_by()
        .values_list("bill_id", "fine_id", "component")
        .annotate(amount=Sum("amount"))
    )
    return [
        Settlement(bill_id=bill, fine_id=fine, component=component, amount=-amount)
        for bill, fine, component, amount in rows
        if amount
    ]


def _book(
    actor: Reader,
    decision: WriteOff,
    kind: Journal.Kind,
    on: date,
    reason: str,
    rows: list[Settlement],
) -> None:
    for row in rows:
        row.write_off = decision
        row.settled_on = on
    written = Settlement.objects.bulk_create(rows)
    suffix = "" if kind == Journal.Kind.WRITTEN_OFF else ":reversed"
    journal = open_journal(
        kind,
        source=f"write_off:{decision.pk}{suffix}",
        booked_on=on,
        actor=actor.user,
        reason=reason[:300],
    )
    post(
        journal,
        _POSTINGS,
        {"employer": decision.employer_id, "rows": [row.pk for row in written]},
    )
