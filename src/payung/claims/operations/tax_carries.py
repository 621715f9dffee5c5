"""Counting tax that was remitted too much toward a later month, and taking that back.

The bank sent a benefit back after its tax was remitted: the state holds money for a month in which
less was withheld. By the practice of PPh 21 the excess counts toward a following month.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from payung.access.reader import Reader
from payung.claims import tax_refusals as refusals
from payung.claims.models import TaxCarry, TaxCarryReversal
from payung.claims.operations.taxes import held_office, reason_of
from payung.claims.queries.taxes import tax_month, tax_offices
from payung.clock import today
from payung.law.benefits.days import months_after


@transaction.atomic
def carry_tax(
    *,
    actor: Reader,
    office: str,
    month: date,
    to_month: date,
    reason: str,
    amount: int | None = None,
) -> TaxCarry:
    """Count the excess that an office remitted for a month, or part of it, toward a later month.

    Both are any day of their month; ``amount`` in rupiah, None: the whole excess. The months' open
    tax changes, the ledger's account does not. An entry that stands for the same months and amount
    is given as it is.

    Raises ``AccessRefused``; ``NotFound`` for an office out of reach; ``PaymentRefused`` without a
    reason, beyond the excess, and for a month that is not later or lies beyond the next one.
    """
    first, target = month.replace(day=1), to_month.replace(day=1)
    place = held_office(actor, office)
    told = reason_of(reason)
    excess = tax_month(actor, place.code, first).excess
    standing = TaxCarry.objects.filter(
        office=place, month=first, to_month=target, reversal__isnull=True
    )
    same = standing.filter(amount=amount) if amount or excess else standing
    if (found := same.order_by("pk").last()) is not None:
        return found
    last = months_after(today().replace(day=1), 1)
    if not first < target <= last:
        raise refusals.other_month(target, first, last)
    carried = excess if amount is None else amount
    if not 0 < carried <= excess:
        raise refusals.beyond_excess(carried, excess, first)
    made = TaxCarry(
        office=place,
        month=first,
        to_month=target,
        amount=carried,
        reason=told,
        carried_on=today(),
        carried_by=actor.user,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # the bank answered at the same moment
        if "within_excess" not in str(error):
            raise
        left = tax_month(actor, place.code, first).excess
        raise refusals.beyond_excess(carried, left, first) from error
    return made


@transaction.atomic
def reverse_tax_carry(*, actor: Reader, carry_id: int, reason: str) -> TaxCarryReversal:
    """Take a carry back that was wrong, with the reason: its month has the excess again, and what
    it covered of the later month is open again. Twice changes nothing.

    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` without a reason.
    """
    carry = TaxCarry.objects.filter(pk=carry_id, office__in=tax_offices(actor)).first()
    if carry is None:
        raise refusals.no_carry(carry_id)
    held_office(actor, carry.office_id)
    standing = TaxCarryReversal.objects.filter(carry=carry).first()
    if standing is not None:
        return standing
    return TaxCarryReversal.objects.create(
        carry=carry, reason=reason_of(reason), reversed_on=today(), reversed_by=actor.user
    )
