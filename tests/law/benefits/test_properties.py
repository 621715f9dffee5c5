"""What holds for every benefit of anybody on any day, asked at the doors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.benefits import doors, heirs, jht, jkk, jkm, jkp, jp, pmi, scholarship
from payung.law.benefits.benefit import ONCE, PAYERS, SCHOLARSHIP, Benefit
from payung.law.explanation import Explanation
from payung.law.jkk.costs import Trip
from payung.law.jkk.partial_disability import Loss

FIRST, LAST = date(2015, 7, 1), date(2032, 12, 31)
WAGES = st.one_of(st.integers(1, 10_000_000), st.integers(1, 10**12))
COSTS = st.integers(0, 30_000_000)
MONTHS = st.integers(0, 60)
NAMES = st.sampled_from(["A", "B", "C", "D"])
LOSSES = st.builds(
    Loss,
    loss=st.sampled_from(["RIGHT_INDEX_FINGER", "LEFT_ARM_FROM_SHOULDER", "ONE_EYE", "IMPOTENCE"]),
    function_lost=st.integers(1, 1_000_000),
)
HEIRS = st.none() | st.lists(
    st.builds(
        heirs.Heir, name=NAMES, relation=st.sampled_from(["SPOUSE", "CHILD", "PARENT", "SIBLING"])
    ),
    min_size=1,
    max_size=5,
).map(tuple)
BY_YEAR = ("jp/inflation", "jht/credited_growth_rate")  # chosen by the year of the wage, or growth
BY_BIRTH = ("jp/pension_age",)  # chosen by the day on which the age is reached


def days(first: date = FIRST) -> st.SearchStrategy[date]:
    """Days of all regimes, and more often those around a change of the law."""
    changes = {
        value.valid_from for parameter in parameters.load() for value in parameter.values
    } - {first}
    edges = sorted(
        edge
        for change in changes
        for edge in (change - timedelta(days=1), change)
        if first <= edge <= LAST
    )
    return st.one_of(st.sampled_from(edges), st.dates(first, LAST))


@st.composite
def children(draw: Any, on: date) -> tuple[scholarship.Child, ...]:
    ages = draw(st.lists(st.integers(6, 12), max_size=4))
    return tuple(
        scholarship.Child(
            name=f"Anak {number}",
            born_on=on - timedelta(days=age * 365 + 10),
            level="PRIMARY",
            is_married=draw(st.booleans()) and draw(st.booleans()),
        )
        for number, age in enumerate(ages, start=1)
    )


@st.composite
def accidents(draw: Any) -> jkk.WorkAccident:
    on = draw(days())
    outcome = draw(st.sampled_from(["DEATH", "TOTAL", "LOSSES", "NONE"]))
    return jkk.WorkAccident(
        accident_on=on,
        wage=draw(WAGES),
        died_on=on if outcome == "DEATH" else None,
        is_totally_disabled=outcome == "TOTAL",
        losses=tuple(draw(st.lists(LOSSES, min_size=1, max_size=4))) if outcome == "LOSSES" else (),
        incapacity_months=0 if outcome == "DEATH" else draw(st.integers(0, 40)),
        incapacity_days=0 if outcome == "DEATH" else draw(st.integers(0, 30)),
        is_registered=draw(st.booleans()),
        unpaid_months=draw(st.integers(0, 6)),
        first_report_hours=draw(st.none() | st.integers(0, 100)),
        trips=tuple(
            Trip(
                mode=draw(st.sampled_from(["LAND", "SEA", "AIR"])),
                cost=draw(st.integers(1, 30_000_000)),
            )
            for _ in range(draw(st.integers(0, 3)))
        ),
        medical_cost=draw(COSTS),
        glasses_cost=draw(COSTS),
        prosthesis_reference_price=draw(COSTS),
        children=draw(children(on)),
        heirs=draw(HEIRS),
    )


@st.composite
def deaths(draw: Any) -> jkm.Death:
    on = draw(days())
    paid = draw(MONTHS)
    return jkm.Death(
        died_on=on,
        months_paid=paid,
        segment=draw(st.sampled_from(["WAGE_EARNER", "NON_WAGE_EARNER"])),
        paid_months_in_a_row=draw(st.integers(0, paid + 1)),
        unpaid_months=draw(st.integers(0, 5)),
        claimed_on=draw(st.none() | st.just(on) | st.just(on + timedelta(days=1500))),
        is_work_accident=draw(st.booleans()) and draw(st.booleans()),
        children=draw(children(on)),
        heirs=draw(HEIRS),
    )


@st.composite
def savings(draw: Any) -> jht.SavingsClaim:
    on, balance = draw(days()), draw(st.integers(0, 10**12))
    if draw(st.booleans()):
        return jht.SavingsClaim(
            event_on=on,
            purpose=draw(st.sampled_from(jht.PURPOSES)),
            balance=balance,
            membership_months=draw(st.integers(0, 240)),
            took_part_before=draw(st.booleans()),
        )
    return jht.SavingsClaim(
        event_on=on,
        event=draw(st.sampled_from(jht.EVENTS)),
        balance=balance,
        born_on=date(1962, 3, 4),
        heirs=draw(HEIRS),
    )


@st.composite
def pensions(draw: Any) -> jp.PensionClaim:
    on = draw(days())
    kind = draw(st.sampled_from(jp.KINDS))
    most = (on.year - FIRST.year) * 12 + on.month - FIRST.month
    enrolled = draw(st.integers(0, most))
    relations = draw(st.lists(st.sampled_from(jp.RELATIONS), max_size=3))
    survivors = tuple(
        jp.Survivor(
            name=relation,
            relation=relation,
            born_on=date(2012, 5, 6) if relation == "CHILD" else None,
        )
        for relation in relations
        if relation != "CHILD" or on > date(2012, 5, 6)
    )
    drawn = draw(st.none() | st.integers(1, 3_600_000))
    return jp.PensionClaim(
        kind=kind,
        event_on=on,
        born_on=draw(st.dates(date(1955, 1, 1), date(1990, 1, 1))),
        months_enrolled=enrolled,
        months_paid=draw(st.integers(0, max(1, enrolled))),
        average_annual_wage=draw(st.integers(1, 10**10)),
        accumulated=1_000_000,
        survivors=survivors if kind == "SURVIVOR" else (),
        last_pension=drawn if kind == "SURVIVOR" else None,
    )


@st.composite
def job_losses(draw: Any) -> jkp.JobLoss:
    on = draw(days(date(2021, 2, 2)))
    paid = draw(st.integers(0, 24))
    return jkp.JobLoss(
        terminated_on=on,
        wage=draw(WAGES),
        reason=draw(st.sampled_from(jkp.REASONS)),
        months_paid_in_window=paid,
        longest_run=draw(st.integers(0, paid)),
        unpaid_months=draw(st.integers(0, 8)),
        ended_after_months=draw(st.none() | st.integers(0, 6)),
    )


@st.composite
def migrants(draw: Any) -> pmi.MigrantEvent:
    event = draw(st.sampled_from(["DEATH", "TREATMENT", "RAPE", "FAILED_DEPARTURE"]))
    first = date(2018, 12, 1) if event == "FAILED_DEPARTURE" else date(2023, 2, 1)
    cost = draw(st.integers(1, 10**11)) if event == "TREATMENT" else 0
    return pmi.MigrantEvent(
        event=event,
        event_on=draw(days(first)),
        cost=cost,
        paid_by_local_insurance=draw(st.integers(0, 10**11)) if cost else 0,
    )


FACTS = {
    "jkk": accidents(),
    "jkm": deaths(),
    "jht": savings(),
    "jp": pensions(),
    "jkp": job_losses(),
    "pmi": migrants(),
}
anybody = pytest.mark.parametrize("programme", FACTS)


def benefit_of(programme: str, data: Any) -> Benefit:
    door: Callable[[Any], Benefit] = doors.DOORS[programme].benefit
    return door(data.draw(FACTS[programme]))


def steps_of(tree: Explanation) -> Iterator[Explanation]:
    yield tree
    for step in (*tree.steps, *tree.besides):
        yield from steps_of(step)


def numbers_of(value: object) -> Iterator[object]:
    """Whatever stands at the leaves of an answer as plain data."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_of(inner)
    else:
        yield value


