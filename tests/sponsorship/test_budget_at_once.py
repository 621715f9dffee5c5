"""Two officers at once: the plan is never exceeded, and no number is given twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from payung.errors import PayungError
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BudgetLine, FundSource
from payung.sponsorship.operations.budgets import plan_budget_line, record_paid_out
from tests.sponsorship import builders

pytestmark = pytest.mark.usefixtures("committed")


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """``done`` or the code of the refusal of each act, sorted; each on a connection of its own."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except PayungError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_at_once_neither_exceed_the_plan_nor_share_a_number() -> None:
    builders.worker_segment("FISHER")
    actor = builders.planner("63.03")
    draft = Draft(
        region_code="63.03",
        fiscal_year=2025,
        title="Iuran",
        worker_segment="FISHER",
        fund_source=FundSource.REGENCY_BUDGET,
        persons=100,
        first_month=date(2025, 1, 1),
        months=12,
    )
    drafts = [replace(draft, persons=persons) for persons in (100, 101, 102)]
    assert (
        at_once(
            [lambda one=one: plan_budget_line(actor=actor, draft=one) for one in [*drafts, draft]]
        )
        == ["done"] * 4
    )
    numbers = list(BudgetLine.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [f"AI-63.03-2025-{place:04d}" for place in (1, 2, 3)]

    line = BudgetLine.objects.get(entries__persons=100)
    pay = [
        lambda paper=paper: record_paid_out(
            actor=actor, number=line.number, amount=12_000_000, document=paper
        )
        for paper in ("SP2D 1", "SP2D 2", "SP2D 1")
    ]
    assert set(at_once(pay)) == {"above_plan", "done"}
    assert line.entries.filter(kind="PAID_OUT").count() == 1
