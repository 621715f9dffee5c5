"""The payer and the day of an act on what one payer owes."""

from __future__ import annotations

from datetime import date

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.errors import BookRefused
from payung.contributions.locks import lock_ledger
from payung.errors import NotFound
from payung.registry.models import Employer


def debtor(actor: Reader, employer_id: int, permission: str) -> Employer:
    """The payer within the actor's scope, the ledger of his office locked.

    Raises ``AccessRefused`` without the permission, ``NotFound`` outside its scope.
    """
    actor.require(permission)
    within = Employer.objects.filter(scope_q(actor, permission=permission), pk=employer_id)
    employer = within.first()
    if employer is None:
        raise NotFound(
            "employer_not_found",
            "Pemberi kerja tidak ditemukan dalam wilayah kerja Anda.",
            "There is no such employer within your scope.",
        )
    lock_ledger([employer.office_id])
    return employer


def known_day(day: date, today: date, *, earliest: date | None = None) -> None:
    """Raises ``BookRefused`` for a day that lies ahead, or before what the act is about."""
    if day > today:
        raise BookRefused(
            "day_in_future",
            f"Tanggal {day} ada di depan: hari ini {today}.",
            f"The day {day} lies ahead: today is {today}.",
        )
    if earliest is not None and day < earliest:
        raise BookRefused(
            "day_too_early",
            f"Tanggal {day} mendahului {earliest}, hari perbuatan yang dibatalkan.",
            f"The day {day} lies before {earliest}, the day of the act that is undone.",
        )