@anybody
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_is_negative_everything_adds_up_and_no_float_is_among_it(
    programme: str, data: Any
) -> None:
    found = benefit_of(programme, data)

    assert all(item.amount > 0 and item.times >= 0 for item in found.items)
    assert all(step.amount >= 0 for step in steps_of(found.explanation))
    assert 0 <= found.tax <= found.once <= found.total
    assert found.total == found.explanation.amount
    assert found.total == sum(found.paid_by(payer) for payer in PAYERS)
    assert bool(found.items) == found.is_payable
    assert found.items or found.refusals
    if found.division is not None and found.division.shares:
        own = sum(it.total for it in found.items if it.rhythm == ONCE and it.code == SCHOLARSHIP)
        assert sum(share.amount for share in found.division.shares) == found.net - own
    of_children = [year.amount for year in found.scholarships]
    assert sum(of_children) == found.amount(SCHOLARSHIP)
    assert all(type(leaf) in (int, bool, str, type(None)) for leaf in numbers_of(found.as_dict()))


@anybody
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_number_is_that_of_the_regime_of_the_day(programme: str, data: Any) -> None:
    """On the last day of a law and on the first of the next, too: those days are drawn often."""
    found = benefit_of(programme, data)

    for step in steps_of(found.explanation):
        for item in step.parameters:
            if item.value.name in (*BY_YEAR, *BY_BIRTH):
                continue
            value = item.value
            assert item.on == found.event_on, value.name
            assert value.valid_from <= found.event_on, value.name
            assert value.valid_to is None or found.event_on <= value.valid_to, value.name


