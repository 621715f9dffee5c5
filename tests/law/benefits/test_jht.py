"""The savings door: years in the statement, uncertain growth, double rows."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.benefits.jht import Account, Contribution, SavingsClaim, YearlyGrowth, benefit
from payung.law.errors import LawError

MONTHS = tuple(Contribution(month=date(2019, m, 1), amount=100_000) for m in range(1, 13))


def test_the_statement_shows_each_year_with_its_growth_and_confidence() -> None:
    account = Account(
        first_month=date(2019, 1, 1),
        months=25,
        contributions=MONTHS,
        rates=(YearlyGrowth(year=2021, rate=50_000),),
    )
    claim = SavingsClaim(event="DEATH", event_on=date(2021, 2, 1), account=account)
    text = benefit(claim).explanation.as_text("id")

    assert "Saldo akhir 2019" in text
    assert "jht/credited_growth_rate; berlaku sejak 1 Januari 2019 s.d. 31 Desember 2019" in text
    assert "keyakinan M/L" in text
    assert "Saldo akhir 2021 (hasil pengembangan dari penanya)" in text


def test_a_month_given_twice_is_refused() -> None:
    with pytest.raises(LawError, match="satu baris per bulan"):
        Account(first_month=date(2019, 1, 1), months=12, contributions=(*MONTHS, MONTHS[0]))


def test_the_waiting_month_does_not_hide_the_day_of_payment() -> None:
    claim = SavingsClaim(
        event="TERMINATION",
        event_on=date(2025, 1, 31),
        claimed_on=date(2025, 2, 1),
        balance=1_000_000,
    )
    found = benefit(claim)

    assert not found.is_payable
    assert found.payable_from == date(2025, 2, 28)
    assert found.documents[-1] == "TERMINATION_PROOF"
