"""Rows of payments: what the law gives by day, running pensions, and orders of what was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.claims.models import (
    BankAnswer,
    Payable,
    PayableKind,
    PaymentLine,
    PaymentOrder,
    Pension,
    PensionRate,
    TakeOver,
)
from payung.claims.splitting import Planned
from payung.claims.taking_over.batch import Batch
from payung.claims.taking_over.entries import Paid

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_PAYABLE = (
    *("id", "claim", "decision", "party", "programme", "kind", "code", "sequence", "period"),
    *("gross", "tax", "net", "due_on", "needs"),
)
_PENSION = (
    *("id", "claim", "decision", "party", "office", "code", "first_month", "opened_on"),
    "recorded_at",
)
#: Claim, decision and party of a pension, with its first month.
_Opened = tuple[int, int, int, Planned]


def write_payables(
    batch: Batch,
    claims: Sequence[int],
    parties: Sequence[Sequence[int]],
    decisions: Sequence[int],
) -> list[Paid]:
    """What is paid of each claim, with its pensions; returns what was paid before."""
    ids = iter(batch.ids(Payable, sum(len(one.answered.payments) for one in batch.entries)))
    pensions: list[_Opened] = []
    rows: list[tuple[Any, ...]] = []
    paid: list[Paid] = []
    for claim, group, decision, entry in zip(
        claims, parties, decisions, batch.entries, strict=True
    ):
        settled = entry.claim
        for one in entry.answered.payments:
            pk, party = next(ids), group[one.receiver]
            rows.append(
                (pk, claim, decision, party, int(settled.programme), int(one.kind), one.code,
                 one.sequence, one.period, one.gross, one.tax, one.net, one.due_on, one.needs)
            )  # fmt: skip
            if one.net and one.due_on <= settled.paid_until:
                paid.append(Paid(pk, one.net, max(one.due_on, settled.paid_on)))
            if one.kind == PayableKind.PENSION and one.sequence == 1:
                pensions.append((claim, decision, party, one))
    batch.copy(Payable, _PAYABLE, rows)
    _write_pensions(batch, pensions)
    return paid


def _write_pensions(batch: Batch, opened: Sequence[_Opened]) -> None:
    """Monthly pensions, so that the coming months are paid here."""
    ids = batch.ids(Pension, len(opened))
    office = batch.take_over.office_id
    batch.copy(
        Pension,
        _PENSION,
        (
            (pk, claim, decision, party, office, one.code, one.period, one.due_on, batch.now)
            for pk, (claim, decision, party, one) in zip(ids, opened, strict=True)
        ),
    )
    batch.copy(
        PensionRate,
        ("pension", "valid_from", "monthly", "recorded_at"),
        ((pk, one.period, one.gross, batch.now) for pk, (*_, one) in zip(ids, opened, strict=True)),
    )


def write_orders(take_over: TakeOver, paid: Iterable[Paid]) -> None:
    """What was paid before, in an order a month; without a journal: it was booked elsewhere."""
    months: dict[date, list[Paid]] = defaultdict(list)
    for one in paid:
        months[one.paid_on.replace(day=1)].append(one)
    orders = PaymentOrder.objects.bulk_create(
        PaymentOrder(
            number=f"AT-{take_over.pk:05d}-{month:%Y%m}",
            office=take_over.office,
            origin=PaymentOrder.Origin.TAKEN_OVER,
            pay_on=month,
            count=len(months[month]),
            total=sum(one.amount for one in months[month]),
            prepared_on=take_over.taken_on,
            prepared_by=take_over.recorded_by,
        )
        for month in sorted(months)
    )
    by_month = {order.pay_on: order.pk for order in orders}
    with connection.cursor() as cursor:
        _copy_lines(cursor, months, by_month)
        answers, lines = BankAnswer._meta.db_table, PaymentLine._meta.db_table
        cursor.execute(
            f"INSERT INTO {answers} (line_id, outcome, amount, answered_on, reason)"
            f" SELECT line.id, %s, line.amount, paid.paid_on, '' FROM {lines} AS line"
            " JOIN taken_over_paid AS paid USING (payable_id) WHERE line.order_id = ANY (%s)",
            [BankAnswer.Outcome.PAID, list(by_month.values())],
        )
        cursor.execute(
            f"UPDATE {lines} SET state = %s WHERE order_id = ANY (%s)",
            [PaymentLine.State.PAID, list(by_month.values())],
        )
        cursor.execute("DROP TABLE taken_over_paid")


def _copy_lines(
    cursor: CursorWrapper, months: dict[date, list[Paid]], orders: dict[date, int]
) -> None:
    """The lines of the orders, and beside them the day on which each was paid."""
    cursor.execute(
        "CREATE TEMP TABLE taken_over_paid (payable_id bigint, order_id bigint, sequence integer,"
        " amount bigint, paid_on date) ON COMMIT DROP"
    )
    with cursor.copy("COPY taken_over_paid FROM STDIN") as copy:
        for month, paid in months.items():
            for place, one in enumerate(paid, start=1):
                copy.write_row((one.payable, orders[month], place, one.amount, one.paid_on))
    cursor.execute("ANALYZE taken_over_paid")
    cursor.execute(
        f"INSERT INTO {PaymentLine._meta.db_table}"
        " (order_id, sequence, payable_id, attempt, amount, state)"
        " SELECT order_id, sequence, payable_id, 1, amount, %s FROM taken_over_paid",
        [PaymentLine.State.OPEN],
    )
