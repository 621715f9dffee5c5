"""Payables made of a decision: who is owed which rupiah from when; and the end of a right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.booking import end_payables
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    Decision,
    Party,
    PartyRole,
    Payable,
    PayableEnd,
    PayableKind,
    PaymentLine,
)
from payung.claims.pension_passing import (
    Course,
    course_of,
    pensions_of,
    since_of,
)
from payung.claims.planned import is_of_death, planned
from payung.claims.queries.families import people_of
from payung.claims.reach import held_claim
from payung.claims.splitting import Planned
from payung.claims.steps import add_step
from payung.clock import today

_LIVING = (PaymentLine.State.OPEN, PaymentLine.State.PAID)
_Key = tuple[int, str, int]


@transaction.atomic
def make_payables(decision: Decision, actor: Reader) -> tuple[Payable, ...]:
    """Write what the fund owes by a decision that is in force; the same again changes nothing.

    Its living payables add up to ``decision.fund``, but for a first month of a pension whose
    right had ended before. After an earlier decision, what is equal stays, what is at the bank or
    paid is counted, what else stood ends, and only the difference is new; what was paid beyond the
    new decision is told in the claim's history (``PAID_BEYOND``). Called by whoever puts the
    decision into effect, who has asked for the right. Raises ``ClaimRefused`` where a receiver is
    missing or the family changed.
    """
    claim = Claim.objects.select_for_update().get(pk=decision.claim_id)
    member = member_party(claim, actor) if _needs_member(decision) else None
    wanted = planned(decision, _with(people_of(claim), member))
    _must_add_up(decision, wanted)
    since = since_of(decision)
    standing = _standing(claim, wanted) if since is None else _standing_in(claim, since, wanted)
    for over in _over(claim, wanted):
        wanted = tuple(one for one in wanted if one is not over)
        standing.pop((over.receiver, over.code, over.sequence), None)
    new, ending, beyond = _difference(wanted, standing)
    _end(ending, decision, actor, claim)
    Payable.objects.bulk_create(_row(claim, decision, one) for one in new)
    if beyond:
        claim.refresh_from_db()
        add_step(claim, "PAID_BEYOND", by=actor.user, decision=decision.pk, amount=beyond)
    return tuple(decision.payables.order_by("pk"))


def _needs_member(decision: Decision) -> bool:
    return decision.is_granted and not is_of_death(decision.door, decision.facts)


def _with(people: Sequence[Party] | Any, member: Party | None) -> list[Party]:
    found = list(people)
    if member is not None and member not in found:
        found.insert(0, member)
    return found


def member_party(claim: Claim, actor: Reader) -> Party:
    """The member as a receiver of his own claim; entered from the registry when he is not yet."""
    found = claim.parties.filter(role=PartyRole.MEMBER, removed_reason="").first()
    return found or Party.objects.create(
        claim=claim,
        role=PartyRole.MEMBER,
        name=claim.person.name,
        birth_date=claim.person.birth_date,
        person=claim.person,
        recorded_by=actor.user,
    )


def _must_add_up(decision: Decision, wanted: Sequence[Planned]) -> None:
    """The last guard: no decision leaves a rupiah without a receiver, or gives one twice."""
    gross, tax = sum(one.gross for one in wanted), sum(one.tax for one in wanted)
    fund = decision.fund if decision.is_granted else 0
    if gross != fund or (decision.is_granted and tax != decision.tax):
        raise ClaimRefused(
            "parts_do_not_add_up",
            f"Bagian dana dalam keputusan Rp {fund}, tetapi jumlah penerimaannya Rp {gross}; "
            "susun keputusan yang baru.",
            f"The fund's part of the decision is Rp {fund}, its receivers get Rp {gross}; "
            "make a new decision.",
            found=gross,
            expected=fund,
        )


def _over(claim: Claim, wanted: Sequence[Planned]) -> list[Planned]:
    """First months of pensions whose right had ended before they began, or had passed to others by
    then: what was paid of them was told with that end."""
    months = [one for one in wanted if one.kind == PayableKind.PENSION and one.period is not None]
    if not months:
        return []
    course = course_of({(one.receiver, one.code) for one in months}, pensions_of(claim))
    return [one for one in months if _is_over(one, course)]


def _is_over(one: Planned, course: Course) -> bool:
    end, until = course.ends.get((one.receiver, one.code)), course.until
    month = one.period or one.due_on
    return (end is not None and end.last_day < month) or (until is not None and until <= month)


def _standing(claim: Claim, wanted: Sequence[Planned]) -> dict[_Key, list[tuple[Payable, bool]]]:
    """What is owed by now, and whether it is at the bank or paid; months of a running pension
    are left to its runs, and so are those of one that passed to others, but for the first month of
    the same receiver."""
    standing: dict[_Key, list[tuple[Payable, bool]]] = defaultdict(list)
    firsts = {(one.receiver, one.code): one.period for one in wanted}
    rows = claim.payables.exclude(kind=PayableKind.PENSION, sequence__gt=1)
    for row, at_bank in _owed(rows.select_related("decision")):
        passed = row.kind == PayableKind.PENSION and since_of(row.decision) is not None
        if not passed or firsts.get((row.party_id, row.code)) == row.period:
            standing[row.party_id, row.code, row.sequence].append((row, at_bank))
    return standing


def _standing_in(
    claim: Claim, month: date, wanted: Sequence[Planned]
) -> dict[_Key, list[tuple[Payable, bool]]]:
    """What the receivers of a pension that passes have of its first month by now; nothing before
    that month is touched, and nothing that others had."""
    keys = {(one.receiver, one.code): one.sequence for one in wanted}
    standing: dict[_Key, list[tuple[Payable, bool]]] = defaultdict(list)
    for row, at_bank in _owed(claim.payables.filter(kind=PayableKind.PENSION, period=month)):
        place = keys.get((row.party_id, row.code))
        if place is not None:
            standing[row.party_id, row.code, place].append((row, at_bank))
    return standing


def _owed(payables: QuerySet[Payable]) -> list[tuple[Payable, bool]]:
    """Those that have not ended, locked, with whether each is at the bank or paid."""
    rows = list(payables.select_for_update(of=("self",)).filter(end__isnull=True).order_by("pk"))
    at_bank = set(
        PaymentLine.objects.filter(payable__in=rows, state__in=_LIVING).values_list(
            "payable_id", flat=True
        )
    )
    return [(row, row.pk in at_bank) for row in rows]


def _difference(
    wanted: Sequence[Planned], standing: dict[_Key, list[tuple[Payable, bool]]]
) -> tuple[list[Planned], list[Payable], int]:
    """What is to be added, what ends, and the rupiah that went out beyond what is due."""
    new: list[Planned] = []
    ending: list[Payable] = []
    beyond = 0
    for one in wanted:
        rows = standing.pop((one.receiver, one.code, one.sequence), [])
        if _is_same(one, [row for row, _ in rows]):
            continue
        ending += [row for row, at_bank in rows if not at_bank]
        kept = [row for row, at_bank in rows if at_bank]
        gross = one.gross - sum(row.gross for row in kept)
        tax = min(max(0, one.tax - sum(row.tax for row in kept)), max(0, gross))
        if gross > 0:
            new.append(replace(one, gross=gross, tax=tax))
        beyond += max(0, -gross)
    for rows in standing.values():
        ending += [row for row, at_bank in rows if not at_bank]
        beyond += sum(row.gross for row, at_bank in rows if at_bank)
    return new, ending, beyond


def _is_same(one: Planned, rows: Sequence[Payable]) -> bool:
    """Whether what stands is just what is wanted; a day alone makes no new debt."""
    return (
        bool(rows)
        and sum(row.gross for row in rows) == one.gross
        and sum(row.tax for row in rows) == one.tax
    )


def _row(claim: Claim, decision: Decision, one: Planned) -> Payable:
    return Payable(
        claim=claim,
        decision=decision,
        party_id=one.receiver,
        programme=claim.programme,
        kind=one.kind,
        code=one.code,
        sequence=one.sequence,
        period=one.period,
        gross=one.gross,
        tax=one.tax,
        net=one.net,
        due_on=one.due_on,
        needs=one.needs,
    )


def _end(rows: Sequence[Payable], decision: Decision, actor: Reader, claim: Claim) -> None:
    PayableEnd.objects.bulk_create(
        PayableEnd(
            payable=row,
            reason=f"Diganti keputusan ke-{decision.sequence} atas klaim {claim.number}",
            decision=decision,
            ended_on=today(),
            ended_by=actor.user,
        )
        for row in rows
    )


@transaction.atomic
def end_scholarship(
    *, actor: Reader, number: str, party_id: int, ended_on: date, reason: str
) -> int:
    """End a child's scholarship from a day on (it married, works, left school, or died): the
    years after it that are neither paid nor at the bank are not paid, and leave the books.

    Returns how many years ended; the same again ends nothing more. Raises ``PaymentRefused``
    without a reason, ``NotFound`` out of reach.
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    years = claim.payables.filter(
        party_id=party_id, kind=PayableKind.SCHOLARSHIP, due_on__gt=ended_on
    )
    ended = end_payables(
        years,
        reason=reason,
        on=ended_on,
        actor=actor,
        source=f"scholarship_end:{claim.pk}:{party_id}:{claim.version}",
    )
    if ended:
        add_step(
            claim, "SCHOLARSHIP_ENDED", by=actor.user, note=reason, party=party_id, years=ended
        )
    return ended
