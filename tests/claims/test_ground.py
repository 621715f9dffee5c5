"""What the database itself refuses of claims."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.reader import operator
from payung.claims.errors import ClaimRefused
from payung.claims.models import Approval, Claim, ClaimState, Decision, EventKind, LifeEvent
from payung.claims.steps import add_step
from payung.registry.models import Programme
from tests.claims.builders import claim, worker

pytestmark = pytest.mark.usefixtures("reference")


def test_a_person_dies_once() -> None:
    found = claim(worker(months=1), Programme.JKM)
    with pytest.raises(IntegrityError, match="person_dies_once"), transaction.atomic():
        LifeEvent.objects.create(
            person=found.person,
            kind=EventKind.DEATH,
            happened_on=date(2024, 12, 9),
            region_id=found.event.region_id,
        )


def test_an_event_has_one_claim_a_programme_until_it_is_withdrawn() -> None:
    member = worker(months=1)
    found = claim(member, Programme.JKM)
    with pytest.raises(IntegrityError, match="claim_once"), transaction.atomic():
        claim(member, Programme.JKM)
    add_step(found, "WITHDRAWN", by=operator().user, state=ClaimState.WITHDRAWN)
    claim(member, Programme.JKM)


def test_whoever_decided_does_not_approve() -> None:
    me = operator().user
    decision = Decision.objects.create(
        claim=claim(worker(months=1), Programme.JKM), sequence=1, is_granted=True, door="jkm",
        facts={}, total=1, fund=1, employer=0, tax=0, decided_on=date(2024, 12, 3),
        fingerprint=b"-", needs_approval=True, decided_by=me,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="by another person"), transaction.atomic():
        Approval.objects.create(
            decision=decision, is_approved=True, approved_on=date(2024, 12, 3), approved_by=me
        )


def test_a_step_that_cannot_follow_is_refused() -> None:
    found = claim(worker(months=1), Programme.JKM, state=ClaimState.RECEIVED)
    with pytest.raises(ClaimRefused, match="wrong_state"):
        add_step(found, "PAID", by=operator().user, state=ClaimState.PAID)
    assert Claim.objects.get(pk=found.pk).version == 0
