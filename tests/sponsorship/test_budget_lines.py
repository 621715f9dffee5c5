"""A line is planned, changed, paid out and realised; money never exceeds the plan in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from payung.access.refusals import AccessRefused
from payung.errors import NotFound, PayungError
from payung.registry.models import Programme, Segment
from payung.sponsorship.drafts import Draft
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import BudgetEntry, BudgetLine, FundSource
from payung.sponsorship.operations.budgets import (
    change_budget_line,
    plan_budget_line,
    record_paid_out,
    record_realised,
)
from tests.sponsorship import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

LUMAJANG = "35.08"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-12-15")


@pytest.fixture
def tobacco() -> Draft:
    """Lumajang 2025: tobacco farmers, seven months from June on."""
    builders.worker_segment("TOBACCO_FARMER", "Petani tembakau")
    return Draft(
        region_code=LUMAJANG,
        fiscal_year=2025,
        title="Iuran JKK dan JKM petani tembakau",
        worker_segment="TOBACCO_FARMER",
        fund_source=FundSource.TOBACCO_SHARE,
        persons=5_606,
        first_month=date(2025, 6, 1),
        months=7,
        account_code="510202020006",
    )


def plan(draft: Draft, **told) -> BudgetLine:
    return plan_budget_line(actor=builders.planner(LUMAJANG), draft=draft, **told).line


def refused(code: str, draft: Draft) -> str:
    with pytest.raises(BudgetRefused) as found:
        plan(draft)
    assert found.value.code == code
    return found.value.message_id


def test_the_amount_of_a_plan_is_the_laws(tobacco) -> None:
    planned = plan_budget_line(actor=builders.planner(LUMAJANG), draft=tobacco)
    assert planned.entry.amount == 659_265_600
    assert planned.line.number == "AI-35.08-2025-0001"
    assert planned.line.account_code == "5.1.2.2.2.6"
    assert planned.line.monthly_income == 1_000_000
    assert "full_from_month" in {notice.code for notice in planned.notices}


def test_the_same_draft_again_is_the_same_line_and_another_gets_the_next_number(tobacco) -> None:
    first = plan(tobacco)
    again = plan_budget_line(actor=builders.manpower(LUMAJANG), draft=tobacco)
    assert (again.repeated, again.line) == (True, first)
    assert plan(replace(tobacco, persons=10)).number == "AI-35.08-2025-0002"
    assert BudgetEntry.objects.count() == 2


def test_a_source_that_surely_names_other_segments_refuses_the_line(tobacco) -> None:
    builders.worker_segment("FISHER", "Nelayan")
    told = refused("segment_not_of_source", replace(tobacco, worker_segment="FISHER"))
    assert "PMK 72/2024 Pasal 5" in told


def test_cigarette_factory_workers_may_be_paid_since_the_rule_changed(tobacco) -> None:
    builders.worker_segment("CIGARETTE_FACTORY_WORKER")
    draft = replace(tobacco, worker_segment="CIGARETTE_FACTORY_WORKER")
    assert "fund_later" in {
        n.code for n in plan_budget_line(actor=builders.planner(LUMAJANG), draft=draft).notices
    }
    refused(
        "segment_not_of_source",
        replace(draft, fiscal_year=2024, first_month=date(2024, 6, 1)),
    )


def test_a_doubtful_rule_only_warns(tobacco) -> None:
    builders.worker_segment("FISHER", "Nelayan")
    draft = replace(tobacco, worker_segment="FISHER", fund_source=FundSource.PALM_OIL_SHARE)
    found = plan_budget_line(actor=builders.planner(LUMAJANG), draft=draft)
    assert "fund_doubtful" in {notice.code for notice in found.notices}


def test_money_of_another_level_of_government_is_refused(tobacco) -> None:
    refused("source_of_other_level", replace(tobacco, fund_source=FundSource.PROVINCE_BUDGET))
    refused("source_of_other_level", replace(tobacco, fund_source=FundSource.VILLAGE_BUDGET))
    builders.village("35.08.01.2001")
    village = replace(tobacco, fund_source=FundSource.VILLAGE_BUDGET, village_code="35.08.01.2001")
    found = plan_budget_line(actor=builders.planner(LUMAJANG), draft=village)
    assert "village_decision" in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("programmes_of_non_wage", {"programmes": 3 | Programme.JP}),
        ("programmes_of_wage", {"segment": Segment.WAGE_EARNER, "programmes": 4}),
        ("programmes_not_open", {"segment": Segment.WAGE_EARNER, "programmes": 15}),
        ("segment_not_budgeted", {"segment": Segment.CONSTRUCTION}),
        ("counts", {"persons": 0}),
        ("counts", {"months": 61}),
        ("year_far", {"fiscal_year": 2028}),
        ("worker_segment", {"worker_segment": "ASTRONAUT"}),
        ("agency", {"agency_code": "OPD-33.01-DISKAN"}),
        ("not_a_code", {"account_code": "lima titik satu"}),
        ("not_first_day", {"first_month": date(2025, 6, 2)}),
    ],
)
def test_what_cannot_be_a_line_is_refused_and_nothing_is_written(tobacco, code, changed) -> None:
    refused(code, replace(tobacco, fund_source=FundSource.REGENCY_BUDGET, **changed))
    assert not BudgetLine.objects.exists()


def test_a_rule_that_no_register_holds_cannot_be_the_legal_basis(tobacco) -> None:
    with pytest.raises(BudgetRefused):
        plan(replace(tobacco, legal_basis=["Perpres 999 Tahun 2099"]))


def test_a_change_is_computed_anew_with_its_reason_and_keeps_what_stood(tobacco) -> None:
    line, actor = plan(tobacco), builders.planner(LUMAJANG)
    told = {"persons": 5_000, "first_month": date(2025, 6, 1), "months": 7}
    with pytest.raises(BudgetRefused):
        change_budget_line(actor=actor, number=line.number, reason=" ", **told)
    changed = change_budget_line(actor=actor, number=line.number, reason="P-APBD", **told)
    assert changed.entry.amount == 5_000 * 7 * 16_800
    assert change_budget_line(actor=actor, number=line.number, reason="P-APBD", **told).repeated
    assert list(line.entries.values_list("kind", flat=True)) == ["PLANNED", "CHANGED"]


def test_nothing_is_paid_out_above_the_plan_and_nothing_realised_above_the_payments(
    tobacco,
) -> None:
    line, actor = plan(tobacco), builders.planner(LUMAJANG)
    pay = {"actor": actor, "number": line.number}
    record_paid_out(**pay, amount=400_000_000, document="SP2D 0012/2025")
    with pytest.raises(BudgetRefused) as above:
        record_paid_out(**pay, amount=300_000_000, document="SP2D 0013/2025")
    assert above.value.code == "above_plan"
    assert "sisa Rp259.265.600" in above.value.message_id
    with pytest.raises(BudgetRefused) as realised:
        record_realised(**pay, amount=400_000_001, document="BPJS-1")
    assert realised.value.code == "above_paid_out"
    record_realised(**pay, amount=400_000_000, document="BPJS-1")
    with pytest.raises(BudgetRefused) as smaller:
        change_budget_line(
            **pay, persons=10, first_month=date(2025, 6, 1), months=7, reason="Dikurangi"
        )
    assert smaller.value.code == "below_paid_out"


def test_one_sp2d_is_one_payment_and_money_comes_back_with_a_paper_of_its_own(tobacco) -> None:
    line, actor = plan(tobacco), builders.planner(LUMAJANG)
    pay = {"actor": actor, "number": line.number}
    first = record_paid_out(**pay, amount=659_265_600, document="SP2D 0012/2025")
    assert first.notices == ()
    assert record_paid_out(**pay, amount=659_265_600, document="sp2d  0012/2025").repeated
    with pytest.raises(BudgetRefused) as other:
        record_paid_out(**pay, amount=1, document="SP2D 0012/2025")
    assert other.value.code == "document_differs"
    with pytest.raises(BudgetRefused):
        record_paid_out(**pay, amount=-1_000, document="STS 1")  # without a reason
    record_paid_out(**pay, amount=-1_000, document="STS 1", reason="Kelebihan bayar")
    with pytest.raises(BudgetRefused) as too_much:
        record_paid_out(**pay, amount=-659_265_600, document="STS 2", reason="Salah")
    assert too_much.value.code == "below_realised"


def test_money_that_is_not_what_the_law_gives_is_warned_of(tobacco) -> None:
    line = plan(tobacco)
    found = record_paid_out(
        actor=builders.planner(LUMAJANG),
        number=line.number,
        amount=1_000_000,
        persons=100,
        months=1,
        document="SP2D 1",
    )
    assert [notice.code for notice in found.notices] == ["differs_from_law"]


def test_entries_are_only_added_to(tobacco) -> None:
    line = plan(tobacco)
    for act in (lambda: line.entries.update(amount=1), lambda: line.entries.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_only_who_manages_that_governments_budget_may_plan_and_change(tobacco) -> None:
    line = plan(tobacco)
    for actor in (builders.planner("33.01"), builders.head_of_government(LUMAJANG)):
        with pytest.raises(AccessRefused):
            plan_budget_line(actor=actor, draft=tobacco)
        with pytest.raises((AccessRefused, NotFound)):
            record_paid_out(actor=actor, number=line.number, amount=1, document="SP2D 1")
    with pytest.raises(PayungError):
        record_paid_out(
            actor=builders.planner(LUMAJANG),
            number=line.number,
            amount=1,
            document="SP2D 9",
            paid_on=date(2026, 1, 1),
        )
