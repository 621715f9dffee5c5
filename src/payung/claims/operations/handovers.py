"""Recording symbolic hand-overs: what the boards showed, beside what was really paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.errors import ClaimRefused, no_handover
from payung.claims.models import Claim, HandoverClaim, HandoverWithdrawn, SymbolicHandover
from payung.claims.reach import in_sight
from payung.clock import today
from payung.errors import NotFound
from payung.law.formats import number
from payung.reference.models import Office, Region

_LONGEST = 200
_LONGEST_REASON = 300


def record_handover(
    *,
    actor: Reader,
    office: str,
    region: str,
    held_on: date,
    occasion: str,
    amount: int,
    receivers: int,
    claims: Mapping[str, int] | None = None,
) -> SymbolicHandover:
    """Record an event at which benefits were handed over symbolically.

    ``amount`` in whole rupiah is what all boards showed together; ``claims`` gives the amount on
    the board of each claim by its number, as far as they are known. Nothing is paid by it and no
    claim moves. The same event twice is recorded once. Raises ``AccessRefused`` without
    TAKE_CLAIMS, ``NotFound`` for an office or claim out of reach, ``ClaimRefused``.
    """
    actor.require(TAKE_CLAIMS)
    told = mask_number_runs(" ".join(occasion.split()))[:_LONGEST]
    boards = dict(claims or {})
    _check(held_on, told, amount, receivers, boards)
    where = _region(region)
    with transaction.atomic(), acting(actor, "record_handover"):
        shown = _claims(actor, boards)
        made, is_new = SymbolicHandover.objects.get_or_create(
            office=_office(actor, office),
            region=where,
            held_on=held_on,
            occasion=told,
            amount=amount,
            receivers=receivers,
            defaults={"recorded_by": actor.user},
        )
        if HandoverWithdrawn.objects.filter(handover=made).exists():
            raise _was_withdrawn()
        if is_new:
            HandoverClaim.objects.bulk_create(
                HandoverClaim(handover=made, claim=claim, amount=boards[claim.number])
                for claim in shown
            )
    return made


def withdraw_handover(*, actor: Reader, handover_id: int, reason: str) -> HandoverWithdrawn:
    """Say that a hand-over was recorded wrongly: it stays on record and counts no longer.

    The same twice changes nothing. Raises as ``record_handover``.
    """
    actor.require(TAKE_CLAIMS)
    told = mask_number_runs(" ".join(reason.split()))[:_LONGEST_REASON]
    if not told:
        raise ClaimRefused(
            "reason_missing",
            "Tulis alasan pencabutan.",
            "Give the reason for withdrawing it.",
        )
    with transaction.atomic(), acting(actor, "withdraw_handover"):
        found = (
            SymbolicHandover.objects.select_for_update()
            .filter(scope_q(actor, region=None, employer=None, permission=TAKE_CLAIMS))
            .filter(pk=handover_id)
            .first()
        )
        if found is None:
            raise no_handover(handover_id)
        made, _ = HandoverWithdrawn.objects.get_or_create(
            handover=found,
            defaults={"reason": told, "withdrawn_on": today(), "withdrawn_by": actor.user},
        )
    return made


def _check(
    held_on: date, occasion: str, amount: int, receivers: int, boards: Mapping[str, int]
) -> None:
    problems: list[tuple[str, str, str]] = []
    if not occasion:
        problems.append(("occasion_missing", "Sebutkan nama acara.", "Name the event."))
    if held_on > today():
        problems.append(
            ("in_future", "Tanggal acara belum tiba.", "The day of the event has not come yet.")
        )
    if amount <= 0 or receivers <= 0 or any(one <= 0 for one in boards.values()):
        problems.append(
            (
                "not_positive",
                "Jumlah rupiah dan banyaknya penerima harus lebih dari nol.",
                "Rupiah and number of receivers must be more than zero.",
            )
        )
    if sum(boards.values()) > amount:
        together = sum(boards.values())
        problems.append(
            (
                "boards_exceed",
                f"Papan klaim yang disebut berjumlah Rp{number(together, 'id')}, lebih dari "
                f"seluruhnya Rp{number(amount, 'id')}.",
                f"The boards of the claims named come to Rp{number(together, 'en')}, more than "
                f"Rp{number(amount, 'en')} in all.",
            )
        )
    if problems:
        raise ClaimRefused(*problems[0])


def _was_withdrawn() -> ClaimRefused:
    return ClaimRefused(
        "handover_withdrawn",
        "Penyerahan ini pernah dicatat lalu dicabut; beri nama acara yang lebih jelas bila "
        "memang terjadi.",
        "This hand-over was recorded and withdrawn before; name the event more exactly if it "
        "did take place.",
    )


def _region(code: str) -> Region:
    found = Region.objects.filter(pk=code).first()
    if found is None:
        raise NotFound("no_region", f"Daerah {code} tidak dikenal.", f"Region {code} is unknown.")
    return found


def _office(actor: Reader, code: str) -> Office:
    within = scope_q(actor, region=None, office="pk", employer=None, permission=TAKE_CLAIMS)
    found = Office.objects.filter(within, pk=code).first()
    if found is None:
        raise NotFound(
            "no_office",
            f"Kantor {code} tidak berada dalam wilayah kerja Anda.",
            f"Office {code} is not within your area.",
        )
    return found


def _claims(actor: Reader, boards: Mapping[str, int]) -> list[Claim]:
    found = list(Claim.objects.filter(in_sight(actor, TAKE_CLAIMS), number__in=list(boards)))
    missing = sorted(boards.keys() - {claim.number for claim in found})
    if missing:
        named = ", ".join(missing)
        raise NotFound(
            "no_claim",
            f"Klaim {named} tidak ditemukan dalam wilayah kerja Anda.",
            f"Claim {named} was not found within your area.",
        )
    return found
