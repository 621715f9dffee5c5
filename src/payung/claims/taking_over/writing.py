"""Settled claims into the tables, all at once by COPY: 20,000 of them in seconds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from payung.claims.models import (
    Channel,
    Claim,
    ClaimState,
    ClaimStep,
    LifeEvent,
    TakenOverClaim,
    TakeOver,
)
from payung.claims.taking_over.batch import Batch
from payung.claims.taking_over.decision_rows import write_decisions
from payung.claims.taking_over.entries import Entry
from payung.claims.taking_over.payment_rows import write_orders, write_payables
from payung.claims.taking_over.people_rows import write_parties, write_people
from payung.claims.taking_over.settled import SettledClaim

#: A life event by its person, kind and day.
Events = dict[tuple[int, str, date], int]

_EVENT = (
    *("id", "person", "kind", "happened_on", "cause", "place", "region", "reported_by"),
    "reported_at",
)
_CLAIM = (
    *("id", "number", "event", "programme", "person", "membership", "employer", "office"),
    *("channel", "state", "received_on", "complete_on", "decided_on", "paid_on", "version"),
    "created_at",
)
_STEP = ("claim", "kind", "state", "happened_on", "note", "data", "recorded_by", "recorded_at")
_TAKEN = (
    *("claim", "take_over", "office", "old_number", "row_number", "paid", "by_law", "paid_until"),
    "reason",
)


def write_claims(take_over: TakeOver, entries: Sequence[Entry], known_events: Events) -> None:
    """Write all rows of a take-over. ``known_events``: those that stand already."""
    with connection.cursor() as cursor:
        batch = Batch(cursor, take_over, take_over.recorded_by_id, timezone.now(), entries)
        people = write_people(batch)
        events = _write_events(batch, people, known_events)
        claims = _write_claims(batch, people, events)
        _write_steps(batch, claims)
        parties = write_parties(batch, claims, people)
        decisions = write_decisions(batch, claims)
        paid = write_payables(batch, claims, parties, decisions)
        _write_numbers(batch, claims)
    write_orders(take_over, paid)


def _write_events(batch: Batch, people: Sequence[int], known: Events) -> list[int]:
    keys = [
        (person, str(entry.claim.event[0]), entry.claim.event[1])
        for person, entry in zip(people, batch.entries, strict=True)
    ]
    first: dict[tuple[int, str, date], SettledClaim] = {}
    for key, entry in zip(keys, batch.entries, strict=True):
        if key not in known:
            first.setdefault(key, entry.claim)
    ids = dict(zip(first, batch.ids(LifeEvent, len(first)), strict=True))
    batch.copy(
        LifeEvent,
        _EVENT,
        (
            (ids[key], *key, claim.event[2], "", claim.region, batch.actor, batch.now)
            for key, claim in first.items()
        ),
    )
    return [known.get(key) or ids[key] for key in keys]


def _write_claims(batch: Batch, people: Sequence[int], events: Sequence[int]) -> list[int]:
    ids = batch.ids(Claim, len(batch.entries))
    take_over = batch.take_over
    batch.copy(
        Claim,
        _CLAIM,
        (
            (pk, f"KT-{take_over.pk:05d}-{entry.claim.row:06d}", event,
             int(entry.claim.programme), person, entry.claim.member.membership,
             entry.claim.member.employer, take_over.office_id, Channel.TAKEN_OVER,
             ClaimState.PAID, entry.claim.received_on, entry.claim.received_on,
             entry.claim.decided_on, entry.claim.paid_on, 0, batch.now)
            for pk, entry, person, event in zip(ids, batch.entries, people, events, strict=True)
        ),
    )  # fmt: skip
    return ids


def _write_steps(batch: Batch, claims: Sequence[int]) -> None:
    """Received with its papers, decided, paid: on the days that the sheet names."""
    data = json.dumps({"take_over": batch.take_over.pk})
    rows = (
        (claim, kind, state, on, "", data, batch.actor, batch.now)
        for claim, entry in zip(claims, batch.entries, strict=True)
        for kind, state, on in (
            ("TAKEN_OVER", ClaimState.COMPLETE, entry.claim.received_on),
            ("DECIDED", ClaimState.GRANTED, entry.claim.decided_on),
            ("PAID", ClaimState.PAID, entry.claim.paid_on),
        )
    )
    batch.copy(ClaimStep, _STEP, rows)


def _write_numbers(batch: Batch, claims: Sequence[int]) -> None:
    """Under which number the earlier system had each claim, and what it paid."""
    take_over = batch.take_over
    batch.copy(
        TakenOverClaim,
        _TAKEN,
        (
            (claim, take_over.pk, take_over.office_id, entry.claim.old_number, entry.claim.row,
             entry.paid, entry.by_law, entry.claim.paid_until,
             entry.claim.reason if entry.differs else "")
            for claim, entry in zip(claims, batch.entries, strict=True)
        ),
    )  # fmt: skip
