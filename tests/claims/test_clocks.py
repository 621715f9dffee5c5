"""The service clock: the office's working days, stopped while a claimant or a dispute decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.access.reader import operator
from payung.claims.models import (
    Claim,
    ClaimState,
    ClaimStep,
    EventKind,
    Hold,
    HoldLifted,
    LifeEvent,
)
from payung.claims.queries.clock_rows import clock_rows
from payung.claims.queries.clocks import Clock, Moment, clock
from payung.claims.service_days import Stage, bounds, working_days
from payung.reference.models import Holiday, HolidayKind, Origin
from payung.registry.models import Programme
from tests.claims.builders import BRANCH, claim, head, worker

#: A Monday; the days after it are without holidays until the end of the month.
MONDAY = date(2024, 11, 4)
ON = date(2024, 12, 18)


def told(programme: Programme, *history: tuple[str, int], on: int, **further: object) -> Clock:
    """The clock on the ``on``-th day after that Monday; steps by their day after it."""
    moments = [Moment(state, MONDAY + timedelta(days=day)) for state, day in history]
    return clock(
        programme,
        moments,
        MONDAY + timedelta(days=on),
        days=working_days(ON),
        within=bounds(ON),
        **further,  # type: ignore[arg-type]
    )


def test_only_working_days_count_and_a_stage_is_late_when_its_days_are_over() -> None:
    over_a_weekend = told(Programme.JHT, (ClaimState.COMPLETE, 3), on=7)  # Thursday to Monday
    assert (over_a_weekend.stage, over_a_weekend.used) == (Stage.ASSESS, 2)
    assert over_a_weekend.left == 0
    assert told(Programme.JHT, (ClaimState.COMPLETE, 3), on=8).left == -1


def test_waiting_for_the_claimants_papers_stops_the_clock() -> None:
    steps = (
        (ClaimState.RECEIVED, 0),
        (ClaimState.COMPLETE, 1),  # Tuesday: one day of the office until Wednesday
        (ClaimState.RECEIVED, 2),  # a paper was rejected
        (ClaimState.COMPLETE, 16),
    )
    waiting = told(Programme.JHT, *steps[:3], on=14)
    assert waiting.waits_for_claimant
    assert (waiting.left, waiting.promise_used) == (None, 1)
    assert told(Programme.JHT, *steps, on=17).promise_used == 2


def test_papers_that_came_are_the_offices_turn_until_somebody_checks_them() -> None:
    found = told(
        Programme.JKM,
        (ClaimState.RECEIVED, 0),
        on=4,
        unchecked_since=MONDAY + timedelta(days=2),
    )
    assert (found.stage, found.used, found.left) == (Stage.CHECK, 2, -1)


def test_the_laws_days_of_a_death_run_from_approval_those_of_savings_from_papers() -> None:
    steps = ((ClaimState.COMPLETE, 0), (ClaimState.GRANTED, 3))
    assert told(Programme.JKM, *steps, on=4).promise_used == 1
    assert told(Programme.JHT, *steps, on=4).promise_used == 4


def test_a_dispute_stops_the_clock_and_its_days_never_count() -> None:
    steps = ((ClaimState.COMPLETE, 0), (ClaimState.GRANTED, 1))
    dispute = MONDAY + timedelta(days=2)
    held = told(Programme.JKM, *steps, on=11, holds=[(dispute, None)])
    assert held.is_held
    assert (held.left, held.promise_used) == (None, 1)
    lifted = told(
        Programme.JKM, *steps, on=11, holds=[(dispute, dispute + timedelta(days=8))]
    )  # Wednesday to Thursday of the next week; asked on Friday
    assert (lifted.is_held, lifted.promise_used) == (False, 2)


def test_a_claim_that_is_opened_again_begins_anew() -> None:
    steps = (
        (ClaimState.COMPLETE, 0),
        (ClaimState.GRANTED, 1),
        (ClaimState.PAID, 2),
        (ClaimState.COMPLETE, 21),
    )
    assert told(Programme.JHT, *steps[:3], on=20).promise_used == 2
    assert told(Programme.JHT, *steps, on=22).promise_used == 1


STATES = st.sampled_from([*ClaimState])
DAYS = st.integers(min_value=0, max_value=44)
STEPS = st.lists(st.tuples(STATES, DAYS), min_size=1, max_size=7)
HOLDS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=3)


@pytest.mark.usefixtures("reference")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS, HOLDS, st.sampled_from([*Programme]))
def test_the_clock_of_a_list_is_the_clock_of_a_claim(
    steps: list[tuple[ClaimState, int]], holds: list[tuple[int, int | None]], programme: Programme
) -> None:
    days = sorted(day for _, day in steps)
    history = [
        (state, MONDAY + timedelta(days=day)) for (state, _), day in zip(steps, days, strict=True)
    ]
    found = _claim(programme, history)
    spans = [_hold(found, first, last) for first, last in holds]
    expected = clock(
        programme,
        [Moment(state, day) for state, day in history],
        ON,
        days=working_days(ON),
        within=bounds(ON),
        holds=spans,
    )
    [row] = clock_rows(Claim.objects.filter(pk=found.pk), ON)
    assert row.clock == expected
    assert (row.claim_id, row.programme, row.state) == (found.pk, programme, history[-1][0])


@pytest.mark.usefixtures("reference")
def test_a_local_holiday_stops_the_clock_of_its_office_only() -> None:
    found = claim(worker(months=1), Programme.JHT, received_on=date(2024, 12, 16))
    chosen = Claim.objects.filter(pk=found.pk)
    assert clock_rows(chosen, ON)[0].clock.used == 2
    Holiday.objects.create(
        day=date(2024, 12, 17),
        name="Hari jadi kota",
        kind=HolidayKind.LOCAL,
        office_id=BRANCH,
        origin=Origin.OWN,
        source="Keputusan wali kota",
        confidence="high",
    )
    assert clock_rows(chosen, ON)[0].clock.used == 1


def _claim(programme: Programme, history: list[tuple[ClaimState, date]]) -> Claim:
    member = worker(months=1)
    event = LifeEvent.objects.create(
        person=member.person,
        kind=EventKind.SAVINGS,
        happened_on=MONDAY,
        region_id=member.work_region_id,
    )
    found = Claim.objects.create(
        number=f"KL-UJI-{event.pk}",
        event=event,
        programme=programme,
        person=member.person,
        office_id=BRANCH,
        channel="BRANCH",
        state=history[-1][0],
        received_on=history[0][1],
    )
    for state, day in history:
        ClaimStep.objects.create(claim=found, kind="TEST", state=state, happened_on=day)
    return found


def _hold(found: Claim, first: int, last: int | None) -> tuple[date, date | None]:
    me = operator().user
    start = MONDAY + timedelta(days=first)
    hold = Hold.objects.create(
        claim=found, code="DISPUTE", reason="Sengketa", placed_on=start, placed_by=me
    )
    if last is None:
        return start, None
    end = start + timedelta(days=last)
    other = head().user  # nobody lifts his own hold
    HoldLifted.objects.create(hold=hold, reason="Selesai", lifted_on=end, lifted_by=other)
    return start, end
