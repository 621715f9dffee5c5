"""Pensions of an office, one act at a time: the end of a right, and taking back a wrong one."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models import Sum

from payung import clock
from payung.access.masking import mask_number_runs
from payung.access.permissions import APPROVE_CLAIMS, ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.booking import end_payables
from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    ClaimState,
    Payable,
    PaymentLine,
    Pension,
    PensionEndTakenBack,
    PensionRun,
    PensionStop,
)
from payung.claims.pension_passing import is_replaced, pensions_of, since_of, standing_of, stop_of
from payung.claims.queries.decisions import DECIDED
from payung.claims.reach import held_claim
from payung.claims.refusals_of_pensions import decision_waits, no_pension, not_ended, own_end
from payung.claims.steps import add_step
from payung.law.benefits.days import months_after

_SHORTEST_REASON = 5
_LOCK = 7310
"""Acts on the pensions of one office run one after the other (see ``contributions.locks``)."""


def lock_pensions(office: str) -> None:
    """Wait until nobody else opens, runs, raises or ends pensions of this office."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, office])


def last_run(office: str) -> PensionRun | None:
    """The run of the latest month of an office."""
    return PensionRun.objects.filter(office=office).order_by("-month", "-pk").first()


@transaction.atomic
def stop_pension(
    *, actor: Reader, number: str, pension: int, reason: str, last_day: date, note: str = ""
) -> PensionStop:
    """End a pension of a claim: ``last_day`` is the last day of the right.

    A month that has begun by then is paid; what was made for later months ends, and what of it is
    at the bank or paid is told as overpaid, in rupiah. The same again changes nothing.

    Raises ``AccessRefused`` without the permission, ``NotFound`` out of reach, ``PaymentRefused``
    for a day before the pension began or in the future, an unknown reason, or a pension that
    ended otherwise.
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    lock_pensions(claim.office_id)
    found = Pension.objects.filter(claim=claim, pk=pension).first()
    if found is None:
        raise no_pension(pension)
    _check_stop(found, reason, last_day, note)
    earlier = PensionStop.objects.filter(pension=found).first()
    if earlier is not None:
        if (earlier.reason, earlier.last_day) == (reason, last_day):
            return earlier
        raise _refused(
            "pension_ended",
            f"Pensiun ini sudah berakhir {earlier.last_day.isoformat()}: "
            f"{earlier.get_reason_display()}.",
            f"This pension already ended on {earlier.last_day.isoformat()}.",
            found=earlier.reason,
        )
    after = Payable.objects.filter(
        claim=claim, party=found.party_id, code=found.code, period__gt=last_day
    )
    label = str(PensionStop.Reason(reason).label)
    source = f"pension_stop:{found.pk}"
    end_payables(after, reason=label, on=clock.today(), actor=actor, source=source)
    at_bank = after.filter(lines__state__in=[PaymentLine.State.OPEN, PaymentLine.State.PAID])
    stop = PensionStop.objects.create(
        pension=found,
        reason=reason,
        last_day=last_day,
        note=mask_number_runs(note.strip())[:300],
        overpaid=at_bank.aggregate(all=Sum("net"))["all"] or 0,
        recorded_on=clock.today(),
        stopped_by=actor.user,
    )
    add_step(
        claim,
        "PENSION_STOPPED",
        by=actor.user,
        note=label,
        pension=found.pk,
        overpaid=stop.overpaid,
    )
    return stop


@transaction.atomic
def take_back_end(*, actor: Reader, number: str, pension: int, reason: str) -> PensionEndTakenBack:
    """Find that a right had been ended wrongly, with the reason: only this lets it be drawn again.

    By whoever approves, never by who recorded the end (the database says the same). It pays
    nothing: the claim is open again, and its next decision, looked at by two, opens the right and
    makes up for its months; of a right that had passed from somebody else the passing is decided
    anew. The same again changes nothing.

    Raises ``AccessRefused``, ``NotFound`` out of reach; ``PaymentRefused`` for a right that has not
    ended by a fact of the person, one's own entry, while a decision waits, or without a reason.
    """
    claim = held_claim(actor, number, APPROVE_CLAIMS)
    lock_pensions(claim.office_id)
    pensions = pensions_of(claim)
    found = next((one for one in pensions if one.pk == pension), None)
    if found is None:
        raise no_pension(pension)
    stop = stop_of(found)
    if stop is not None and (before := getattr(stop, "taken_back", None)) is not None:
        return before  # type: ignore[no-any-return]
    told = mask_number_runs(" ".join(reason.split()))[:300]
    is_standing = standing_of(pensions).get((found.party_id, found.code)) == found
    if stop is None or is_replaced(found) or not is_standing:
        raise not_ended(found.pk)
    if stop.stopped_by_id == actor.user.pk:
        raise own_end()
    if claim.state not in (*DECIDED, ClaimState.COMPLETE):
        raise decision_waits(claim.number, claim.state)
    if len(told) < _SHORTEST_REASON:
        raise _refused("stop_note", "Tuliskan sebabnya.", "Write the reason.", expected="sebab")
    made = PensionEndTakenBack.objects.create(
        stop=stop, reason=told, taken_back_on=clock.today(), taken_back_by=actor.user
    )
    add_step(claim, "PENSION_END_TAKEN_BACK", by=actor.user, note=told, pension=found.pk)
    if since_of(found.decision) is None and claim.state in DECIDED:
        add_step(claim, "REOPENED", by=actor.user, state=ClaimState.COMPLETE, note=told)
    return made


#: What an officer may give as the reason; a newer decision ends a pension by itself.
STOP_REASONS = tuple(
    reason for reason in PensionStop.Reason if reason != PensionStop.Reason.NEW_DECISION
)


def _check_stop(pension: Pension, reason: str, last_day: date, note: str) -> None:
    if reason not in STOP_REASONS:
        raise _refused(
            "stop_reason",
            f"Alasan {reason!r} tidak dikenal.",
            f"The reason {reason!r} is not known.",
            expected=[str(one) for one in STOP_REASONS],
        )
    if reason == PensionStop.Reason.OTHER and len(note.strip()) < 4:
        raise _refused("stop_note", "Tuliskan sebabnya.", "Write the reason.", expected="sebab")
    if not months_after(pension.first_month, -1) <= last_day <= clock.today():
        raise _refused(
            "last_day",
            f"Hari terakhir hak {last_day.isoformat()} harus antara awal pensiun "
            f"({pension.first_month.isoformat()}) dan hari ini.",
            f"The last day {last_day.isoformat()} must lie between the beginning of the pension "
            "and today.",
            found=last_day.isoformat(),
        )


def _refused(code: str, message_id: str, message_en: str, **facts: object) -> PaymentRefused:
    return PaymentRefused(code, message_id, message_en, **facts)
