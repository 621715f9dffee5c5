"""An office's own limit of what one officer decides alone."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access.permissions import APPROVE_CLAIMS, REVIEW_OBJECTIONS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.errors import ClaimRefused
from payung.claims.models import LimitConfirmation, OfficeLimit
from payung.claims.operations.deciding import grounds_of
from payung.clock import today
from payung.errors import NotFound
from payung.reference.models import Office

#: No limit above this is taken for more than a slip (rupiah).
LARGEST = 10_000_000_000


@transaction.atomic
def set_limit(
    *, actor: Reader, office_code: str, amount: int, valid_from: date, reason: str
) -> OfficeLimit:
    """Propose an office's limit (whole rupiah) from a day on, today or later.

    It counts once another person confirmed it (``confirm_limit``). The same as waits already
    changes nothing. Raises ``AccessRefused``, ``NotFound``, ``ClaimRefused``.
    """
    office = _office(actor, office_code, APPROVE_CLAIMS)
    told = grounds_of(" ".join(reason.split()))[:300]
    if not 0 <= amount <= LARGEST:
        raise ClaimRefused(
            "limit_out_of_range",
            f"Batas {amount} di luar 0 sampai {LARGEST} rupiah.",
            f"The limit {amount} is not within 0 to {LARGEST} rupiah.",
            found=amount,
        )
    if valid_from < today():
        raise ClaimRefused(
            "limit_in_the_past",
            f"Batas berlaku paling awal hari ini, bukan {valid_from:%d-%m-%Y}.",
            f"A limit begins today at the earliest, not {valid_from:%d-%m-%Y}.",
            found=valid_from.isoformat(),
        )
    waiting = OfficeLimit.objects.filter(
        office=office, amount=amount, valid_from=valid_from, confirmation__isnull=True
    ).first()
    return waiting or OfficeLimit.objects.create(
        office=office, amount=amount, valid_from=valid_from, reason=told, set_by=actor.user
    )


@transaction.atomic
def confirm_limit(*, actor: Reader, limit_id: int) -> LimitConfirmation:
    """Confirm an office's limit, as its regional office and never as who set it."""
    actor.require(REVIEW_OBJECTIONS)
    limit = OfficeLimit.objects.select_for_update().filter(pk=limit_id).first()
    if limit is None:
        raise _unknown(limit_id)
    _office(actor, limit.office_id, REVIEW_OBJECTIONS)
    if limit.set_by_id == actor.user.pk:
        raise ClaimRefused(
            "own_limit",
            "Anda sendiri yang mengusulkan batas ini; orang lain yang membenarkannya.",
            "You set this limit yourself; another person confirms it.",
        )
    found, _ = LimitConfirmation.objects.get_or_create(
        limit=limit, defaults={"confirmed_by": actor.user}
    )
    return found


def _office(actor: Reader, code: str, permission: str) -> Office:
    actor.require(permission)
    within = scope_q(actor, region=None, office="pk", employer=None, permission=permission)
    found = Office.objects.filter(within, pk=code).first()
    if found is None:
        raise _unknown(code)
    return found


def _unknown(what: object) -> NotFound:
    return NotFound(
        "no_limit",
        f"Kantor atau batas {what} tidak ditemukan dalam wilayah kerja Anda.",
        f"The office or limit {what} was not found within your area.",
    )
