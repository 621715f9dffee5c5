"""The small demo with a year of claims at its branch, so that service and statistics fill a page.

Usage: ``python -c "from tests.browser.claims_service_site import build; build()"`` with
``PAYUNG_HOME``. All claims are invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from payung.claims.models import Claim

TODAY = date(2024, 12, 18)
SETTLED, OPEN = 700, 140
_BRANCH = "KC-PANGKALPINANG"
#: Programme, kind of event, causes, rupiah (least, most), how often of a hundred.
_KINDS = (
    ("JHT", "SAVINGS", ("RESIGNATION", "TERMINATION", "CONTRACT_END"), (1_500_000, 58_000_000), 62),
    ("JKK", "ACCIDENT", ("ACCIDENT",), (600_000, 48_000_000), 16),
    ("JKM", "DEATH", ("",), (42_000_000, 42_000_000), 14),
    ("JKP", "JOB_LOSS", ("TERMINATION",), (1_800_000, 9_000_000), 8),
)


def build() -> None:
    """Claims of the small demo's members: settled ones of 2024, and open ones."""
    django.setup()
    chance = random.Random(7)
    claims = list(_claims(chance))
    _write(chance, claims)
    _hand_over()


def _claims(chance: random.Random) -> Iterator[Claim]:
    """Claims of members of the branch who have none yet, one each."""
    from payung.claims.models import Channel, Claim, ClaimState, LifeEvent
    from payung.registry.models import Membership, Programme

    free = Membership.objects.filter(
        person__claims=None, person__life_events=None, employer__office=_BRANCH
    ).order_by("pk")
    states = (ClaimState.RECEIVED, ClaimState.COMPLETE, ClaimState.PROPOSED, ClaimState.GRANTED)
    for place, member in enumerate(free[: SETTLED + OPEN]):
        name, kind, causes, _amounts, _often = chance.choices(_KINDS, [one[-1] for one in _KINDS])[
            0
        ]
        is_open = place < OPEN
        ago = int(chance.triangular(0, 16, 3)) if is_open else chance.randrange(25, 350)
        received = TODAY - timedelta(days=ago)
        event = LifeEvent.objects.create(
            person=member.person,
            kind=kind,
            happened_on=received - timedelta(days=int(chance.expovariate(1 / 10)) + 1),
            cause=chance.choice(causes),
            region_id=member.work_region_id,
        )
        yield Claim(
            number=f"KL-2024-{900_000 + place}",
            event=event,
            programme=Programme[name],
            person=member.person,
            membership=member,
            employer=member.employer,
            office_id=_BRANCH,
            channel=Channel.BRANCH if is_open else Channel.TAKEN_OVER,
            state=chance.choice(states) if is_open else ClaimState.PAID,
            received_on=received,
        )


def _write(chance: random.Random, claims: list[Claim]) -> None:
    """The claims with their days and histories; the paid ones with what the bank answered."""
    from payung.claims.models import Claim, ClaimState, ClaimStep

    steps = []
    for claim in claims:
        complete = claim.received_on + timedelta(days=chance.choice((0, 0, 1, 2, 4)))
        decided = complete + timedelta(days=chance.choice((0, 1, 1, 2, 5)))
        paid = decided + timedelta(days=chance.choice((1, 1, 2, 3, 6)))
        way = (
            (ClaimState.RECEIVED, claim.received_on),
            (ClaimState.COMPLETE, complete),
            (ClaimState.PROPOSED, decided),
            (ClaimState.GRANTED, decided),
            (ClaimState.PAID, paid),
        )
        reached = [state for state, _day in way].index(ClaimState(claim.state))
        done = {state: min(day, TODAY) for state, day in way[: reached + 1]}
        claim.complete_on = done.get(ClaimState.COMPLETE)
        claim.decided_on = done.get(ClaimState.GRANTED)
        claim.paid_on = done.get(ClaimState.PAID)
        steps += [
            ClaimStep(claim=claim, kind=str(state), state=state, happened_on=day)
            for state, day in done.items()
        ]
    Claim.objects.bulk_create(claims)
    ClaimStep.objects.bulk_create(steps)
    _pay(chance, [one for one in claims if one.decided_on])


def _pay(chance: random.Random, claims: list[Claim]) -> None:
    from payung.access.reader import operator
    from payung.claims.models import (
        BankAnswer,
        Decision,
        Party,
        Payable,
        PayableKind,
        PaymentLine,
        PaymentOrder,
    )
    from payung.registry.models import Programme

    me = operator().user
    amounts = {name: amounts for name, _kind, _causes, amounts, _often in _KINDS}
    for claim in claims:
        least, most = amounts[Programme(claim.programme).name]
        amount = chance.randrange(least, most + 1)
        decision = Decision.objects.create(
            claim=claim, sequence=1, is_granted=True, door="jht", facts={}, total=amount,
            fund=amount, employer=0, tax=0, decided_on=claim.decided_on, fingerprint=bytes(32),
            needs_approval=False, decided_by=me,
        )  # fmt: skip
        payable = Payable.objects.create(
            claim=claim, decision=decision, programme=claim.programme, kind=PayableKind.ONCE,
            party=Party.objects.create(claim=claim, role="MEMBER", name=claim.person.name),
            code="LUMP_SUM", gross=amount, net=amount, due_on=claim.decided_on,
        )  # fmt: skip
        if claim.paid_on is None:
            continue
        order = PaymentOrder.objects.create(
            number=f"PB-{claim.number}", office_id=_BRANCH, count=1, total=amount,
            origin=PaymentOrder.Origin.TAKEN_OVER, pay_on=claim.paid_on,
            prepared_on=claim.paid_on, prepared_by=me,
        )  # fmt: skip
        line = PaymentLine.objects.create(order=order, sequence=1, payable=payable, amount=amount)
        BankAnswer.objects.create(
            line=line, outcome="PAID", amount=amount, answered_on=claim.paid_on
        )
        PaymentLine.objects.filter(pk=line.pk).update(state=PaymentLine.State.PAID)


def _hand_over() -> None:
    """Two ceremonies of the year."""
    from payung.access.reader import operator
    from payung.claims.operations.handovers import record_handover

    for day, occasion, amount, receivers in (
        (date(2024, 9, 4), "Hari pelanggan nasional", 216_000_000, 4),
        (date(2024, 12, 10), "Rapat koordinasi triwulan", 126_000_000, 3),
    ):
        record_handover(
            actor=operator(), office=_BRANCH, region="19.71", held_on=day, occasion=occasion,
            amount=amount, receivers=receivers,
        )  # fmt: skip
