"""What an agreement is on a day, read from its acts and its term; and what may be done next.

The status is nowhere stored: an act is a fact, and lapsing needs no act.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db import models

from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.partnerships.models import Agreement, AgreementAct

RENEWAL_WINDOW: Final = "partnership/renewal_window_days"
_Act = AgreementAct.Kind


class State(models.TextChoices):
    """What an agreement is on a day."""

    DRAFT = "DRAFT", "Draf"
    SUBMITTED = "SUBMITTED", "Menunggu persetujuan"
    APPROVED = "APPROVED", "Disetujui, belum ditandatangani"
    REJECTED = "REJECTED", "Dikembalikan"
    WITHDRAWN = "WITHDRAWN", "Draf ditarik"
    UPCOMING = "UPCOMING", "Akan berlaku"
    VALID = "VALID", "Berlaku"
    RENEWAL = "RENEWAL", "Berlaku, masa pembaruan"
    LAPSED = "LAPSED", "Berakhir"
    ENDED = "ENDED", "Diakhiri lebih awal"


#: States in which an agreement may be signed, and those in which it is in force.
SIGNABLE: Final = frozenset({State.DRAFT, State.APPROVED})
IN_FORCE: Final = frozenset({State.VALID, State.RENEWAL})
UNSIGNED: Final = frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED, State.REJECTED})

#: What an act of the road to the signing makes of a draft.
_ROAD: Final[dict[str, State]] = {
    _Act.DRAFTED: State.DRAFT,
    _Act.REVISED: State.DRAFT,
    _Act.SUBMITTED: State.SUBMITTED,
    _Act.APPROVED: State.APPROVED,
    _Act.REJECTED: State.REJECTED,
    _Act.WITHDRAWN: State.WITHDRAWN,
}


def window_days(on: date) -> int:
    """How many days before its end an agreement's renewal is to be prepared."""
    return parameters.get(RENEWAL_WINDOW, on).number


def in_force(agreement: Agreement, acts: Iterable[AgreementAct]) -> tuple[date, date] | None:
    """The first and last day on which a signed agreement is in force; None while unsigned.

    It binds from its start, but not before it was signed; an early end names its last day.
    """
    days = {act.kind: act.happened_on for act in acts}
    signed = days.get(_Act.SIGNED)
    if signed is None:
        return None
    first = max(agreement.starts_on, signed)
    return first, min(agreement.ends_on, days.get(_Act.ENDED, agreement.ends_on))


def state_of(agreement: Agreement, acts: Iterable[AgreementAct], on: date) -> State:
    """What the agreement is on a day, as told by what happened until then (acts in order)."""
    past = [act for act in acts if act.happened_on <= on]
    term = in_force(agreement, past)
    if term is None:
        road = [_ROAD[act.kind] for act in past if act.kind in _ROAD]
        return road[-1] if road else State.DRAFT
    first, last = term
    if on > last:
        early = any(act.kind == _Act.ENDED for act in past)
        return State.ENDED if early else State.LAPSED
    if on < first:
        return State.UPCOMING
    return State.RENEWAL if (last - on).days <= window_days(on) else State.VALID


def last_day(starts_on: date, months: int) -> date:
    """The last day of a term of so many months: two years from 18 December end on 17 December."""
    return months_after(starts_on, months) - timedelta(days=1)
