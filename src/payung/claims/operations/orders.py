"""Payment orders: prepared by one person, released by another, sent to the bank once.

Money leaves by these steps only: what is due goes into an order; somebody else looks at it and
releases it; the file is made of the released order, always with the same bytes; the bank answers
line by line. A payable is in one living line at a time, held by the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, connection, transaction

from payung.access.encryption import seal
from payung.access.permissions import PREPARE_PAYMENTS, RELEASE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import payment_refusals as refusals
from payung.claims.booking import write_journal
from payung.claims.models import (
    OrderCancel,
    OrderRelease,
    Payable,
    PayingAccount,
    PaymentLine,
    PaymentOrder,
)
from payung.claims.order_checks import blocked_lines, changed_decisions
from payung.claims.queries.due import Due, due_of
from payung.claims.queries.orders import paying_account, totals_by_programme
from payung.claims.reach_orders import held_order
from payung.clock import today
from payung.contributions.models import Account, Journal
from payung.contributions.offices import visible_office

#: The purpose of the seals of orders (see ``access.encryption.seal``).
SEAL = "payment order"
#: How many payables one order holds at most: a file that a bank's channel takes.
LARGEST_ORDER = 200_000


@transaction.atomic
def prepare_order(
    *,
    actor: Reader,
    office: str,
    pay_on: date,
    payable_ids: Sequence[int] | None = None,
) -> PaymentOrder:
    """Put what an office has to pay by ``pay_on`` into an order; with ids: just these.

    Without ids, what cannot be paid yet (a hold, a proof, an account) stays out and is due again
    next time. Two at once: the second gets what is left, or is told which order has it.

    Raises ``AccessRefused``; ``PaymentRefused`` when nothing is due, when one of the ids cannot
    be paid (each with its reason), for a day in the past, without an account of the office.
    """
    actor.require(PREPARE_PAYMENTS)
    place = visible_office(actor, office, PREPARE_PAYMENTS)
    if pay_on < today():
        raise refusals.day_passed(pay_on)
    account = paying_account(place)
    if account is None:
        raise refusals.no_paying_account(place.name)
    rows = _lock_due(place.pk, pay_on, payable_ids)
    try:
        with transaction.atomic():
            return _write(actor, account, pay_on, rows)
    except IntegrityError as error:
        if "payable_in_line" not in str(error):
            raise
        raise refusals.in_other_order([row.payable_id for row in rows]) from error


def _lock_due(office: str, on: date, ids: Sequence[int] | None) -> list[Due]:
    """What will be paid, locked, so that nobody else pays or ends it meanwhile."""
    wanted = [row.payable_id for row in due_of(office, on, ids) if not row.obstacle or ids]
    locked = list(
        Payable.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    rows = list(due_of(office, on, locked))  # what came in between has waited for the lock
    changed = changed_decisions({row.decision_id for row in rows if not row.obstacle})
    if ids is None:
        free = [row for row in rows if not row.obstacle and row.decision_id not in changed]
        if not free:
            raise refusals.nothing_due(on)
        return free[:LARGEST_ORDER]
    missing = set(ids) - {row.payable_id for row in rows}
    if missing:
        raise refusals.in_other_order(sorted(missing))
    blocked = [row for row in rows if row.obstacle or row.decision_id in changed]
    if blocked:
        raise refusals.blocked(blocked, changed)
    return rows


def _write(
    actor: Reader, account: PayingAccount, pay_on: date, rows: Sequence[Due]
) -> PaymentOrder:
    sealed = seal_of((row.payable_id, row.account_id, row.amount) for row in rows)
    order = PaymentOrder.objects.create(
        number=_number(),
        office_id=account.office_id,
        account=account,
        pay_on=pay_on,
        count=len(rows),
        total=sum(row.amount for row in rows),
        seal=sealed,
        prepared_on=today(),
        prepared_by=actor.user,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO claims_paymentline
                (order_id, sequence, payable_id, attempt, account_id, amount, state)
            SELECT %s, row.sequence, row.payable, row.attempt, row.account, row.amount, 'OPEN'
            FROM unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[])
                WITH ORDINALITY AS row (payable, attempt, account, amount, sequence)""",
            [
                order.pk,
                [row.payable_id for row in rows],
                [row.attempt for row in rows],
                [row.account_id for row in rows],
                [row.amount for row in rows],
            ],
        )
    return order


