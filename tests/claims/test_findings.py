"""What officers find: read by the law before it is kept, never without a source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.claims.errors import ClaimRefused
from payung.claims.facts import gather
from payung.claims.models import Claim, ClaimState, EventKind, Finding
from payung.claims.operations.findings import record_finding, record_findings
from payung.claims.steps import add_step
from payung.law.benefits.doors import decide
from payung.law.errors import LawError
from payung.registry.models import Programme
from tests.claims.builders import claim, officer, worker

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def hurt() -> Claim:
    return claim(worker(months=3), Programme.JKK, EventKind.ACCIDENT)


def find(of: Claim, version: int | None = None, source: str = "Surat dokter RSUD", **values: Any):
    return record_findings(
        actor=officer(), number=of.number, values=values, source=source, version=version
    )


def test_what_a_doctor_found_becomes_facts_that_the_law_answers(hurt: Claim) -> None:
    find(hurt, incapacity_months=2, incapacity_days=10, losses=[{"loss": "LEFT_THUMB"}])
    values = gather(hurt).values
    assert values["losses"] == [{"loss": "LEFT_THUMB"}]
    codes = [item.code for item in decide("jkk", values).items]
    assert codes == ["TEMPORARY_INCAPACITY", "PARTIAL_DISABILITY"]
    step = hurt.steps.get(kind="FINDING")
    assert step.data == {"fields": ["incapacity_days", "incapacity_months", "losses"]}
    assert step.note == "Surat dokter RSUD"  # no health data in the history


def test_the_same_finding_twice_is_kept_once(hurt: Claim) -> None:
    find(hurt, medical_cost=1_000_000)
    find(hurt, medical_cost=1_000_000)
    assert Finding.objects.filter(claim=hurt).count() == 1
    assert hurt.steps.filter(kind="FINDING").count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"losses": [{"loss": "THIRD_HAND"}]}, "loss"),
        ({"incapacity_days": -1}, "incapacity_days"),
        ({"medical_cost": "banyak"}, "medical_cost"),
        ({"cause": "FATE"}, "cause"),
        ({"losses": [{"loss": "LEFT_THUMB"}], "is_totally_disabled": True}, "losses"),
        ({"accident_on": "2024-12-32"}, "accident_on"),
        ({"real_wage": 1}, "real_wage"),
    ],
)
def test_what_the_law_cannot_take_is_refused_and_nothing_is_kept(
    hurt: Claim, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(LawError, match=field):
        find(hurt, **values)
    assert not hurt.findings.exists()


def test_a_finding_needs_a_source_a_field_of_its_own_and_an_undecided_claim(hurt: Claim) -> None:
    with pytest.raises(ClaimRefused, match="finding_without_source"):
        find(hurt, source=" - ", medical_cost=1)
    for field in ("heirs", "claimed_on", "nonsense"):
        with pytest.raises(ClaimRefused, match="no_finding_field"):
            find(hurt, **{field: []})
    with pytest.raises(ClaimRefused, match="no_finding_field"):
        find(hurt)
    add_step(hurt, "PROPOSED", by=None, state=ClaimState.PROPOSED)
    with pytest.raises(ClaimRefused, match="finding_too_late"):
        find(hurt, medical_cost=1)


def test_a_form_filled_on_an_older_state_is_refused(hurt: Claim) -> None:
    find(hurt, version=0, medical_cost=1)
    with pytest.raises(ClaimRefused, match="changed_meanwhile"):
        find(hurt, version=0, medical_cost=2)


def test_a_finding_taken_back_gives_way_to_the_books(hurt: Claim) -> None:
    find(hurt, accident_on="2024-11-20")
    assert gather(hurt).values["accident_on"] == "2024-11-20"
    record_finding(
        actor=officer(), number=hurt.number, field="accident_on", value=None, source="Salah baca"
    )
    assert gather(hurt).values["accident_on"] == "2024-12-02"


def test_where_the_law_takes_one_of_two_the_finding_is_that_one() -> None:
    member = worker(months=3)
    savings = claim(member, Programme.JHT, EventKind.SAVINGS, cause="RESIGNATION")
    find(savings, balance=12_345_678)
    assert decide("jht", gather(savings).values | {"claimed_on": None}).total == 12_345_678
    pension = claim(member, Programme.JP, EventKind.OLD_AGE)
    find(pension, average_annual_wage=60_000_000)
    assert "years" not in gather(pension).values
    assert gather(pension).missing == ()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    months=st.integers(0, 24),
    days=st.integers(0, 29),
    cost=st.integers(0, 50_000_000),
    function=st.integers(1, 1_000_000),
)
def test_whatever_is_kept_the_law_answers_as_if_it_were_asked_alone(
    hurt: Claim, months: int, days: int, cost: int, function: int
) -> None:
    told = {
        "incapacity_months": months, "incapacity_days": days, "medical_cost": cost,
        "losses": [{"loss": "ONE_EYE", "function_lost": function}],
    }  # fmt: skip
    find(hurt, **told)
    values = gather(hurt).values
    alone = {"accident_on": "2024-12-02", "wage": values["wage"], **told}
    assert decide("jkk", values).total == decide("jkk", alone).total