@settings(max_examples=80, deadline=None)
@given(facts=accidents(), more=st.integers(0, 10**11))
def test_more_wage_never_gives_less_for_an_accident(facts: jkk.WorkAccident, more: int) -> None:
    raised = replace(facts, wage=min((facts.wage or 0) + more, 10**12))

    assert jkk.benefit(raised).total >= jkk.benefit(facts).total


@settings(max_examples=80, deadline=None)
@given(facts=pensions(), more=st.integers(0, 10**9))
def test_more_wage_never_gives_less_pension(facts: jp.PensionClaim, more: int) -> None:
    raised = replace(
        facts, average_annual_wage=min((facts.average_annual_wage or 0) + more, 10**10)
    )

    assert jp.benefit(raised).total >= jp.benefit(facts).total


@settings(max_examples=80, deadline=None)
@given(facts=job_losses(), more=st.integers(0, 10**11))
def test_more_wage_never_gives_less_after_job_loss(facts: jkp.JobLoss, more: int) -> None:
    raised = replace(facts, wage=min(facts.wage + more, 10**12))

    assert jkp.benefit(raised).total >= jkp.benefit(facts).total


@settings(max_examples=80, deadline=None)
@given(facts=savings(), more=st.integers(0, 10**11))
def test_more_savings_never_leave_less(facts: jht.SavingsClaim, more: int) -> None:
    raised = replace(facts, balance=min((facts.balance or 0) + more, 10**12))

    assert jht.benefit(raised).net >= jht.benefit(facts).net


@settings(max_examples=60, deadline=None)
@given(facts=deaths(), more=st.integers(0, 24))
def test_more_months_paid_never_give_a_family_less(facts: jkm.Death, more: int) -> None:
    raised = replace(facts, months_paid=facts.months_paid + more)

    assert jkm.benefit(raised).total >= jkm.benefit(facts).total
