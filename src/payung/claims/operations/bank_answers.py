"""What the bank answers to a released order: paid, or returned; money moves only by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung.access.masking import mask_number_runs
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import answer_refusals as refusals
from payung.claims.booking import Row, write_journal
from payung.claims.models import AnswerFile, BankAnswer, OrderRelease, PaymentLine, PaymentOrder
from payung.claims.paid_claims import settle_claims
from payung.claims.payment_refusals import not_released
from payung.claims.reach_orders import held_order
from payung.clock import today
from payung.contributions.models import Account, Journal

PAID, RETURNED = BankAnswer.Outcome.PAID, BankAnswer.Outcome.RETURNED


@dataclass(frozen=True)
class AnswerRow:
    """What the bank says of one payment: ``reference`` is its id in the order's file.

    ``amount`` in whole rupiah; None where the bank's format does not repeat it. ``position`` is
    its row in the bank's file.
    """

    position: int
    reference: str
    outcome: str
    answered_on: date
    amount: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Answered:
    """What an answer brought: numbers of lines, and how many were known before."""

    paid: int
    returned: int
    repeated: int


@transaction.atomic
def record_bank_answer(
    *,
    actor: Reader,
    number: str,
    rows: Sequence[AnswerRow],
    file_name: str = "",
    sha256: bytes | None = None,
) -> Answered:
    """Write what the bank answered to an order: all rows, or none when one does not fit.

    The same answer again changes nothing. What is returned (also after it was paid) is owed
    again, and goes into a new order as soon as the account was corrected. A claim whose lump
    sums are all paid is paid. ``file_name`` and ``sha256`` name the bank's file, if there is one.

    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` for an order that was
    not released, an unknown payment, another amount than was sent, a day before the release or in
    the future, or "paid" after it came back.
    """
    order = held_order(actor, number, PREPARE_PAYMENTS)
    release = OrderRelease.objects.filter(order=order).first()
    if release is None:
        raise not_released(number)
    lines = _lines(order, rows)
    known = set(BankAnswer.objects.filter(line__order=order).values_list("line_id", "outcome"))
    problems = refusals.Problems(number)
    for row in rows:
        _check(row, lines.get(row.reference), known, release.released_on, problems)
    problems.refuse()
    new = _new(rows, lines, known)
    if new:
        file = AnswerFile.objects.create(
            order=order,
            file_name=mask_number_runs(file_name)[:200],
            sha256=sha256,
            recorded_on=today(),
            recorded_by=actor.user,
        )
        _write(actor, file, new)
    counts = [row.outcome for row, _ in new]
    return Answered(counts.count(PAID), counts.count(RETURNED), len(rows) - len(new))


def _lines(order: PaymentOrder, rows: Sequence[AnswerRow]) -> dict[str, PaymentLine]:
    """The lines that the rows name, by the id under which they were sent."""
    start = f"{order.number}-"
    told = {row.reference.removeprefix(start) for row in rows if row.reference.startswith(start)}
    wanted = [int(one) for one in told if one.isdigit() and len(one) < 10]
    lines = order.lines.filter(sequence__in=wanted).select_related("payable")
    return {reference_of(order.number, line.sequence): line for line in lines}


def reference_of(number: str, sequence: int) -> str:
    """The id under which the bank knows one payment of an order."""
    return f"{number}-{sequence:06d}"


def _check(
    row: AnswerRow,
    line: PaymentLine | None,
    known: set[tuple[int, str]],
    released_on: date,
    problems: refusals.Problems,
) -> None:
    if line is None:
        problems.unknown(row.position, row.reference)
        return
    if row.amount is not None and row.amount != line.amount:
        problems.other_amount(row.position, row.reference, row.amount, line.amount)
    if row.outcome not in BankAnswer.Outcome.values:
        problems.unknown_outcome(row.position, row.outcome)
    if not released_on <= row.answered_on <= today():
        problems.other_day(row.position, row.answered_on, released_on)
    came_back = (line.pk, RETURNED.value) in known and (line.pk, PAID.value) not in known
    if row.outcome == PAID and came_back:
        problems.paid_after_return(row.position, row.reference)


def _new(
    rows: Iterable[AnswerRow], lines: dict[str, PaymentLine], known: set[tuple[int, str]]
) -> list[tuple[AnswerRow, PaymentLine]]:
    """The rows that tell something new, once each; of one line "paid" comes before "returned"."""
    fresh: dict[tuple[int, str], tuple[AnswerRow, PaymentLine]] = {}
    for row in rows:
        line = lines[row.reference]
        if (line.pk, row.outcome) not in known:
            fresh.setdefault((line.pk, row.outcome), (row, line))
    return sorted(fresh.values(), key=lambda pair: (pair[0].outcome != PAID, pair[1].sequence))


def _write(actor: Reader, file: AnswerFile, new: Sequence[tuple[AnswerRow, PaymentLine]]) -> None:
    moved: dict[tuple[str, date], dict[tuple[int, str], int]] = defaultdict(
        lambda: defaultdict(int)
    )
    before = {line.pk: line.state for _, line in new}
    for outcome in (PAID, RETURNED):
        told = [(row, line) for row, line in new if row.outcome == outcome]
        BankAnswer.objects.bulk_create(
            [
                BankAnswer(
                    line=line,
                    outcome=outcome,
                    amount=line.amount,
                    answered_on=row.answered_on,
                    reason=mask_number_runs(row.reason.strip())[:200],
                    file=file,
                )
                for row, line in told
            ],
            batch_size=5_000,
        )
        for row, line in told:
            programme = line.payable.programme
            moved[outcome, row.answered_on][programme, before[line.pk]] += line.amount
            before[line.pk] = outcome
        pks = [line.pk for _, line in told]
        PaymentLine.objects.filter(pk__in=pks).update(state=outcome)
    for (outcome, day), amounts in sorted(moved.items()):
        _book(actor, file, outcome, day, amounts)
    settle_claims({line.payable.claim_id for _, line in new}, actor=actor.user)


def _book(
    actor: Reader, file: AnswerFile, outcome: str, day: date, amounts: dict[tuple[int, str], int]
) -> None:
    rows: list[Row] = []
    for (programme, before), amount in sorted(amounts.items()):
        if outcome == PAID:
            rows.append((Account.BENEFIT_IN_TRANSFER, None, programme, amount))
            rows.append((Account.BENEFIT_BANK, None, programme, -amount))
            continue
        was_paid = before == PAID
        source = Account.BENEFIT_BANK if was_paid else Account.BENEFIT_IN_TRANSFER
        rows.append((source, None, programme, amount))
        rows.append((Account.BENEFIT_PAYABLE, None, programme, -amount))
    kind = Journal.Kind.BENEFIT_PAID if outcome == PAID else Journal.Kind.BENEFIT_RETURNED
    write_journal(
        kind,
        f"bank_answer:{file.pk}:{outcome}:{day.isoformat()}",
        on=day,
        actor=actor.user,
        rows=rows,
    )
