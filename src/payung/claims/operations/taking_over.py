"""Settled claims of an earlier system taken over: each amount is computed again by the law."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import AccessRefused, Reader
from payung.access.scope import scope_q
from payung.claims.booking import book_owed
from payung.claims.models import Payable, TakeOver
from payung.claims.taking_over.looking import (
    Answered,
    SortedOut,
    answered_claims,
    sorted_out,
)
from payung.claims.taking_over.outcome import TakenOver, outcome_of
from payung.claims.taking_over.settled import SettledClaim
from payung.claims.taking_over.writing import write_claims
from payung.reference.files import Sheet
from payung.reference.models import Office


def take_over_settled(
    *, actor: Reader, office: str, claims: Sequence[SettledClaim], source: str
) -> TakenOver:
    """Take claims over that are known as data; ``source`` names whence.

    Rows that are right are taken, the others are answered with their reason; one that was taken
    before is passed over. Each amount is computed again by the law; one that differs is refused
    unless the claim gives a reason. Raises ``AccessRefused`` without TAKE_CLAIMS there.
    """
    served = office_to_serve(actor, office)
    answered = answered_claims(claims)
    with transaction.atomic(), acting(actor, f"Mengambil alih klaim dari {source}"):
        return take_answered(actor, served, answered, source, sha256(source.encode()).digest())


def office_to_serve(actor: Reader, code: str) -> Office:
    """An office whose claims the actor takes; ``AccessRefused`` for every other."""
    actor.require(TAKE_CLAIMS)
    within = scope_q(actor, region=None, office="pk", employer=None, permission=TAKE_CLAIMS)
    office = Office.objects.filter(within, pk=code).first()
    if office is None:
        raise AccessRefused(
            "claims_office",
            f"Kantor {code!r} tidak ada, atau bukan wilayah kerja Anda.",
            f"Office {code!r} does not exist or is not within your territory.",
            office=code,
        )
    return office


def take_answered(
    actor: Reader,
    office: Office,
    answered: Answered,
    source: str,
    digest: bytes,
    sheet: Sheet | None = None,
) -> TakenOver:
    """Write what is new of claims that the law has answered. To be called in a transaction.

    One take-over at a time: what another brought meanwhile is known here.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims_take_over'))")
    out = sorted_out(office, answered.entries)
    refused = len(answered.refused) + sum(1 for row in out.answers if row.refusal is not None)
    take_over = None
    if out.fresh:
        take_over = TakeOver.objects.create(
            office=office, file_name=source, content_hash=digest, taken=len(out.fresh),
            rows=len(answered.entries) + len(answered.refused), taken_on=clock.today(),
            recorded_by=actor.user, refused=refused,
        )  # fmt: skip
        _write(take_over, actor, out)
    return outcome_of(out, answered.refused, take_over=take_over, sheet=sheet)


def _write(take_over: TakeOver, actor: Reader, out: SortedOut) -> None:
    write_claims(take_over, out.fresh, out.events)
    book_owed(
        Payable.objects.filter(
            claim__taken_over__take_over=take_over, lines__isnull=True, net__gt=0
        ),
        source=f"claims_take_over:{take_over.pk}",
        on=take_over.taken_on,
        actor=actor.user,
    )
