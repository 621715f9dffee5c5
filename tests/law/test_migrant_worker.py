"""Migrant workers: packages by contract, single months beyond, optional savings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.errors import LawError
from payung.law.migrant_worker import contribution, explain_contribution

MONTH = date(2025, 6, 1)


def test_largest_package_within_the_contract_and_single_months_beyond(engine: Any) -> None:
    def answer(months: Any, via_agency: Any) -> dict[str, Any]:
        result = contribution(MONTH, contract_months=months, via_agency=via_agency)
        return dict(result._asdict())

    rows = [
        {"months": months, "via_agency": agency}
        for months in (1, 6, 7, 12, 18, 23, 24, 30, 600)
        for agency in (True, False)
    ]
    expected = [answer(**row) for row in rows]
    found = engine.compute(
        {"months": "int64", "via_agency": "boolean"},
        rows,
        lambda table: answer(table.months, table.via_agency),
    )
    assert found == expected
    assert [row["during_and_after_work"] + row["extra_months"] for row in expected[::2]] == [
        *(108_000, 108_000, 121_500, 189_000, 270_000, 337_500, 332_500, 413_500),
        332_500 + 576 * 13_500,
    ]


def test_optional_savings_are_monthly_and_of_the_offered_amounts() -> None:
    result = contribution(MONTH, contract_months=24, via_agency=True, jht_monthly=100_000)
    explained = explain_contribution(
        MONTH, contract_months=24, via_agency=True, jht_monthly=100_000
    )
    assert (result.total, result.jht_monthly) == (370_000, 100_000)
    assert explained.amount == 370_000
    assert explained.besides[0].amount == 100_000
    with pytest.raises(LawError):
        contribution(MONTH, contract_months=24, via_agency=True, jht_monthly=75_000)


@pytest.mark.parametrize("months", [0, -1, 601])
def test_impossible_contracts_are_refused(months: int) -> None:
    with pytest.raises(LawError):
        contribution(MONTH, contract_months=months, via_agency=True)


def test_no_packages_before_the_rule() -> None:
    with pytest.raises(LawError) as refused:
        contribution(date(2018, 11, 1), contract_months=24, via_agency=True)
    assert refused.value.code == "parameter_not_in_force"
