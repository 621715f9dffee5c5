"""The wage earner's bill: what a developer would miss, and equality of the engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.wage_earner import contribution, explain_contribution

FLAGS = ("takes_jht", "takes_jp", "takes_jkp", "labour_intensive")
SCHEMA = {"wage": "int64", "risk_group": "int64", **dict.fromkeys(FLAGS, "boolean")}
MONTHS = st.builds(date, st.integers(2016, 2030), st.integers(1, 12), st.just(1))
WORKERS = st.fixed_dictionaries(
    {
        "wage": st.one_of(st.integers(1, 30_000_000), st.integers(1, 10**12)),
        "risk_group": st.integers(1, 5),
        **{flag: st.booleans() for flag in FLAGS},
    }
)
ALL = {"risk_group": 1, "takes_jht": True, "takes_jp": True}


@settings(max_examples=40, deadline=None)
@given(month=MONTHS, workers=st.lists(WORKERS, min_size=1, max_size=30))
def test_engines_agree_for_any_worker_and_month(
    engine: Any, month: date, workers: list[dict[str, Any]]
) -> None:
    def build(table: Any) -> dict[str, Any]:
        return dict(contribution(month, **{name: table[name] for name in SCHEMA})._asdict())

    assert engine.compute(SCHEMA, workers, build) == [
        contribution(month, **worker)._asdict() for worker in workers
    ]


@settings(max_examples=100, deadline=None)
@given(month=MONTHS, worker=WORKERS)
def test_explanation_and_contribution_never_differ(month: date, worker: dict[str, Any]) -> None:
    result = contribution(month, **worker)
    explained = explain_contribution(month, **worker)

    assert explained.amount == result.total == result.employer + result.worker
    assert [step.amount for step in explained.steps] == [result.employer, result.worker]


def test_the_law_s_rates_bill_the_gross_and_not_the_net_work_injury_rate() -> None:
    """PP 6/2025 prints 0.10 to 1.60 %: the fund's share. The bill stays 0.24 to 1.74 %."""
    bills = [
        contribution(
            date(2025, 6, 1), wage=10_000_000, risk_group=group, takes_jht=False, takes_jp=False
        ).jkk
        for group in range(1, 6)
    ]
    assert bills == [24_000, 54_000, 89_000, 127_000, 174_000]


def test_job_loss_never_adds_to_the_bill() -> None:
    month = date(2025, 6, 1)
    without = contribution(month, wage=7_200_000, **ALL)
    with_it = contribution(month, wage=7_200_000, takes_jkp=True, **ALL)

    assert with_it.total == without.total
    assert without.jkp_fund == 0
    assert with_it.jkp_fund == 18_000  # on 5,000,000, not on 7,200,000


def test_worker_pays_two_percent_old_age_at_any_wage() -> None:
    """A published table lets the worker's rate grow with the wage; the law does not."""
    for wage in (1_000_000, 5_000_000, 50_000_000):
        assert contribution(date(2025, 6, 1), wage=wage, **ALL).jht_worker * 50 == wage


def test_pension_ceiling_of_2015_is_seven_million() -> None:
    """A published page says twelve million."""
    assert contribution(date(2015, 7, 1), wage=12_000_000, **ALL).jp_worker == 70_000


def test_no_job_loss_before_february_2021() -> None:
    """A published page says job loss is new in 2025 and paid by the employer."""
    funds = [
        contribution(month, wage=5_000_000, takes_jkp=True, **ALL).jkp_fund
        for month in (date(2021, 1, 1), date(2021, 2, 1), date(2025, 1, 1), date(2025, 2, 1))
    ]
    assert funds == [0, 23_000, 23_000, 18_000]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wage": -1}, "wage_invalid"),
        ({"wage": 10**15}, "wage_invalid"),
        ({"risk_group": 6}, "risk_group_unknown"),
        ({"risk_group": True}, "risk_group_unknown"),
        ({"risk_group": "3"}, "risk_group_unknown"),
        ({"takes_jht": 1}, "takes_jht_invalid"),
        ({"labour_intensive": "ya"}, "labour_intensive_invalid"),
        ({"month": date(2015, 6, 1)}, "month_invalid"),
        ({"month": date(2025, 6, 15)}, "month_invalid"),
    ],
)
def test_impossible_questions_are_refused(change: dict[str, Any], code: str) -> None:
    question = {"month": date(2025, 6, 1), "wage": 5_000_000, **ALL, **change}
    with pytest.raises(LawError) as refused:
        contribution(**question)
    assert refused.value.code == code
