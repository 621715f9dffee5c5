"""Remitting the tax withheld from benefits, and reversing an entry that was wrong."""

from __future__ import annotations

import re
from datetime import date

from django.db import IntegrityError, transaction

from payung.access.masking import mask_number_runs
from payung.access.reader import Reader
from payung.claims import payment_refusals
from payung.claims import tax_refusals as refusals
from payung.claims.booking import write_journal
from payung.claims.models import TaxRemittance, TaxReversal
from payung.claims.models.taxes import NTPN
from payung.claims.queries.taxes import TaxMonth, no_office, tax_month, tax_offices
from payung.clock import today
from payung.contributions.models import Account, Journal
from payung.documents.operations.attaching import keep
from payung.reference.models import Office
from payung.registry.models import Programme

_BETWEEN = re.compile(r"[\s.\-]")
_SHORTEST_REASON = 5


@transaction.atomic
def remit_tax(
    *,
    actor: Reader,
    office: str,
    month: date,
    remitted_on: date,
    reference: str,
    amount: int | None = None,
    paper: bytes | None = None,
    file_name: str = "",
) -> TaxRemittance:
    """Record that an office paid the tax which it withheld in a month to the state.

    ``month`` is any day of it; ``amount`` in rupiah, None: everything that is open. ``reference``
    is the treasury's number (NTPN, 16 letters or digits): the same one again gives the entry that
    stands. ``paper`` is the receipt as picture or PDF, kept encrypted.

    Raises ``AccessRefused``; ``NotFound`` for an office out of reach; ``PaymentRefused`` for a
    number that is none or was used for something else, for more than is open, for a day in the
    future or before the month; ``AttachmentRefused`` for the paper.
    """
    first, number = month.replace(day=1), _BETWEEN.sub("", reference).upper()
    place = held_office(actor, office)
    if not re.fullmatch(NTPN, number):
        raise refusals.not_a_reference(number)
    standing = TaxRemittance.objects.filter(reference=number, reversal=None).first()
    if standing is not None:
        if _is_same(standing, place, first, remitted_on, amount):
            return standing
        raise refusals.reference_used(number)
    found = tax_month(actor, place.code, first)
    paying = found.open if amount is None else amount
    _check(found, paying, remitted_on)
    kept = paper and keep(
        actor=actor,
        about=f"tax:{place.code}:{first:%Y-%m}",
        office=place,
        kind="TAX_REMITTANCE",
        content=paper,
        file_name=file_name,
    )
    remittance = _added(
        actor,
        TaxRemittance(
            office=place,
            month=first,
            amount=paying,
            reference=number,
            attempt=TaxRemittance.objects.filter(reference=number).count() + 1,
            remitted_on=remitted_on,
            attachment=kept or None,
            recorded_by=actor.user,
        ),
    )
    _book(remittance, remittance.source, remitted_on, paying, actor)
    return remittance


@transaction.atomic
def reverse_tax_remittance(*, actor: Reader, remittance_id: int, reason: str) -> TaxReversal:
    """Take an entry back that was wrong, with the reason; what it paid is open again.

    Twice changes nothing. Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused``
    without a reason.
    """
    within = tax_offices(actor)
    remittance = TaxRemittance.objects.filter(pk=remittance_id, office__in=within).first()
    if remittance is None:
        raise refusals.no_remittance(remittance_id)
    held_office(actor, remittance.office_id)
    standing = TaxReversal.objects.filter(remittance=remittance).first()
    if standing is not None:
        return standing
    made = TaxReversal.objects.create(
        remittance=remittance,
        reason=reason_of(reason),
        reversed_on=today(),
        reversed_by=actor.user,
    )
    _book(remittance, f"{remittance.source}:reversed", today(), -remittance.amount, actor)
    return made


def reason_of(told: str) -> str:
    """A reason as it is kept: identity numbers masked. Raises ``PaymentRefused``."""
    kept = mask_number_runs(" ".join(told.split()))[:300]
    if len(kept) < _SHORTEST_REASON:
        raise payment_refusals.reason_missing()
    return kept


def held_office(actor: Reader, code: str) -> Office:
    """The office locked: two people who remit for it act one after the other."""
    found = tax_offices(actor).select_for_update(no_key=True, of=("self",)).filter(code=code)
    place = found.first()
    if place is None:
        raise no_office(code)
    return place


def _is_same(one: TaxRemittance, office: Office, month: date, on: date, amount: int | None) -> bool:
    same_payment = (one.office_id, one.month, one.remitted_on) == (office.code, month, on)
    return same_payment and amount in (None, one.amount)


def _check(found: TaxMonth, amount: int, remitted_on: date) -> None:
    if not 0 < amount <= found.open:
        raise refusals.beyond_open(amount, max(0, found.open), found.month)
    if not found.month <= remitted_on <= today():
        raise refusals.other_day(remitted_on, found.month)


def _added(actor: Reader, one: TaxRemittance) -> TaxRemittance:
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        if "within_withheld" in str(error):  # the bank sent money back at the same moment
            left = tax_month(actor, one.office_id, one.month).open
            raise refusals.beyond_open(one.amount, max(0, left), one.month) from error
        if "tax_reference_once" in str(error) or "remitted_once" in str(error):
            raise refusals.reference_used(one.reference) from error  # by another office
        raise
    return one


def _book(one: TaxRemittance, source: str, on: date, amount: int, actor: Reader) -> None:
    programme = Programme.JHT.value  # the only benefit whose payment is taxed (PP 68/2009)
    write_journal(
        Journal.Kind.TAX_REMITTED,
        source,
        on=on,
        actor=actor.user,
        rows=[
            (Account.BENEFIT_TAX_PAYABLE, None, programme, amount),
            (Account.BENEFIT_BANK, None, programme, -amount),
        ],
    )
