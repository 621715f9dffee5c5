"""Pensions begin with a decision in force, and end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Sum

from payung import clock
from payung.access.masking import mask_number_runs
from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.booking import end_payables
from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    Claim,
    Decision,
    Payable,
    PayableKind,
    PaymentLine,
    Pension,
    PensionIndexation,
    PensionRate,
    PensionRun,
    PensionStop,
    PensionWait,
)
from payung.claims.operations.entitling import planned
from payung.claims.pension_passing import began_in, end_of, since_of
from payung.claims.pension_rules import months_between, raised_amount, shared
from payung.claims.queries.families import people_of
from payung.claims.reach import held_claim
from payung.claims.refusals_of_pensions import no_pension
from payung.claims.steps import add_step
from payung.law.benefits.days import months_after

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
def open_pensions(decision: Decision, actor: Reader) -> tuple[Pension, ...]:
    """Begin the monthly pensions of a decision in force; to be called after ``make_payables``.

    A later decision with another amount or other receivers ends the pensions of the earlier one
    (``NEW_DECISION``) and begins new ones; months that were already run wait for the next run,
    which pays the difference. One that passes a pension to others leaves the months before it as
    they are. The same again changes nothing.
    """
    claim = Claim.objects.select_for_update().get(pk=decision.claim_id)
    wanted = {
        (one.receiver, one.code): (one.period, one.gross)
        for one in planned(decision, people_of(claim))
        if one.kind == PayableKind.PENSION and one.period is not None
    }
    living = list(Pension.objects.filter(claim=claim, stop__isnull=True))
    if not wanted and not living:
        return ()
    lock_pensions(claim.office_id)
    since = since_of(decision)
    ends = ends_by_receiver(claim) if since is not None else {}
    for pension in living:
        key = (pension.party_id, pension.code)
        if wanted.get(key) == (pension.first_month, _first_rate(pension)):
            del wanted[key]
        else:
            _replace(pension, decision, actor, wanted.get(key))
    opened = tuple(
        _open(claim, decision, party, code, first_month, monthly)
        for (party, code), (first_month, monthly) in wanted.items()
    )
    _raise_as_others(opened, decision)
    for pension in opened:
        if (end := ends.get((pension.party_id, pension.code))) is not None:
            _end_again(pension, end, actor)
    return opened


def ends_by_receiver(claim: Claim) -> dict[tuple[int, str], PensionStop]:
    """How the rights of those ended who drew last on a claim, by party and code; a pension that a
    newer decision replaced has not ended, nor has one that was opened again."""
    drawn = {
        (pension.party_id, pension.code): end_of(pension)
        for pension in Pension.objects.filter(claim=claim).select_related("stop").order_by("pk")
    }
    return {key: end for key, end in drawn.items() if end is not None}


def _end_again(pension: Pension, end: PensionStop, actor: Reader) -> None:
    """A right that is known to end later ends then under the new decision too, until when its
    months are paid; then it passes on once more."""
    PensionWait.objects.filter(pension=pension, month__gt=end.last_day).update(
        done_on=clock.today()
    )
    PensionStop.objects.create(
        pension=pension,
        reason=end.reason,
        last_day=end.last_day,
        note=end.note,
        recorded_on=clock.today(),
        stopped_by=actor.user,
    )


def _first_rate(pension: Pension) -> int:
    return pension.rates.order_by("valid_from").values_list("monthly", flat=True)[0]


def _open(
    claim: Claim, decision: Decision, party: int, code: str, first_month: date, monthly: int
) -> Pension:
    pension = Pension.objects.create(
        claim=claim,
        decision=decision,
        party_id=party,
        person_id=claim.parties.values_list("person", flat=True).get(pk=party),
        office_id=claim.office_id,
        code=code,
        first_month=first_month,
        opened_on=clock.today(),
    )
    PensionRate.objects.create(pension=pension, valid_from=first_month, monthly=monthly)
    last = last_run(claim.office_id)
    if last is not None:
        PensionWait.objects.bulk_create(
            PensionWait(
                pension=pension,
                month=month,
                reason=PensionWait.Reason.DECIDED_LATE,
                recorded_on=clock.today(),
            )
            for month in months_between(months_after(first_month, 1), last.month)
        )
    return pension


def _raise_as_others(opened: Sequence[Pension], decision: Decision) -> None:
    """Pensions decided late are raised as those were that began when they did: those of several
    children as the one that they share. Of a pension that passed from somebody else the amount
    holds the raises up to its first month already."""
    if not opened:
        return
    first = opened[0]
    done = PensionIndexation.objects.filter(
        office=first.office_id,
        year__gt=began_in(decision, first.first_month).year,
        valid_from__gt=first.first_month,
    )
    parts = [_first_rate(pension) for pension in opened]
    for year in dict.fromkeys(done.order_by("year").values_list("year", flat=True)):
        act = done.filter(year=year).order_by("pk")[0]
        whole = raised_amount(act.valid_from, first.code, sum(parts))
        parts = shared(whole, parts)
        PensionRate.objects.bulk_create(
            PensionRate(pension=one, valid_from=act.valid_from, monthly=part, indexation=act)
            for one, part in zip(opened, parts, strict=True)
        )


def _replace(
    pension: Pension, decision: Decision, actor: Reader, wanted: tuple[date, int] | None
) -> None:
    """End a pension by a newer decision. What is at the bank or paid counts for the new one; what
    went out beyond it is told as overpaid. Where the decision passes the pension on (``since``),
    the months before stay with the old one, those that still wait too."""
    since = since_of(decision)
    made = Payable.objects.filter(
        claim=pension.claim_id,
        decision=pension.decision_id,
        party=pension.party_id,
        code=pension.code,
        sequence__gt=1,
    )
    waits = PensionWait.objects.filter(pension=pension, done_on__isnull=True)
    if since is not None:
        made, waits = made.filter(period__gte=since), waits.filter(month__gte=since)
    reason = f"Diganti keputusan ke-{decision.sequence}"
    on = clock.today()
    source = f"pension_replaced:{pension.pk}"
    end_payables(made, reason=reason, on=on, actor=actor, source=source)
    monthly = wanted[1] if wanted else 0
    kept = made.filter(end__isnull=True).values_list("gross", flat=True)
    waits.update(done_on=on)
    PensionStop.objects.create(
        pension=pension,
        reason=PensionStop.Reason.NEW_DECISION,
        last_day=on if since is None else since - timedelta(days=1),
        note=reason,
        overpaid=sum(max(0, gross - monthly) for gross in kept),
        recorded_on=on,
        stopped_by=actor.user,
    )


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
