"""The work injury door: what no single worked case shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.jkk import WorkAccident, benefit
from payung.law.jkk.costs import Trip
from payung.law.jkk.death import death_benefit
from payung.law.jkk.partial_disability import Loss
from payung.law.jkk.total_disability import total_disability_benefit

DAYS = st.dates(date(2015, 7, 1), date(2030, 12, 31))
WAGES = st.integers(1, 10**9)


def accident(day: date, **facts: Any) -> WorkAccident:
    return WorkAccident(**{"accident_on": day, "wage": 4_000_000, **facts})


@settings(max_examples=60, deadline=None)
@given(day=DAYS, wage=WAGES)
def test_door_and_columns_give_the_same(day: date, wage: int) -> None:
    died = benefit(accident(day, wage=wage, died_on=day))
    disabled = benefit(accident(day, wage=wage, is_totally_disabled=True))

    assert died.total == death_benefit(day, wage=wage).total
    assert disabled.total == total_disability_benefit(day, wage=wage).total


@settings(max_examples=60, deadline=None)
@given(
    day=DAYS,
    wage=WAGES,
    more=WAGES,
    months=st.integers(0, 30),
    hours=st.sampled_from([None, 10, 100]),
    unpaid=st.integers(0, 6),
    is_registered=st.booleans(),
)
def test_whoever_pays_the_worker_gets_the_benefit_of_the_real_wage(
    day: date,
    wage: int,
    more: int,
    months: int,
    hours: int | None,
    unpaid: int,
    is_registered: bool,
) -> None:
    facts = {"incapacity_months": months, "losses": (Loss(loss="RIGHT_THUMB"),)}
    found = benefit(
        accident(
            day,
            wage=wage,
            real_wage=wage + more,
            first_report_hours=hours,
            unpaid_months=unpaid,
            is_registered=is_registered,
            **facts,
        )
    )
    honest = benefit(accident(day, wage=wage + more, **facts))

    assert found.total == honest.total > 0
    assert found.total >= benefit(accident(day, wage=wage, **facts)).total
    assert all(item.amount >= 0 for item in found.items)


def test_the_day_before_and_the_day_of_a_change_of_law() -> None:
    changes = {
        date(2019, 12, 2): {"died_on": date(2030, 1, 1), "wage": 400_000},
        date(2025, 2, 1): {"is_totally_disabled": True, "first_report_hours": 50},
        date(2023, 10, 1): {"is_suspected": True, "medical_cost": 1},
    }
    for day, facts in changes.items():
        before, after = (
            benefit(accident(on, **facts)).as_dict() for on in (day - timedelta(days=1), day)
        )
        assert (before["total"], before["by_payer"]) != (after["total"], after["by_payer"]), day


def test_papers_follow_the_situation() -> None:
    day = date(2024, 5, 2)
    found = benefit(accident(day, died_on=day, in_traffic=True, trips=(Trip(mode="LAND", cost=1),)))

    assert {"POLICE", "RECEIPTS", "HEIR_STATEMENT"} <= set(found.documents)
    assert not {"POLICE", "RECEIPTS", "HEIR_STATEMENT"} & set(benefit(accident(day)).documents)


def test_return_to_work_is_offered_after_a_disability() -> None:
    found = benefit(accident(date(2024, 5, 2), is_totally_disabled=True))

    assert "Pendampingan kembali kerja? Tersedia tanpa biaya: ya" in found.explanation.as_text()