def seal_of(lines: Sequence[tuple[int, int | None, int]] | object) -> bytes:
    """The keyed hash of the lines of an order, in their order: payable, account, amount."""
    told = ";".join(f"{payable},{account},{amount}" for payable, account, amount in lines)  # type: ignore[attr-defined]
    return seal(told.encode(), SEAL)


def _number() -> str:
    """The next number of an order, e.g. ``PB-24-0000012``; gaps mean nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('claims_payment_order_numbers')")
        (number,) = cursor.fetchone()
    return f"PB-{today():%y}-{number:07d}"


@transaction.atomic
def release_order(*, actor: Reader, number: str) -> OrderRelease:
    """Let an order go to the bank, by another person than who prepared it; books it as sent.

    Everything is looked at again: holds, ended rights, accounts and people since it was prepared.
    An order is released once; the same again gives the release that stands.

    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` for one's own order,
    a cancelled one, a day that has passed, or lines that may not be paid any more.
    """
    order = held_order(actor, number, RELEASE_PAYMENTS)
    standing = OrderRelease.objects.filter(order=order).first()
    if standing is not None:
        return standing
    if OrderCancel.objects.filter(order=order).exists():
        raise refusals.cancelled(number)
    if order.origin != PaymentOrder.Origin.PREPARED:
        raise refusals.not_ours(number)
    if order.prepared_by_id == actor.user.pk:
        raise refusals.own_order(number)
    if order.pay_on < today():
        raise refusals.day_passed(order.pay_on)
    _still_payable(order)
    release = OrderRelease.objects.create(order=order, released_on=today(), released_by=actor.user)
    rows = []
    for programme, amount in totals_by_programme(order):
        rows += [
            (Account.BENEFIT_PAYABLE, None, programme, amount),
            (Account.BENEFIT_IN_TRANSFER, None, programme, -amount),
        ]
    write_journal(
        Journal.Kind.BENEFIT_ORDERED,
        f"payment_order:{order.pk}",
        on=release.released_on,
        actor=actor.user,
        rows=rows,
    )
    return release


def _still_payable(order: PaymentOrder) -> None:
    lines = PaymentLine.objects.filter(order=order).order_by("sequence")
    told = list(lines.values_list("payable_id", "account_id", "amount"))
    if order.seal is None or seal_of(told) != bytes(order.seal):
        raise refusals.lines_changed(order.number)
    blocked = blocked_lines(order)
    if blocked:
        raise refusals.no_longer_payable(order.number, blocked)


@transaction.atomic
def cancel_order(*, actor: Reader, number: str, reason: str) -> OrderCancel:
    """Cancel an order that was not released; what it held is due again.

    Who prepared it may, and who could have released it. The same again gives the cancelling that
    stands. Raises ``AccessRefused``, ``NotFound``, ``PaymentRefused`` for a released order or
    without a reason.
    """
    permission = PREPARE_PAYMENTS if actor.can(PREPARE_PAYMENTS) else RELEASE_PAYMENTS
    order = held_order(actor, number, permission)
    standing = OrderCancel.objects.filter(order=order).first()
    if standing is not None:
        return standing
    if len(reason.strip()) < 4:
        raise refusals.reason_missing()
    if order.origin != PaymentOrder.Origin.PREPARED:
        raise refusals.not_ours(number)
    if OrderRelease.objects.filter(order=order).exists():
        raise refusals.released(number)
    cancel = OrderCancel.objects.create(
        order=order,
        reason=reason.strip()[:300],
        cancelled_on=today(),
        cancelled_by=actor.user,
    )
    order.lines.update(state=PaymentLine.State.CANCELLED)
    return cancel
