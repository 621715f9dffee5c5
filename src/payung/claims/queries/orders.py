"""Payment orders as they are read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum

from payung.access.reader import Reader
from payung.claims.models import (
    BankAnswer,
    PayingAccount,
    PaymentLine,
    PaymentOrder,
)
from payung.claims.reach_orders import no_order, orders_of
from payung.reference.models import Office

#: Where an order stands, in the order of the work.
WAITING, AT_BANK, ANSWERED, CANCELLED, TAKEN_OVER = (
    "WAITING",
    "AT_BANK",
    "ANSWERED",
    "CANCELLED",
    "TAKEN_OVER",
)


@dataclass(frozen=True)
class OrderShown:
    """An order with where it stands, and how many of its lines the bank answered."""

    order: PaymentOrder
    state: str
    open_lines: int
    paid_lines: int
    returned_lines: int
    paid: int


def totals_by_programme(order: PaymentOrder) -> list[tuple[int, int]]:
    """What an order pays of each programme: (programme, rupiah)."""
    return list(
        order.lines.order_by()
        .annotate(programme=F("payable__programme"))
        .values("programme")
        .annotate(sum=Sum("amount"))
        .order_by("programme")
        .values_list("programme", "sum")
    )


def order_list(reader: Reader) -> QuerySet[PaymentOrder]:
    """The orders of the reader's offices, newest first. Raises ``AccessRefused``."""
    return _joined(orders_of(reader)).order_by("-pk")


def order_shown(reader: Reader, number: str) -> OrderShown:
    """One order. Raises ``AccessRefused``, ``NotFound`` out of reach."""
    found = _joined(orders_of(reader)).filter(number=number).first()
    if found is None:
        raise no_order(number)
    return shown([found])[0]


def shown(orders: list[PaymentOrder]) -> list[OrderShown]:
    """Orders with what the bank said of their lines. One query more, however many."""
    told = {
        (row["order"], row["state"]): (row["count"], row["sum"])
        for row in PaymentLine.objects.filter(order__in=orders)
        .order_by()
        .values("order", "state")
        .annotate(count=Count("pk"), sum=Sum("amount"))
    }
    return [_shown(order, told) for order in orders]


def _shown(order: PaymentOrder, told: dict[tuple[int, str], tuple[int, int]]) -> OrderShown:
    def of(state: str) -> tuple[int, int]:
        return told.get((order.pk, state), (0, 0))

    states = PaymentLine.State
    return OrderShown(
        order=order,
        state=_state(order, of(states.OPEN)[0]),
        open_lines=of(states.OPEN)[0],
        paid_lines=of(states.PAID)[0],
        returned_lines=of(states.RETURNED)[0],
        paid=of(states.PAID)[1],
    )


def _state(order: PaymentOrder, open_lines: int) -> str:
    if order.origin == PaymentOrder.Origin.TAKEN_OVER:
        return TAKEN_OVER
    if hasattr(order, "cancel"):
        return CANCELLED
    if not hasattr(order, "release"):
        return WAITING
    return AT_BANK if open_lines else ANSWERED


def _joined(orders: QuerySet[PaymentOrder]) -> QuerySet[PaymentOrder]:
    return orders.select_related(
        "office", "account", "prepared_by", "release__released_by", "cancel__cancelled_by"
    )


def order_lines(order: PaymentOrder) -> QuerySet[PaymentLine]:
    """The lines of an order with claim, receiver and what the bank said last of each."""
    last = BankAnswer.objects.filter(line=OuterRef("pk")).order_by("-pk")
    return (
        order.lines.select_related("payable__party", "payable__claim", "account")
        .annotate(
            answered_on=Subquery(last.values("answered_on")[:1]),
            answer_reason=Subquery(last.values("reason")[:1]),
        )
        .order_by("sequence")
    )


def paying_account(office: Office) -> PayingAccount | None:
    """The account from which an office pays now; None before one was entered."""
    return PayingAccount.objects.filter(office=office).order_by("-pk").first()
