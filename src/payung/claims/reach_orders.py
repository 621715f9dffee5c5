"""Which payment orders a reader may see, and holding one for an act."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import PaymentOrder
from payung.claims.queries.due import pays
from payung.errors import NotFound


def orders_of(reader: Reader, permission: str = "") -> QuerySet[PaymentOrder]:
    """The payment orders of the reader's offices; ``AccessRefused`` for who does not pay."""
    return PaymentOrder.objects.filter(_within(reader, permission or pays(reader)))


def _within(reader: Reader, permission: str) -> Q:
    return scope_q(reader, region=None, office="office_id", employer=None, permission=permission)


def held_order(actor: Reader, number: str, permission: str) -> PaymentOrder:
    """An order locked for an act, so that two people act one after the other.

    To be called in a transaction. Raises ``AccessRefused``, ``NotFound`` out of reach.
    """
    actor.require(permission)
    found = (
        PaymentOrder.objects.select_for_update(of=("self",))
        .select_related("office", "account")
        .filter(_within(actor, permission), number=number)
        .first()
    )
    if found is None:
        raise no_order(number)
    return found


def no_order(number: object) -> NotFound:
    """The one answer for an order that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_order",
        f"Perintah bayar {number} tidak ditemukan dalam wilayah kerja Anda.",
        f"Payment order {number} was not found within your area.",
    )
