"""Two officers at once: each month of each pension once, and once in the books."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from payung.claims.models import Payable, PensionRun
from payung.claims.operations.pension_runs import run_pensions
from payung.contributions.models import Journal
from payung.reference.operations import load_reference
from tests.claims.builders import BRANCH, cashier
from tests.claims.pensioners import widow


@pytest.mark.usefixtures("committed")
def test_two_officers_at_once_make_each_month_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-06-10")
    load_reference()
    for _ in range(3):
        widow()
    actor = cashier()
    run_pensions(actor=actor, office=BRANCH, month=date(2024, 1, 1))

    def run(_: int) -> PensionRun | None:
        try:
            return run_pensions(actor=actor, office=BRANCH, month=date(2024, 2, 1))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        runs = list(both.map(run, range(2)))
    assert sum(run is not None for run in runs) == 1
    assert Payable.objects.filter(period=date(2024, 2, 1)).count() == 3
    assert Journal.objects.filter(source__startswith="pension_run:").count() == 1
