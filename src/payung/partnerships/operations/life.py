"""What happens to a signed agreement: the yearly review, and an end before its time."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_AGREEMENTS, SIGN_AGREEMENTS
from payung.access.reader import Reader
from payung.partnerships.errors import AgreementRefused
from payung.partnerships.models import Agreement, AgreementAct
from payung.partnerships.operations.holding import add_act, locked, managed, reason_of
from payung.partnerships.states import in_force

_Act = AgreementAct.Kind


@transaction.atomic
def record_review(
    *, actor: Reader, agreement_id: int, reviewed_on: date | None = None, findings: str
) -> AgreementAct:
    """Keep the yearly review of an agreement: when, by whom, what was found.

    A day within the term and not in the future; the same review again gives the one that is
    there. Raises ``AgreementRefused``.
    """
    agreement = managed(actor, agreement_id, permission=MANAGE_AGREEMENTS)
    agreement = locked(agreement.pk)
    day = reviewed_on or clock.today()
    first, last = _term(agreement)
    if not first <= day <= min(last, clock.today()):
        raise AgreementRefused(
            "review_day",
            f"Evaluasi {day} harus dalam masa berlaku ({first} s.d. {last}) dan tidak sesudah "
            f"hari ini ({clock.today()}).",
            f"A review on {day} must lie within the term ({first} to {last}) and not after "
            f"today ({clock.today()}).",
        )
    told = reason_of(findings)
    same = agreement.acts.filter(kind=_Act.REVIEWED, happened_on=day).first()
    if same is not None:
        if same.note == told:
            return same
        raise AgreementRefused(
            "review_kept",
            f"Evaluasi tanggal {day} sudah dicatat oleh {same.recorded_by}; pilih tanggal lain.",
            f"A review of {day} was recorded by {same.recorded_by}; choose another day.",
        )
    return add_act(actor, agreement, _Act.REVIEWED, day, told)


@transaction.atomic
def end_agreement(*, actor: Reader, agreement_id: int, last_day: date, reason: str) -> Agreement:
    """End a signed agreement before its time; ``last_day`` is the last on which it holds.

    From the next day on no act can rest on it. Ending it again with the same day changes
    nothing. Raises ``AgreementRefused`` when the day lies outside its term.
    """
    agreement = managed(actor, agreement_id, permission=SIGN_AGREEMENTS)
    agreement = locked(agreement.pk)
    ended = agreement.acts.filter(kind=_Act.ENDED).select_related("recorded_by").first()
    if ended is not None:
        if ended.happened_on == last_day:
            return agreement
        raise AgreementRefused(
            "already_ended",
            f"Perjanjian ini sudah diakhiri per {ended.happened_on} oleh {ended.recorded_by}.",
            f"This agreement was ended as of {ended.happened_on} by {ended.recorded_by}.",
        )
    first, last = _term(agreement)
    if not first <= last_day < last:
        raise AgreementRefused(
            "end_day",
            f"Hari terakhir {last_day} harus dalam masa berlaku {first} s.d. {last}.",
            f"The last day {last_day} must lie within the term {first} to {last}.",
        )
    told = reason_of(reason)
    with acting(actor, told):
        add_act(actor, agreement, _Act.ENDED, last_day, told)
        agreement.terms.update(ends_on=last_day)
    return agreement


def _term(agreement: Agreement) -> tuple[date, date]:
    term = in_force(agreement, agreement.acts.all())
    if term is None:
        raise AgreementRefused(
            "not_signed",
            "Perjanjian ini belum ditandatangani.",
            "This agreement has not been signed.",
        )
    return term
