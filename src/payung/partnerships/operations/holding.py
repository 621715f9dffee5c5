"""What the acts on agreements share: finding one that the actor manages, locking, noting acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payung.access.masking import mask_number_runs
from payung.access.permissions import MANAGE_AGREEMENTS, VIEW_AGREEMENTS
from payung.access.reader import Reader
from payung.partnerships.errors import AgreementRefused, not_found
from payung.partnerships.models import Agreement, AgreementAct, AgreementParty
from payung.partnerships.reach import any_of, by_office, by_region, in_sight

SHORTEST_REASON = 5


def managed(
    actor: Reader,
    agreement_id: int,
    *,
    permission: str = MANAGE_AGREEMENTS,
    sight: bool = False,
) -> Agreement:
    """An agreement that one of the actor's offices is a party of, or (``sight``) that he sees.

    Raises ``AccessRefused`` without the permission, ``NotFound`` outside his reach.
    """
    asked = VIEW_AGREEMENTS if sight else permission
    actor.require(asked)
    mine = by_office(actor, asked)
    if sight:
        mine = any_of(in_sight(actor, asked), by_region(actor, asked, "region"))
    parties = AgreementParty.objects.filter(mine)
    found = Agreement.objects.filter(pk=agreement_id, pk__in=parties.values("agreement")).first()
    if found is None:
        raise not_found("Perjanjian", "agreement", agreement_id)
    return found


def locked(agreement_id: int) -> Agreement:
    """The agreement, held until the act ends: a second actor waits, and sees what was done."""
    return Agreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)


def locked_all(agreement_ids: Iterable[int]) -> list[Agreement]:
    """Several agreements, locked in the order of their numbers so that nobody waits in a circle."""
    return list(
        Agreement.objects.select_for_update(of=("self",))
        .filter(pk__in=set(agreement_ids))
        .order_by("pk")
    )


def add_act(
    actor: Reader, agreement: Agreement, kind: str, happened_on: date, note: str = ""
) -> AgreementAct:
    """Add what happened to an agreement."""
    return AgreementAct.objects.create(
        agreement=agreement,
        kind=kind,
        happened_on=happened_on,
        note=note,
        recorded_by=actor.user,
    )


def reason_of(text: str) -> str:
    """The reason in one line, numbers of persons masked. Raises ``AgreementRefused`` if none."""
    told = mask_number_runs(" ".join(text.split()))
    if len(told) < SHORTEST_REASON:
        raise AgreementRefused(
            "no_reason",
            f"Alasan wajib diisi, sedikitnya {SHORTEST_REASON} huruf.",
            f"A reason is needed, of at least {SHORTEST_REASON} letters.",
        )
    return told
