"""A value knows its period, its certainty and whether it is due for renewal."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law import parameters
from payung.law.errors import LawError


def test_value_of_a_day_with_its_article() -> None:
    value = parameters.get("jp/wage_ceiling", date(2026, 2, 28))
    assert (value.number, value.valid_from, value.valid_to) == (
        10_547_400,
        date(2025, 3, 1),
        date(2026, 2, 28),
    )
    assert (value.article, value.confidence) == ("PP 45/2015 Pasal 29(3)-(4)", "H/H")


def test_no_value_before_the_first_or_after_the_last() -> None:
    assert parameters.find("jkk/labour_intensive_industries", date(2025, 1, 31)) is None
    assert parameters.find("jkk/labour_intensive_industries", date(2026, 2, 1)) is None
    with pytest.raises(LawError) as refused:
        parameters.get("jkp/total_rate", date(2021, 1, 31))
    assert refused.value.code == "parameter_not_in_force"


def test_content_is_read_by_its_kind_only() -> None:
    day = date(2025, 6, 1)
    assert parameters.get("jakon/excludes_vat", day).is_true
    assert parameters.get("jp/deferred_repayment_end", date(2020, 9, 1)).day == date(2022, 4, 15)
    for name, kind in (
        ("jakon/excludes_vat", "number"),
        ("jht/worker_rate", "rows"),
        ("jht/worker_rate", "is_true"),
        ("jht/worker_rate", "day"),
    ):
        with pytest.raises(TypeError):
            getattr(parameters.get(name, day), kind)


def test_only_yearly_values_grow_old() -> None:
    ceiling = parameters.get("jp/wage_ceiling", date(2026, 3, 1))
    assert not ceiling.is_outdated(date(2027, 2, 1))
    assert ceiling.is_outdated(date(2027, 3, 1))
    assert not parameters.get("jp/wage_ceiling", date(2025, 3, 1)).is_outdated(date(2026, 2, 1))
    assert not parameters.get("jht/worker_rate", date(2025, 3, 1)).is_outdated(date(2040, 1, 1))


def test_uncertainty_of_number_and_of_citation() -> None:
    started = parameters.get("payment/started_month_counts", date(2025, 1, 1))
    rate = parameters.get("payment/penalty_rate_wage_earner", date(2025, 1, 1))
    assert started.is_uncertain
    assert started.is_number_uncertain
    assert rate.is_uncertain
    assert not rate.is_number_uncertain
